"""The columns of a sheet: whether a heading stands above each, and how much what is below it looks like codes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from holescan.domain.code_entries import has_digit, is_code_like
from holescan.domain.sheets import SheetTable

_CODE_WORDS = frozenset(
    """
    hole holes code codes tag tags borehole boreholes bh bhid dhid ddh holeid drillhole drillholes collar line id ids
    mã hố lỗ khoan bohrung bohrungen sondage forage sondeo pozo скважина скважины 钻孔 孔号 钻孔编号 编号
    """.split()  # noqa: SIM905 - a list of quotes is no easier to read
)
# Headings of what lists of holes hold besides; they outweigh: "hole depth" is no code.
_OTHER_WORDS = frozenset(
    """
    depth length dip azimuth date diameter size type description remark remarks comment comments status count quantity
    qty north northing east easting elevation rl lat latitude lon longitude coordinate coordinates from to rev
    revision drawing file sheet sâu ngày stt tiefe datum profondeur no nr number name ref item
    """.split()  # noqa: SIM905 - same
)
_NAMING_WORDS = frozenset(["no", "nr", "number", "name", "ref"])  # "Hole no." still is a heading of codes
_HEADING_ROWS = 10
_SAMPLE = 1_000
_LONGEST_LABEL = 60  # characters: a heading may be a paragraph

_NUMBER = r"[-+±<>~]?\s*[\d\s]*\d[.,]?\d*"
_QUANTITY = re.compile(
    rf"{_NUMBER}\s*(?:mm|cm|m|km|ft|in|kg|t|l|bar|kpa|mpa|deg|°c|°|%|'|\"|º)?\s*[nsew]?", re.IGNORECASE
)
_DATE = re.compile(r"\d{1,4}([-/. ])(?:\d{1,2}|[a-z]{3,9})\1\d{1,4}(?:[ T].*)?", re.IGNORECASE)
_INTEGER = re.compile(r"\d+")
_NUMBER_GROUPS = re.compile(r"\d+(?:[-_/]\d+)+")


class PlacedCell(NamedTuple):
    """A cell and where it stands: row from 1, column from 0. No dataclass, because lists have 100,000.

    Attributes:
        text: what it shows, on one line, without spaces and invisible marks around it.
        written: the same in its own lines.
    """

    text: str
    is_date: bool
    row: int
    column: int
    written: str = ""

    @property
    def reference(self) -> str:
        """As Excel writes it: B7."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class CodeColumn:
    """A column, taken apart.

    Attributes:
        heading: "" where there is none.
        is_guessed: the heading is no known word; it only looks unlike what is below it.
        body: the cells below the heading, blank ones included.
    """

    heading: str
    is_guessed: bool
    body: tuple[PlacedCell, ...]
    index: int

    @property
    def name(self) -> str:
        """For people: the heading, or the column's letters."""
        return self.heading or column_letters(self.index)

    @property
    def label(self) -> str:
        """For choosing: no other column of the sheet has the same."""
        return f"{column_letters(self.index)} {self.heading}".strip()[:_LONGEST_LABEL]


def tidy(text: str) -> str:
    """One line without surrounding spaces, byte order marks or halves of characters."""
    if text.isascii():
        return " ".join(text.split())
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(whole.replace("\ufeff", " ").replace("\u200b", " ").split())


def column_letters(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def columns_of(table: SheetTable) -> list[CodeColumn]:
    """The columns that hold anything, from the left. A sheet of one row is read as a column: a list typed sideways."""
    rows = [
        [
            PlacedCell(tidy(cell.text), cell.is_date, cell.row or number, column, cell.text)
            for column, cell in enumerate(row)
        ]
        for number, row in enumerate(table.rows, 1)
    ]
    if len(rows) == 1:
        rows = [[placed] for placed in rows[0]]
    columns = [_taken_apart(index, list(_column(rows, index))) for index in range(max(map(len, rows), default=0))]
    return [column for column in columns if column.heading or any(placed.text for placed in column.body)]


def likeness(column: CodeColumn) -> float:
    """From -0.5 to 1.5: how much a column looks like codes, by its cells, how few repeat, and its heading."""
    cells = list(islice((placed for placed in column.body if placed.text), _SAMPLE))
    if not cells:
        return -1
    distinct = len({placed.text for placed in cells}) / len(cells)
    return distinct * sum(map(_likeness_of, cells)) / len(cells) + _promise(column.heading)


def _column(rows: Sequence[Sequence[PlacedCell]], index: int) -> Iterator[PlacedCell]:
    for row in rows:
        yield row[index] if index < len(row) else PlacedCell("", False, row[0].row if row else 0, index)


def _taken_apart(index: int, cells: list[PlacedCell]) -> CodeColumn:
    shown = list(islice((number for number, placed in enumerate(cells) if is_code_like(placed.text)), _SAMPLE + 1))
    known = _known_heading(cells, shown)
    if known is not None:
        return CodeColumn(cells[known].text, is_guessed=False, body=tuple(cells[known + 1 :]), index=index)
    if _starts_unlike([cells[number] for number in shown]):
        return CodeColumn(cells[shown[0]].text, is_guessed=True, body=tuple(cells[shown[0] + 1 :]), index=index)
    return CodeColumn("", is_guessed=False, body=tuple(cells), index=index)


def _known_heading(cells: Sequence[PlacedCell], shown: Sequence[int]) -> int | None:
    """The last row before the codes that is made of known words; titles may stand above it, codes may not."""
    heading = None
    for number in shown[:_HEADING_ROWS]:
        if _heading_words(cells[number].text):
            heading = number
        elif _likeness_of(cells[number]) > 0:
            break
    return heading


def _heading_words(text: str) -> frozenset[str]:
    """The known words of a heading; none where it holds a digit, because BH 7 is a code."""
    if has_digit(text):
        return frozenset()
    return frozenset(re.findall(r"\w+", text.casefold().replace("_", " "))) & (_CODE_WORDS | _OTHER_WORDS)


def _starts_unlike(shown: Sequence[PlacedCell]) -> bool:
    """The first cell has no digit, and nearly all cells below it have one."""
    first, below = shown[:1], shown[1:]
    with_digit = sum(has_digit(placed.text) for placed in below)
    return bool(below) and not has_digit(first[0].text) and with_digit >= 0.9 * len(below)


def _promise(heading: str) -> float:
    words = _heading_words(heading)
    if words & _CODE_WORDS and not words & (_OTHER_WORDS - _NAMING_WORDS):
        return 0.5
    return -0.5 if words else 0


def _likeness_of(placed: PlacedCell) -> float:
    """How much one cell looks like a code: letters with digits most, decimals and dates not at all."""
    text = placed.text
    if placed.is_date or len(text.split()) > 4 or len(text) > 60 or _DATE.fullmatch(text):  # noqa: PLR2004 - prose
        return 0
    if _NUMBER_GROUPS.fullmatch(text):
        return 0.6
    if _INTEGER.fullmatch(text):
        return 0.3 if len(text) > 3 else 0.1  # noqa: PLR2004 - shorter ones count rows
    if _QUANTITY.fullmatch(text):
        return 0
    if has_digit(text):
        return 1 if any(character.isalpha() for character in text) else 0.1
    return 0.2 if text and len(text.split()) == 1 else 0
