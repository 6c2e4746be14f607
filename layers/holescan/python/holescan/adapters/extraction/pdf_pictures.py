"""Whether a page shows more than its text layer tells: scans, stamped scans, and text drawn as lines."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

# DESIGN section 6: a quarter of the page is picture that no text overlies, or there is next to no text and something else.
_PICTURE_SHARE = 0.25
_FEW_CHARACTERS = 20
_MANY_PATHS = 20
# A drawing program may put all its strokes into one path.
_MANY_SEGMENTS = 200
_SPECK_SHARE = 0.01
_GRID = 32
_NESTED_FORMS = 5
_PATH = pdfium.FPDF_PAGEOBJ_PATH
_PLAIN = frozenset({_PATH, pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_SHADING})
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawn:
    """What a page shows besides text: boxes (left, bottom, right, top) of its pictures, number of its paths."""

    pictures: list[Box]
    paths: int = 0
    segments: int = 0

    def add_path(self, path: ctypes.c_void_p) -> None:
        """Count it; its segments matter only while the paths are few."""
        self.paths += 1
        if self.paths <= _MANY_PATHS:
            self.segments += pdfium.FPDFPath_CountSegments(path)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look over a page tells.

    Attributes:
        is_pictured: it shows something besides text.
        needs_recognition: it has to be recognised before anybody may say that a code is not on it.
    """

    is_pictured: bool
    needs_recognition: bool


def look_over(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, text: str) -> Look:
    """Whether the text of a page is all there is to read on it."""
    drawn = Drawn([])
    _survey_page(page, drawn)
    return Look(bool(drawn.pictures or drawn.paths), _hides_text(drawn, _sheet(page), text_page, text))


def _hides_text(drawn: Drawn, sheet: Box, text_page: pypdfium2.PdfTextPage, text: str) -> bool:
    pictures = [_clipped(box, sheet) for box in drawn.pictures]
    if _has_little_text(text) and _shows_something(drawn, pictures, sheet):
        return True
    if sum(map(_area, pictures)) < _PICTURE_SHARE * _area(sheet):
        return False
    return _bare_share(pictures, list(_text_boxes(text_page)), sheet) >= _PICTURE_SHARE


def _has_little_text(text: str) -> bool:
    return sum(1 for _ in islice(_LETTER_OR_DIGIT.finditer(text), _FEW_CHARACTERS + 1)) <= _FEW_CHARACTERS


def _shows_something(drawn: Drawn, pictures: list[Box], sheet: Box) -> bool:
    is_outlined = drawn.paths > _MANY_PATHS or drawn.segments > _MANY_SEGMENTS
    return is_outlined or any(_area(box) > _SPECK_SHARE * _area(sheet) for box in pictures)


def _survey_page(page: pypdfium2.PdfPage, drawn: Drawn) -> None:
    """A page has up to 10^5 objects: what happens to each of them is most of the cost of this module."""
    raw, get, kind_of = page.raw, pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    for index in range(pdfium.FPDFPage_CountObjects(raw)):
        each = get(raw, index)
        kind = kind_of(each)
        if kind not in _PLAIN:
            _look_at(each, kind, _IDENTITY, drawn, depth=0)
        elif kind == _PATH:
            drawn.add_path(each)


def _survey_form(form: ctypes.c_void_p, matrix: Matrix, drawn: Drawn, depth: int) -> None:
    for index in range(pdfium.FPDFFormObj_CountObjects(form)):
        each = pdfium.FPDFFormObj_GetObject(form, index)
        _look_at(each, pdfium.FPDFPageObj_GetType(each), matrix, drawn, depth)


def _look_at(each: ctypes.c_void_p, kind: int, matrix: Matrix, drawn: Drawn, depth: int) -> None:
    if kind == _PATH:
        drawn.add_path(each)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        drawn.pictures.append(_moved(_bounds(each), matrix))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _NESTED_FORMS:
        _survey_form(each, _product(_matrix(each), matrix), drawn, depth + 1)


def _sheet(page: pypdfium2.PdfPage) -> Box:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return box.left, box.bottom, box.right, box.top


def _bounds(each: ctypes.c_void_p) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(each, *map(ctypes.byref, (left, bottom, right, top)))
    return left.value, bottom.value, right.value, top.value


def _matrix(form: ctypes.c_void_p) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, ctypes.byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


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


def _clipped(box: Box, sheet: Box) -> Box:
    return max(box[0], sheet[0]), max(box[1], sheet[1]), min(box[2], sheet[2]), min(box[3], sheet[3])


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _text_boxes(text_page: pypdfium2.PdfTextPage) -> Iterator[Box]:
    """A box for each stretch of text, with a line's height around it: a line of text speaks for its surroundings."""
    for index in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(index)
        margin = min(abs(top - bottom), abs(right - left))
        yield left - margin, bottom - margin, right + margin, top + margin


def _bare_share(pictures: list[Box], texts: list[Box], sheet: Box) -> float:
    """Share of the sheet that is picture and has no text on it, on a grid of 32 by 32 cells."""
    bare: set[tuple[int, int]] = set()
    for box in pictures:
        bare.update(_cells(box, sheet))
    for box in texts:
        bare.difference_update(_cells(box, sheet))
    return len(bare) / _GRID**2


def _cells(box: Box, sheet: Box) -> Iterator[tuple[int, int]]:
    left, bottom, right, top = _clipped(box, sheet)
    if left >= right or bottom >= top:
        return
    across, up = (sheet[2] - sheet[0]) / _GRID, (sheet[3] - sheet[1]) / _GRID
    columns = range(int((left - sheet[0]) / across), min(_GRID, int((right - sheet[0]) / across) + 1))
    rows = range(int((bottom - sheet[1]) / up), min(_GRID, int((top - sheet[1]) / up) + 1))
    yield from ((column, row) for column in columns for row in rows)
