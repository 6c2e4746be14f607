"""Drill logs: a table of depths, soils and blow counts over several pages, with the hole's tag in each page's head."""

from dataclasses import dataclass
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from local.samples.page import new_canvas

_WIDTH, _HEIGHT = A4
_LEFT, _TOP, _BOTTOM = 40.0, _HEIGHT - 165, 60.0
_ROW = 30.0
_COLUMNS = (
    ("Depth m", 50.0),
    ("Legend", 46.0),
    ("Description of strata", 250.0),
    ("SPT N", 42.0),
    ("REC %", 42.0),
    ("Sample", 85.0),
)

_SOILS = (
    ("Brown silty fine SAND, loose, moist", 0),
    ("Grey mottled CLAY, firm, slightly sandy", 45),
    ("Completely weathered GRANITE, very dense", 60),
    ("Sandy GRAVEL with cobbles, medium dense", 15),
    ("Highly fractured BASALT, strong", 75),
    ("Soft dark grey marine CLAY with shells", 30),
    ("Yellowish brown MARL, stiff", 135),
)


@dataclass(frozen=True, slots=True)
class LogHead:
    """What stands at the top of each page."""

    hole: str
    location: str
    date: str


def drill_log(rng: Random, head: LogHead, pages: int, remarks: tuple[str, ...]) -> bytes:
    """The log of one hole; each remark stands under the table of some page."""
    canvas, buffer = new_canvas(A4, f"Drill log {head.location}")
    _define_hatches(canvas)
    remark_pages = [rng.randrange(pages) for _ in remarks]
    depth = 0.0
    for page in range(pages):
        _draw_head(canvas, rng, head, f"{page + 1} of {pages}")
        depth = _draw_strata(canvas, rng, depth)
        _draw_remarks(canvas, [text for text, at in zip(remarks, remark_pages, strict=True) if at == page])
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_head(canvas: Canvas, rng: Random, head: LogHead, sheet: str) -> None:
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(_LEFT, _HEIGHT - 55, "DRILL LOG")
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(_WIDTH - _LEFT, _HEIGHT - 55, "NORTHMOOR TERMINAL EXPANSION  |  GROUND INVESTIGATION")
    fields = (
        ("HOLE NO.", head.hole),
        ("LOCATION", head.location),
        ("DATE", head.date),
        ("SHEET", sheet),
        ("EASTING", f"{rng.randint(400_000, 600_000) / 1000:.3f}"),
        ("NORTHING", f"{rng.randint(100_000, 300_000) / 1000:.3f}"),
        ("METHOD", rng.choice(("Rotary cored", "Wash boring", "Cable percussion"))),
        ("LOGGED BY", rng.choice(("A. Castellan", "P. Okoye", "M. Lindqvist"))),
    )
    for index, (label, value) in enumerate(fields):
        _draw_field(canvas, (_LEFT + 129 * (index % 4), _HEIGHT - 100 - 28 * (index // 4)), label, value)


def _draw_field(canvas: Canvas, at: tuple[float, float], label: str, value: str) -> None:
    canvas.setLineWidth(0.6)
    canvas.rect(*at, 129, 28)
    canvas.setFont("Helvetica", 5.5)
    canvas.drawString(at[0] + 4, at[1] + 20, label)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawString(at[0] + 4, at[1] + 7, value)


def _draw_strata(canvas: Canvas, rng: Random, depth: float) -> float:
    """Rows down to the foot of the page; answers the depth reached."""
    _draw_row(canvas, _TOP, tuple(label for label, _ in _COLUMNS), "Helvetica-Bold")
    y = _TOP - _ROW
    while y > _BOTTOM + 90:
        soil, hatch = rng.choice(_SOILS)
        depth += rng.randint(5, 29) / 10
        sample = f"{rng.choice('UBDW')}{rng.randint(1, 40)}"
        cells = (f"{depth:.2f}", "", soil, str(rng.randint(3, 60)), str(rng.randint(40, 100)), sample)
        _draw_row(canvas, y, cells, "Helvetica")
        _draw_hatch(canvas, (_LEFT + _COLUMNS[0][1], y), hatch)
        y -= _ROW
    return depth


def _draw_row(canvas: Canvas, y: float, cells: tuple[str, ...], font: str) -> None:
    canvas.setFont(font, 8)
    canvas.setLineWidth(0.4)
    x = _LEFT
    for (_, width), text in zip(_COLUMNS, cells, strict=True):
        canvas.rect(x, y, width, _ROW)
        canvas.drawString(x + 4, y + 11, text)
        x += width


def _define_hatches(canvas: Canvas) -> None:
    """Each soil's hatch as a form, drawn once and shown in many rows."""
    for _, angle in _SOILS:
        canvas.beginForm(f"hatch{angle}", -40, -40, 40, 40)
        canvas.rotate(angle)
        canvas.setLineWidth(0.3)
        for offset in range(-35, 36, 5):
            canvas.line(-40, offset, 40, offset)
        canvas.endForm()


def _draw_hatch(canvas: Canvas, at: tuple[float, float], angle: int) -> None:
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(*at, _COLUMNS[1][1], _ROW)
    canvas.clipPath(clip, stroke=0)
    canvas.translate(at[0] + 23, at[1] + 15)
    canvas.doForm(f"hatch{angle}")
    canvas.restoreState()


def _draw_remarks(canvas: Canvas, remarks: list[str]) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(_LEFT, _BOTTOM + 48, "Remarks: groundwater levels measured 24 hours after completion.")
    for line, remark in enumerate(remarks):
        canvas.drawString(_LEFT, _BOTTOM + 36 - 11 * line, remark)
