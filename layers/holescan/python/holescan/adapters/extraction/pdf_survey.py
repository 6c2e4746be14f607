"""What a page draws: where its pictures are, how many paths it has, and whether any of its text is turned."""

import ctypes
import math
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

# Segments are counted only while paths are few: a drawing program may put all its strokes into one path.
MANY_PATHS = 20
# PDFium copes with less, and the text layers of scans are never quite level.
_TURNED = math.radians(3)
_NESTED_FORMS = 5
_PATH, _TEXT = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_TEXT
_PLAIN = frozenset({_PATH, _TEXT, pdfium.FPDF_PAGEOBJ_SHADING})

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawn:
    """What a page shows: boxes (left, bottom, right, top) of its pictures, number of its paths, how its text runs."""

    pictures: list[Box] = field(default_factory=list)
    paths: int = 0
    segments: int = 0
    has_turned_text: bool = False
    scratch: pdfium.FS_MATRIX = field(default_factory=pdfium.FS_MATRIX, repr=False)

    @property
    def shows_more_than_text(self) -> bool:
        """There are pictures or paths, which may hold letters of their own."""
        return bool(self.pictures or self.paths)

    def add_path(self, path: ctypes.c_void_p) -> None:
        """Count it."""
        self.paths += 1
        if self.paths <= MANY_PATHS:
            self.segments += pdfium.FPDFPath_CountSegments(path)

    def add_text(self, text: ctypes.c_void_p, form: Matrix = _IDENTITY) -> None:
        """Look which way it runs; one that is turned is enough."""
        if self.has_turned_text:
            return
        pdfium.FPDFPageObj_GetMatrix(text, self.scratch)
        across, up = self.scratch.a, self.scratch.b
        if form is not _IDENTITY:
            across, up = across * form[0] + up * form[2], across * form[1] + up * form[3]
        if up or across < 0:
            self.has_turned_text = is_turned(math.atan2(up, across) % math.tau)


def is_turned(angle: float) -> bool:
    """Whether text of this direction, in radians from 0, is more than 3 degrees off the horizontal."""
    return _TURNED < angle < math.tau - _TURNED


def survey(page: pypdfium2.PdfPage) -> Drawn:
    """A page has up to 10^5 objects: what happens to each of them is most of the cost of this module."""
    drawn = Drawn()
    raw, get, kind_of = page.raw, pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    for index in range(pdfium.FPDFPage_CountObjects(raw)):
        each = get(raw, index)
        kind = kind_of(each)
        if kind not in _PLAIN:
            _look_at(each, kind, _IDENTITY, drawn, depth=0)
        elif kind == _PATH:
            drawn.add_path(each)
        elif kind == _TEXT:
            drawn.add_text(each)
    return drawn


def _survey_form(form: ctypes.c_void_p, matrix: Matrix, drawn: Drawn, depth: int) -> None:
    for index in range(pdfium.FPDFFormObj_CountObjects(form)):
        each = pdfium.FPDFFormObj_GetObject(form, index)
        _look_at(each, pdfium.FPDFPageObj_GetType(each), matrix, drawn, depth)


def _look_at(each: ctypes.c_void_p, kind: int, matrix: Matrix, drawn: Drawn, depth: int) -> None:
    if kind == _PATH:
        drawn.add_path(each)
    elif kind == _TEXT:
        drawn.add_text(each, matrix)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        drawn.pictures.append(_moved(_bounds(each), matrix))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _NESTED_FORMS:
        _survey_form(each, _product(_matrix(each), matrix), drawn, depth + 1)


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
