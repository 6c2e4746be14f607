"""The columns of a sheet: whether a heading stands above each, and how much what is below it looks like codes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from holescan.domain.code_entries import has_digit, is_code_like
from holescan.domain.code_headings import TopCell, heading_above, is_heading, promises_codes, promises_others
from holescan.domain.sheets import LOST, SheetTable

_SAMPLE = 1_000
_PROMISED = 0.5
_LONGEST_LABEL = 60  # characters: a heading may be a paragraph

_NUMBER = r"[-+±<>~]?\s*[\d\s]*\d[.,]?\d*"
_QUANTITY = re.compile(
    rf"{_NUMBER}\s*(?:mm|cm|m|km|ft|in|kg|t|l|bar|kpa|mpa|deg|°c|°|%|'|\"|º)?\s*[nsew]?", re.IGNORECASE
)
_DATE = re.compile(r"\d{1,4}([-/. ])(?:\d{1,2}|[a-z]{3,9})\1\d{1,4}(?:[ T].*)?", re.IGNORECASE)
_PREFIX = re.compile(r"[^\W\d_]+(?=.*\d)")
_INTEGER = re.compile(r"\d+")
_NUMBER_GROUPS = re.compile(r"\d+(?:[-_/]\d+)+")


class PlacedCell(NamedTuple):
    """A cell and where it stands: row from 1, column from 0. No dataclass, because lists have 100,000.

    Attributes:
        text: what it shows, on one line, without spaces and invisible marks around it.
        line: number of its row, from 1, among those that hold anything.
        written: the same as `text` in its own lines.
    """

    text: str
    is_date: bool
    row: int
    column: int
    line: int
    written: str

    @property
    def reference(self) -> str:
        """As Excel writes it: B7."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def is_lost(self) -> bool:
        """The file does not hold what it shows."""
        return LOST in self.text


@dataclass(frozen=True, slots=True)
class CodeColumn:
    """A column, taken apart.

    Attributes:
        heading: "" where there is none.
        guessed: cells of the heading, or above it, that might be codes all the same.
        body: the cells below the heading that hold anything.
        blank: how many rows below the heading hold something, but not here.
    """

    heading: str
    guessed: tuple[str, ...]
    body: tuple[PlacedCell, ...]
    blank: int
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
    if len(table.rows) == 1:
        typed = [placed._replace(line=placed.column + 1) for placed in _placed(table)]
        return [_taken_apart(0, typed, len(table.rows[0]))] if typed else []
    # No grid: a table may have 100,000 rows, and a stray cell in the last column of one.
    columns: defaultdict[int, list[PlacedCell]] = defaultdict(list)
    for placed in _placed(table):
        columns[placed.column].append(placed)
    return [_taken_apart(index, cells, len(table.rows)) for index, cells in sorted(columns.items())]


def likeness(column: CodeColumn) -> float:
    """From -0.5 to 1.5: how much a column looks like codes, by its cells, how few repeat, and its heading."""
    return likeness_of_cells(column) + _promise(column.heading)


def likeness_of_cells(column: CodeColumn) -> float:
    """From 0 to 1, by the cells below the heading alone; -1 where there are none."""
    cells = column.body[:_SAMPLE]
    if not cells:
        return -1
    known = [placed for placed in cells if not placed.is_lost]
    if not known:
        return 0
    distinct = len({placed.text for placed in known}) / len(known)
    return distinct * sum(map(_likeness_of, known)) / len(known)


def has_heading_of_codes_below(column: CodeColumn) -> bool:
    """As where a second table stands under the first."""
    return any(is_heading(placed.text) and promises_codes(placed.text) for placed in column.body[:_SAMPLE])


def prefixes_of(column: CodeColumn) -> frozenset[str]:
    """The letters that its codes begin with: bh of BH-1."""
    found = (_PREFIX.match(placed.text) for placed in islice(column.body, _SAMPLE))
    return frozenset(each[0].casefold() for each in found if each)


def _placed(table: SheetTable) -> Iterator[PlacedCell]:
    for line, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            if text := tidy(cell.text):
                yield PlacedCell(text, cell.is_date, cell.row or line, column, line, cell.text)


def _taken_apart(index: int, cells: Sequence[PlacedCell], lines: int) -> CodeColumn:
    numbers = list(islice((number for number, placed in enumerate(cells) if is_code_like(placed.text)), _SAMPLE + 1))
    heading = heading_above([TopCell(cells[number].text, _likeness_of(cells[number]) > 0) for number in numbers])
    if heading is None:
        return CodeColumn("", (), tuple(cells), lines - len(cells), index)
    last = numbers[heading.end - 1]
    # Long lists repeat their heading on each page.
    again = {text.casefold() for text in heading.cells}
    body = tuple(placed for placed in cells[last + 1 :] if placed.text.casefold() not in again)
    blank = lines - cells[last].line - len(body)
    return CodeColumn(" ".join(dict.fromkeys(heading.cells)), heading.guessed, body, blank, index)


def _promise(heading: str) -> float:
    if promises_codes(heading):
        return _PROMISED
    return -_PROMISED if promises_others(heading) else 0


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
