"""Text that PDFium puts in no order of use: turned text, which it orders as if it were level, and tags over two lines."""

import ctypes
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from holescan.adapters.extraction.pdf_lines import DASHES, Line, PlacedLetter, chains_of, lines_of
from holescan.adapters.extraction.pdf_survey import is_turned

# Letters on an arc differ by less, the directions of a drawing by more.
_COS_OF_OTHER_DIRECTION = math.cos(math.radians(20))
_ONE_DIRECTION = math.radians(1)
# So near to 45 degrees a letter's upright box is a square, which does not say how wide the letter is.
_SQUARE = 0.3
_TORN = re.compile(rf"(?<![{re.escape(DASHES)}\s])\s*[\r\n]")
# A tag may go on below while another text stands beside it, which PDFium takes for the rest of the line.
_DASH = re.compile(r"(?P<dash>-(?!\S)|[\x02\ufffe])\s*(?P<after>\S|\Z)")
_PREFIX = re.compile("[A-Z]\\S*(?<=[A-Z0-9\"'])$")
_LONGEST_PREFIX = 24
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

    def has_whole(self, chain: Sequence[Line]) -> bool:
        """These letters stand there in this order, without a break, and nothing else touches them."""
        indexes = [letter.at for line in chain for letter in line.letters]
        first, end = indexes[0], indexes[-1] + 1
        at = bisect_left(self.visible, first)
        if self.visible[at : at + len(indexes)] != indexes or not (self._is_edge(first) and self._is_edge(end)):
            return False
        return self.breaks.isdisjoint(range(first + 1, end)) and not _TORN.search(self.characters, first, end)

    def _is_edge(self, index: int) -> bool:
        touching = self.characters[max(0, index - 1) : index + 1]
        return index in self.breaks or len(touching) < len("ab") or any(map(str.isspace, touching))


def has_broken_tags(text_page: pypdfium2.PdfTextPage, text: str) -> bool:
    """A dash behind a capital or a digit is followed by what is neither beside it nor on the next line."""
    return any(_is_tag(text, found) and _leaps(text_page.raw, text, found) for found in _DASH.finditer(text))


def _is_tag(text: str, found: re.Match[str]) -> bool:
    return _PREFIX.search(text, max(0, found.start() - _LONGEST_PREFIX), found.start()) is not None


def _leaps(raw: pdfium.FPDF_TEXTPAGE, text: str, found: re.Match[str]) -> bool:
    if not found["after"]:
        return True
    places = (found.start(group) for group in ("dash", "after"))
    dash, after = map(partial(pdfium.FPDFText_GetCharIndexFromTextIndex, raw), places)
    place = _Placing(raw, 0.0)
    return place(after, text).leaps_from(place(dash, text))


def read_by_place(text_page: pypdfium2.PdfTextPage, text: str, *, with_level: bool) -> tuple[str, str]:
    """The page's text parted where turned text is joined to what is far; and what that text does not hold whole, or "".

    That is turned lines, and if asked for, level ones that end in a dash, with the line below. What PDFium read whole
    is not told again, so that a code on it is counted once.
    """
    raw, count = text_page.raw, text_page.count_chars()
    # PDFium leaves characters without a meaning out of the text, and counts halves of rare ones.
    characters = text if len(text) == count else _characters(raw, count)
    visible = [index for index, character in enumerate(characters) if not character.isspace()]
    angles = {index: pdfium.FPDFText_GetCharAngle(raw, index) for index in visible}
    turned = list(_frames(raw, characters, angles))
    reading = _Reading(characters, visible, frozenset(_breaks(raw, characters, angles, turned)))
    chains = [chain for frame in turned for chain in chains_of(lines_of(frame))]
    if with_level:
        chains += (chain for chain in chains_of(lines_of(_level(raw, characters, angles))) if len(chain) > 1)
    torn = ("\n".join(line.text for line in chain) for chain in chains if not reading.has_whole(chain))
    return reading.shown if reading.breaks else text, _GAP.join(torn)


def _characters(raw: pdfium.FPDF_TEXTPAGE, count: int) -> str:
    codes = (pdfium.FPDFText_GetUnicode(raw, index) for index in range(count))
    return "".join(map(chr, codes)).encode("utf-8", "replace").decode()


def _frames(raw: pdfium.FPDF_TEXTPAGE, characters: str, angles: Mapping[int, float]) -> Iterator[list[PlacedLetter]]:
    """The turned letters of each direction, turned back so that their lines are level."""
    turned = sorted((angle, index) for index, angle in angles.items() if is_turned(angle))
    while turned:
        direction, first = turned[0]
        size = bisect_right(turned, (direction + _ONE_DIRECTION, len(characters)))
        if not _is_mirrored(raw, first):
            place = _Placing(raw, direction)
            yield [place(index, characters) for _, index in turned[:size]]
        del turned[:size]


def _level(raw: pdfium.FPDF_TEXTPAGE, characters: str, angles: Mapping[int, float]) -> list[PlacedLetter]:
    place = _Placing(raw, 0.0)
    return [place(index, characters) for index, angle in angles.items() if angle >= 0 and not is_turned(angle)]


def _is_mirrored(raw: pdfium.FPDF_TEXTPAGE, index: int) -> bool:
    """Its line does not run where its angle says: PDFium's own reading is the better one."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, index, matrix)
    size: float = pdfium.FPDFText_GetFontSize(raw, index)
    return float(matrix.a * matrix.d) < float(matrix.b * matrix.c) or size < 0


def _breaks(
    raw: pdfium.FPDF_TEXTPAGE, characters: str, angles: Mapping[int, float], frames: Iterable[list[PlacedLetter]]
) -> Iterator[int]:
    """Letters, by their index, that do not go on where the one before them ended."""
    placed = {letter.at: letter for frame in frames for letter in frame}
    for before, index in pairwise(angles):
        one, other = placed.get(before), placed.get(index)
        if one and other and one.direction == other.direction:
            goes_on = other.may_follow(one)
        elif one or other:
            place = _Placing(raw, angles[before])
            bends = math.cos(angles[index] - angles[before]) < _COS_OF_OTHER_DIRECTION
            goes_on = not bends and place(index, characters).may_follow(place(before, characters))
        else:
            goes_on = True
        if not goes_on:
            yield index


class _Placing:
    """Puts letters of one direction into a frame in which it is level."""

    def __init__(self, raw: pdfium.FPDF_TEXTPAGE, direction: float) -> None:
        self._raw = raw
        self._direction = direction
        self._cos, self._sin = math.cos(direction), math.sin(direction)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = pdfium.FS_RECTF()

    def __call__(self, index: int, characters: str) -> PlacedLetter:
        pdfium.FPDFText_GetCharOrigin(self._raw, index, self._x, self._y)
        across, up = self._x.value, self._y.value
        x, y = across * self._cos - up * self._sin, across * self._sin + up * self._cos
        width, height = self._size(index)
        has_space_before = characters[index - 1 : index] == " "
        return PlacedLetter(
            characters[index : index + 1], index, self._direction, x, y, x + width, height, has_space_before
        )

    def _size(self, index: int) -> tuple[float, float]:
        """Width and height of a letter out of the upright box around it."""
        pdfium.FPDFText_GetLooseCharBox(self._raw, index, self._box)
        across, up = self._box.right - self._box.left, self._box.top - self._box.bottom
        cos, sin = abs(self._cos), abs(self._sin)
        square = cos * cos - sin * sin
        if abs(square) > _SQUARE:
            return (across * cos - up * sin) / square, (up * cos - across * sin) / square
        height = _font_height(self._raw, index)
        return (across - height * sin) / cos, height


def _font_height(raw: pdfium.FPDF_TEXTPAGE, index: int) -> float:
    font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(raw, index))
    ascent, descent, matrix = ctypes.c_float(), ctypes.c_float(), pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(raw, index)
    pdfium.FPDFFont_GetAscent(font, size, ascent)
    pdfium.FPDFFont_GetDescent(font, size, descent)
    pdfium.FPDFText_GetMatrix(raw, index, matrix)
    return float(ascent.value - descent.value) * math.hypot(matrix.c, matrix.d)
