"""Which cells above the codes of a column are its heading, and what a heading promises."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from holescan.domain.code_entries import build_of, has_digit

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
    qty north south east west northing easting elevation rl lat latitude lon longitude coordinate coordinates from to rev
    revision drawing file sheet sâu ngày stt tiefe datum profondeur no nr number name ref item
    """.split()  # noqa: SIM905 - same
)
# Beside a word for codes they promise nothing else: Hole no., Holes North.
_NAMING_WORDS = frozenset(["no", "nr", "number", "name", "ref", "north", "south", "east", "west"])
_NEUTRAL_WORDS = frozenset(
    ["drill", "bore", "original", "reference", "designation", "valve", "equipment", "instrument", "pipe", "asset"]
)
_KNOWN_WORDS = _CODE_WORDS | _OTHER_WORDS
_ROWS = 10
_NEARLY_ALL = 0.9
_MOST_WORDS = 4
# BH-A is one word, and no known one.
_COMPOUND = re.compile(r"\w+(?:-\w+)*")
_WORD = re.compile(r"[^\W_]+")
_CAMEL_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class TopCell:
    """A cell near the top of a column; `is_code` where it looks like one by itself."""

    text: str
    is_code: bool

    @property
    def may_be_code(self) -> bool:
        """It is no prose: a date or a number may be a code too."""
        return self.is_code or (has_digit(self.text) and len(self.text.split()) <= _MOST_WORDS)


@dataclass(frozen=True, slots=True)
class Heading:
    """The cells that are no codes because of where they stand.

    Attributes:
        cells: of the heading itself; in most columns one.
        end: number of the first cell below.
        guessed: cells of it, or above it, that might be codes all the same.
    """

    cells: tuple[str, ...]
    end: int
    guessed: tuple[str, ...] = ()


def heading_above(shown: Sequence[TopCell]) -> Heading | None:
    """The heading of a column.

    Args:
        shown: cells of the column from the top, without those that say nothing about codes.
    """
    return _known(shown) or _with_known_word(shown) or _unlike_the_rest(shown)


def is_heading(text: str) -> bool:
    """It is made of words that stand above columns."""
    words, known = _words(text), _known_words(text)
    return bool(known) and set(words) <= _KNOWN_WORDS | _NEUTRAL_WORDS


def promises_codes(heading: str) -> bool:
    """Codes should stand below it."""
    words = _known_words(heading)
    return bool(words & _CODE_WORDS) and not words & (_OTHER_WORDS - _NAMING_WORDS)


def promises_others(heading: str) -> bool:
    """Something else should."""
    return bool(_known_words(heading)) and not promises_codes(heading)


def _known(shown: Sequence[TopCell]) -> Heading | None:
    """The last heading near the top that may have titles above it, but no codes."""
    top = _until_codes_are_promised(shown[:_ROWS])
    below = len(top)
    while below := next((at for at in range(below, 0, -1) if is_heading(top[at - 1].text)), 0):
        cells = tuple(takewhile(is_heading, (each.text for each in reversed(top[:below]))))[::-1]
        titles = [each.text for each in top[: below - len(cells)] if each.is_code]
        if not titles or _are_titles(titles, shown[below:]):
            above = top[: below - len(cells)]
            return Heading(cells, below, _doubtful(above) if promises_codes(" ".join(cells)) else _texts(above))
        below -= 1
    return None


def _until_codes_are_promised(top: Sequence[TopCell]) -> Sequence[TopCell]:
    """What stands below such a heading are its codes, also above the Remarks at the end of a short list."""
    first = next((at for at, cell in enumerate(top) if is_heading(cell.text) and promises_codes(cell.text)), len(top))
    more = takewhile(is_heading, (cell.text for cell in top[first:]))
    return top[: first + len(list(more))]


def _doubtful(above: Sequence[TopCell]) -> tuple[str, ...]:
    return _texts([cell for cell in above if cell.may_be_code])


def _texts(cells: Sequence[TopCell]) -> tuple[str, ...]:
    return tuple(cell.text for cell in cells)


def _are_titles(texts: Sequence[str], below: Sequence[TopCell]) -> bool:
    """They are words for people (Rev 3, issued in May), and not built like anything below them."""
    builds = {build_of(each.text) for each in below}
    return bool(builds) and all((" " in text or not has_digit(text)) and build_of(text) not in builds for text in texts)


def _with_known_word(shown: Sequence[TopCell]) -> Heading | None:
    """The last cell before the codes that says a known word among others: Hole as drilled, but no BH A above BH B."""
    end = 0
    for at, cell in enumerate(shown[: min(_ROWS, len(shown) - 1)], 1):
        if words := _known_words(cell.text):
            end = end if words & _known_words(shown[at].text) else at
        if cell.is_code or (end and promises_codes(cell.text)):
            break
    if not end:
        return None
    text = shown[end - 1].text
    return Heading((text,), end, (*_doubtful(shown[: end - 1]), text))


def _unlike_the_rest(shown: Sequence[TopCell]) -> Heading | None:
    """The first cell has no digit, and nearly all cells below it have one."""
    below = shown[1:]
    with_digit = sum(has_digit(cell.text) for cell in below)
    if not below or has_digit(shown[0].text) or with_digit < _NEARLY_ALL * len(below):
        return None
    return Heading((shown[0].text,), 1, (shown[0].text,))


def _known_words(text: str) -> frozenset[str]:
    """None where it holds a digit, because BH 7 is a code."""
    return frozenset() if has_digit(text) else frozenset(_words(text)) & _KNOWN_WORDS


def _words(text: str) -> list[str]:
    """The words of a text; those of a compound one by one where all are known, as in Hole_ID or HoleNumber."""
    words = []
    for compound in _COMPOUND.findall(_CAMEL_HUMP.sub("-", text).casefold()):
        parts = _WORD.findall(compound)
        words += parts if set(parts) <= _KNOWN_WORDS | _NEUTRAL_WORDS else [compound]
    return words
