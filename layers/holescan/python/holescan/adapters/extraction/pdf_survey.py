"""What a page draws: where its pictures are, how many paths it has, and whether any of its text is turned."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress, count
from operator import mul

import pypdfium2.raw as pdfium

from holescan.adapters.extraction.pdf_calls import (
    bounds_of,
    font_sizes_of,
    handle_of,
    kinds_of,
    matrices_of,
    objects_of,
    objects_of_form,
    segments_of,
)
from holescan.adapters.extraction.pdf_numbers import Column, Handle
from holescan.adapters.extraction.pdf_pages import Page

# Segments are counted only while paths are few: a drawing program may put all its strokes into one path.
MANY_PATHS = 20
# PDFium copes with less, and the text layers of scans are never quite level.
_TURNED = math.radians(3)
_TURNED_BACK = math.tau - _TURNED
_SLOPE = math.tan(_TURNED)
# PDFium has unpacked them all by then; this only ends what never ends.
_NESTED_FORMS = 30
# PDFium measures the gap to the next text too small by this factor. From the first on it joins lines of small letters,
# because it looks at the lines of larger ones in another way; from the second on, columns of any letters.
_SHRUNK, _FAR_SHRUNK = 0.5, 0.125
_SMALL_POINTS = 7.0

Box = tuple[float, float, float, float]
Matrix = tuple[float, ...]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_PATH, _TEXT = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_TEXT
_IMAGE, _FORM = pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM
# For `bytes.translate`: 1 for the kind, 0 for all others.
_ONLY = {kind: bytes(byte == kind for byte in range(256)) for kind in (_PATH, _TEXT, _IMAGE, _FORM)}


@dataclass(slots=True)
class Drawn:
    """What a page shows: boxes (left, bottom, right, top) of its pictures, number of its paths, how its text runs.

    Attributes:
        has_shrunk_text: in letters of hundreds of points, drawn at a hundredth: PDFium joins what stands lines apart.
    """

    pictures: list[Box] = field(default_factory=list)
    paths: int = 0
    segments: int = 0
    has_turned_text: bool = False
    has_shrunk_text: bool = False

    @property
    def shows_more_than_text(self) -> bool:
        """There are pictures or paths, which may hold letters of their own."""
        return bool(self.pictures or self.paths)

    def add(self, objects: Sequence[Handle], matrix: Matrix = _IDENTITY, depth: int = 0) -> None:
        """Look at the objects of a page, or of a form that is drawn through `matrix`, and of the forms among them."""
        kinds = kinds_of(objects)
        self.paths += kinds.count(_PATH)
        if self.paths <= MANY_PATHS:
            self.segments += segments_of(_of_kind(_PATH, kinds, objects))
        if not (self.has_turned_text and self.has_shrunk_text):
            self._add_texts(_of_kind(_TEXT, kinds, objects), matrix)
        self.pictures += (_moved(bounds_of(each), matrix) for each in _of_kind(_IMAGE, kinds, objects))
        if depth < _NESTED_FORMS:
            for form in _of_kind(_FORM, kinds, objects):
                self.add(objects_of_form(form), _product(tuple(matrices_of([form])), matrix), depth + 1)

    def _add_texts(self, texts: Sequence[Handle], matrix: Matrix) -> None:
        across, up = _directions(texts, matrix)
        self.has_turned_text = self.has_turned_text or _are_turned(across, up)
        self.has_shrunk_text = self.has_shrunk_text or _are_shrunk(texts, across, up)


def is_turned(angle: float) -> bool:
    """Whether text of this direction, in radians from 0, is more than 3 degrees off the horizontal."""
    return _TURNED < angle < _TURNED_BACK


def turned_among(angles: Sequence[float]) -> list[int]:
    """The places in a list of directions at which they are turned."""
    # Most are 0, which C drops.
    return [at for at in compress(count(), angles) if _TURNED < angles[at] < _TURNED_BACK]


def survey(page: Page) -> Drawn:
    """A page has up to 10^5 objects: to look at each of them is most of what reading costs beyond PDFium's own work."""
    drawn = Drawn()
    drawn.add(objects_of(handle_of(page.raw)))
    return drawn


def _of_kind(kind: int, kinds: bytes, objects: Sequence[Handle]) -> list[Handle]:
    return list(compress(objects, kinds.translate(_ONLY[kind]))) if kind in kinds else []


def _directions(texts: Sequence[Handle], matrix: Matrix) -> tuple[Column, Column]:
    """How far, and how far up, each text goes for a point of its own."""
    numbers = matrices_of(texts)
    across, up = numbers[0::6], numbers[1::6]
    if matrix is _IDENTITY:
        return across, up
    a, b, c, d, _, _ = matrix
    return _mixed(across, a, up, c), _mixed(across, b, up, d)


def _are_turned(across: Column, up: Column) -> bool:
    """One that is turned is enough."""
    if not any(up) and min(across, default=0.0) >= 0:
        return False
    return any(abs(rise) > _SLOPE * run for rise, run in zip(up, across, strict=True))


def _are_shrunk(texts: Sequence[Handle], across: Column, up: Column) -> bool:
    """One that is shrunk is enough."""
    if min(across, default=1.0) >= _SHRUNK:
        return False
    scales = list(map(math.hypot, across, up))
    if min(scales) >= _SHRUNK:
        return False
    heights = map(mul, scales, font_sizes_of(texts))
    return any(
        scale < _FAR_SHRUNK or (scale < _SHRUNK and height <= _SMALL_POINTS)
        for scale, height in zip(scales, heights, strict=True)
    )


def _mixed(ones: Column, factor: float, others: Column, other_factor: float) -> Column:
    return [one * factor + other * other_factor for one, other in zip(ones, others, strict=True)]


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    x, y = _point(e, f, outer)
    oa, ob, oc, od, _, _ = outer
    return a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od, x, y


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(box: Box, matrix: Matrix) -> Box:
    left, bottom, right, top = box
    corners = [_point(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)
