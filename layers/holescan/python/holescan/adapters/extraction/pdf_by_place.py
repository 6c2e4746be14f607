"""Text that PDFium puts in no order of use: turned text, which it orders as if it were level, and tags over two lines."""

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise

import pypdfium2.raw as pdfium

from holescan.adapters.extraction.pdf_breaks import level_breaks, turned_breaks
from holescan.adapters.extraction.pdf_lines import DASHES, Line, PlacedLetter, chains_of, lines_of, runs_of
from holescan.adapters.extraction.pdf_page_letters import PageLetters, letters_of
from holescan.adapters.extraction.pdf_pages import TextPage
from holescan.adapters.extraction.pdf_placing import placed
from holescan.adapters.extraction.pdf_survey import Drawn

_ONE_DIRECTION = math.radians(1)
_TORN = re.compile(rf"(?<![{re.escape(DASHES)}\s])\s*[\r\n]")
# A tag may go on below while another text stands beside it, which PDFium takes for the rest of the line.
# A pattern for each dash, because one that begins with a single character is found three times as quickly.
_DASHES = [re.compile(rf"{dash}\s*(?P<after>\S|\Z)") for dash in (r"-(?!\S)", "\x02", "\ufffe")]
_PREFIX = re.compile("[A-Z]\\S*(?<=[A-Z0-9\"'])$")
_LONGEST_PREFIX = 24
# In heights of the dash: two lines, and a letter more.
_REACH_BELOW = 3
# Nothing matches across an empty line.
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class _Reading:
    """PDFium's characters, which are no spaces, and which do not go on where the one before them ended."""

    characters: str
    visible: list[int]
    breaks: frozenset[int]

    @property
    def shown(self) -> str:
        """The text in PDFium's order, parted at the breaks."""
        bounds = [0, *sorted(self.breaks), len(self.characters)]
        return _GAP.join(self.characters[start:end] for start, end in pairwise(bounds))

    def has_whole(self, lines: Sequence[Line]) -> bool:
        """Their letters stand there in this order, without a break, and nothing else touches them."""
        indexes = [letter.at for line in lines for letter in line.letters]
        first, end = indexes[0], indexes[-1] + 1
        at = bisect_left(self.visible, first)
        if self.visible[at : at + len(indexes)] != indexes or not (self._is_edge(first) and self._is_edge(end)):
            return False
        return self.breaks.isdisjoint(range(first + 1, end)) and not _TORN.search(self.characters, first, end)

    def _is_edge(self, index: int) -> bool:
        touching = self.characters[max(0, index - 1) : index + 1]
        return index in self.breaks or len(touching) < len("ab") or any(map(str.isspace, touching))


def has_broken_tags(text_page: TextPage) -> bool:
    """A dash behind a capital or a digit is followed by what is neither beside it nor on the next line."""
    dashes = (found for dash in _DASHES for found in dash.finditer(text_page.text))
    return any(_is_tag(text_page.text, found) and _leaps(text_page, found) for found in dashes)


def _is_tag(text: str, found: re.Match[str]) -> bool:
    return _PREFIX.search(text, max(0, found.start() - _LONGEST_PREFIX), found.start()) is not None


def _leaps(text_page: TextPage, found: re.Match[str]) -> bool:
    if not found["after"]:
        return True
    places = (found.start(), found.start("after"))
    indexes = list(map(partial(pdfium.FPDFText_GetCharIndexFromTextIndex, text_page.raw), places))
    dash, after = placed(text_page, indexes, 0.0)
    return after.leaps_from(dash)


def read_by_place(text_page: TextPage, drawn: Drawn, *, with_level: bool) -> tuple[str, str]:
    """The page's text parted where text is joined to what is far; and what that text does not hold whole, or "".

    That is turned lines, and if asked for, level ones that end in a dash, with the line below. What PDFium read whole
    is not told again, so that a code on it is counted once.
    """
    letters = letters_of(text_page, has_turned=drawn.has_turned_text)
    turned = [runs_of(frame) for frame in _frames(letters)]
    breaks = {*turned_breaks(letters, turned), *(level_breaks(letters) if drawn.has_shrunk_text else ())}
    reading = _Reading(text_page.characters, letters.visible, frozenset(breaks))
    chains = [lines for runs in turned for lines in chains_of(lines_of(runs))]
    if with_level:
        chains += (lines for lines in chains_of(lines_of(runs_of(_near_dashes(letters)))) if len(lines) > 1)
    torn = ("\n".join(line.text for line in lines) for lines in chains if not reading.has_whole(lines))
    return reading.shown if reading.breaks else text_page.text, _GAP.join(torn)


def _frames(letters: PageLetters) -> Iterator[list[PlacedLetter]]:
    """The turned letters of each direction, turned back so that their lines are level."""
    by_angle: defaultdict[float, list[int]] = defaultdict(list)
    for number in letters.turned:
        by_angle[letters.angles[number]].append(number)
    angles = sorted(by_angle)
    while angles:
        direction = angles[0]
        size = bisect_right(angles, direction + _ONE_DIRECTION)
        if not _is_mirrored(letters.page.raw, letters.visible[by_angle[direction][0]]):
            yield letters.placed(chain.from_iterable(map(by_angle.__getitem__, angles[:size])), direction)
        del angles[:size]


def _near_dashes(letters: PageLetters) -> list[PlacedLetter]:
    """Level letters on the lines of dashes at which a word ends, and as far below as a line may go on."""
    level = letters.level
    heights = letters.origins(level)[1::2]
    ordered = sorted(zip(heights, level, strict=True))
    near: set[int] = set()
    for dash in _last_dashes(letters, level):
        low, high = dash.y - _REACH_BELOW * dash.height, dash.y + dash.height
        near.update(number for _, number in ordered[bisect_left(ordered, (low, 0)) : bisect_left(ordered, (high, 0))])
    return letters.placed(sorted(near), 0.0)


def _last_dashes(letters: PageLetters, level: Sequence[int]) -> Iterator[PlacedLetter]:
    """Dashes that no letter touches from behind."""
    last = len(letters.visible) - 1
    dashes = (number for number in level if letters.page.characters[letters.visible[number]] in DASHES)
    pairs = letters.placed([each for number in dashes for each in (number, min(number + 1, last))], 0.0)
    return (dash for dash, following in zip(pairs[0::2], pairs[1::2], strict=True) if not following.touches(dash))


def _is_mirrored(raw: pdfium.FPDF_TEXTPAGE, index: int) -> bool:
    """Its line does not run where its angle says: PDFium's own reading is the better one."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, index, matrix)
    size: float = pdfium.FPDFText_GetFontSize(raw, index)
    return float(matrix.a * matrix.d) < float(matrix.b * matrix.c) or size < 0
