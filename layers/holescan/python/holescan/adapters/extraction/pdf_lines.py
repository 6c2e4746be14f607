"""Lines of text put together from the places of their letters, for text that PDFium puts in no order of use."""

import math
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from holescan.adapters.extraction.pdf_letters import Letter
from holescan.adapters.extraction.pdf_spelled import spelled_spans, words_of

DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\ufffe\x02"
# What PDFium makes of a dash where it believes that a line ends.
_MARKS = str.maketrans("\x02\ufffe", "--")

# All in parts of the letters' height, which is that of the font's box: 1.1 to 1.4 of its size.
_OFF_LINE = 0.3
_SPACE = 0.2
_SPACE_OF_PDFIUM = 0.1
_APART = 0.7
_TOUCHING = 0.1
_OVERLAP = -0.5
# PDFium may leave a wider gap inside a line than a word has.
_OPEN = 1.5
_LEADING = (0.6, 2.0)
# Letters heaped on one place would otherwise be compared each with each.
_OPEN_LINES = 64


class PlacedLetter(NamedTuple):
    """A letter where lines run to the right and down. No dataclass, because pages have thousands.

    Attributes:
        at: its place in PDFium's order.
        direction: of its line on the page; letters of one direction can be compared.
        x: where it begins.
        y: its baseline, upwards.
        end: where the next letter would begin.
        height: of its font's box.
        has_space_before: in PDFium's order.
    """

    character: str
    at: int
    direction: float
    x: float
    y: float
    end: float
    height: float
    has_space_before: bool = False

    def may_follow(self, before: "PlacedLetter") -> bool:
        """It stands behind the other on its line, or somewhere on the next line."""
        down, height = before.y - self.y, max(before.height, self.height)
        return self.is_next_to(before) or _LEADING[0] * height <= down <= _LEADING[1] * height

    def is_next_to(self, before: "PlacedLetter") -> bool:
        """It stands behind the other on its line, perhaps raised or lowered."""
        height = max(before.height, self.height)
        is_level = abs(before.y - self.y) <= _LEADING[0] * height
        return (is_level and abs(self.x - before.end) <= _OPEN * height) or self.is_of_one_glyph_with(before)

    def leaps_from(self, before: "PlacedLetter") -> bool:
        """It stands neither close behind the other nor on the next line."""
        is_beside = abs(before.y - self.y) <= _OFF_LINE * before.height
        return self.x - before.end > _APART * before.height if is_beside else not self.may_follow(before)

    def touches(self, before: "PlacedLetter") -> bool:
        """It comes next in PDFium's order too, and begins where the other ends."""
        # Asked for each letter: the names of a tuple's places cost more than the places.
        _, at, _, x, y, _, _, _ = self
        _, before_at, _, _, before_y, end, height, _ = before
        if at != before_at + 1:
            return False
        tolerance = _TOUCHING * height
        return (abs(y - before_y) <= tolerance and abs(x - end) <= tolerance) or self.is_of_one_glyph_with(before)

    def is_of_one_glyph_with(self, before: "PlacedLetter") -> bool:
        """PDFium makes several letters of a ligature, all at one place."""
        return self.at == before.at + 1 and self.x == before.x and self.y == before.y


@dataclass(frozen=True, slots=True)
class Line:
    """Letters from left to right, none far from the one before."""

    letters: list[PlacedLetter]

    @property
    def start(self) -> float:
        """Where the first letter begins."""
        return self.letters[0].x

    @property
    def end(self) -> float:
        """Where the last letter ends."""
        return self.letters[-1].end

    @property
    def y(self) -> float:
        """Baseline."""
        return self.letters[0].y

    @property
    def ends_with_dash(self) -> bool:
        """The line below may continue the word."""
        return self.letters[-1].character in DASHES

    @property
    def text(self) -> str:
        """With spaces where there is room for them, and without where all letters stand apart."""
        spaced = "".join(_with_spaces(self.letters))
        for start, end in reversed(spelled_spans(spaced)):
            first, last = (len(spaced[:at].replace(" ", "")) for at in (start, end))
            spaced = spaced[:start] + " ".join(words_of(_plain(self.letters[first:last]))) + spaced[end:]
        return spaced[:-1].translate(_MARKS) + spaced[-1:]

    def room_before(self, letter: PlacedLetter) -> float | None:
        """How far the letter is from the end of the line, either way; None where it does not continue the line."""
        last = self.letters[-1]
        room = letter.x - last.end
        if abs(letter.y - last.y) <= _OFF_LINE * last.height and _OVERLAP * last.height <= room <= _APART * last.height:
            return abs(room)
        return 0.0 if letter.is_of_one_glyph_with(last) else None


def runs_of(letters: Iterable[PlacedLetter]) -> list[Line]:
    """Stretches of PDFium's order in which each letter touches the one before it: mostly words."""
    ordered = sorted(letters, key=attrgetter("at"))
    starts = [number for number, (before, letter) in enumerate(pairwise(ordered), 1) if not letter.touches(before)]
    return [Line(ordered[start:end]) for start, end in pairwise([0, *starts, len(ordered)])] if ordered else []


def lines_of(runs: Iterable[Line]) -> list[Line]:
    """The lines that runs make which point one way, from the top."""
    return [line for band in _bands(runs) for line in _strung(band)]


def chains_of(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Lines, each with the one below it where it ends in a dash; a line so continued does not begin another chain."""
    upwards = sorted(lines, key=attrgetter("y"))
    heights = [line.y for line in upwards]
    below = {id(line): _below(line, upwards, heights) for line in lines if line.ends_with_dash}
    continued = {id(line) for line in below.values() if line}
    for line in lines:
        if id(line) not in continued:
            yield tuple(_chain(line, below))


def _chain(line: Line | None, below: dict[int, Line | None]) -> Iterator[Line]:
    while line:
        yield line
        line = below.get(id(line))


def _below(line: Line, upwards: Sequence[Line], heights: Sequence[float]) -> Line | None:
    near, far = (line.y - leading * line.letters[-1].height for leading in _LEADING)
    beneath = upwards[bisect_left(heights, far) : bisect_left(heights, near)]
    overlapping = [other for other in beneath if other.start < line.end and line.start < other.end]
    return max(overlapping, key=lambda other: (other.y, -abs(other.start - line.start)), default=None)


def _with_spaces(letters: Sequence[PlacedLetter]) -> Iterator[str]:
    before = letters[0]
    for letter in letters:
        room = _SPACE_OF_PDFIUM if letter.has_space_before else _SPACE
        if letter.x - before.end > room * before.height:
            yield " "
        yield letter.character
        before = letter


def _plain(letters: Iterable[PlacedLetter]) -> list[Letter]:
    return [Letter(letter.character, letter.x, letter.y) for letter in letters]


def _bands(runs: Iterable[Line]) -> Iterator[list[Line]]:
    """Runs of about one height, from the top; lines that lie closer than they should come in one band."""
    band: list[Line] = []
    for run in sorted(runs, key=attrgetter("y"), reverse=True):
        if band and band[-1].y - run.y > _OFF_LINE * run.letters[0].height:
            yield band
            band = []
        band.append(run)
    if band:
        yield band


def _strung(band: list[Line]) -> list[Line]:
    lines: list[Line] = []
    lately: deque[Line] = deque(maxlen=_OPEN_LINES)
    for run in sorted(band, key=attrgetter("start")):
        first = run.letters[0]
        while lately and first.x - lately[0].end > _APART * first.height:
            lately.popleft()
        line = _nearest(lately, first)
        if line:
            line.letters.extend(run.letters)
        else:
            lines.append(Line([*run.letters]))
            lately.append(lines[-1])
    return lines


def _nearest(lines: Iterable[Line], letter: PlacedLetter) -> Line | None:
    nearest, least = None, math.inf
    for line in lines:
        room = line.room_before(letter)
        if room is not None and room < least:
            nearest, least = line, room
    return nearest
