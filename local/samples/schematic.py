"""Schematics: vessels, exchangers and pumps joined by tagged lines, with instruments and off-page arrows."""

from random import Random

from reportlab.pdfgen.canvas import Canvas

from local.samples.labels import draw_label
from local.samples.page import COLUMN_LEFT, HEIGHT, MARGIN, WIDTH, Title, draw_frame, draw_title_block, new_canvas

_LEFT, _BOTTOM = MARGIN + 70, MARGIN + 90
_STEP_X, _STEP_Y = 150, 165
_INSTRUMENTS = ("PT", "TI", "FIC", "LT", "PSV", "FT")
_COLUMNS, _ROWS = 5, 4


def schematic(rng: Random, title: Title, tags: tuple[str, ...]) -> bytes:
    """A sheet with equipment on a grid; every tag is lettered along one of the lines between."""
    canvas, buffer = new_canvas((WIDTH, HEIGHT), title.title)
    draw_frame(canvas)
    draw_title_block(canvas, title)
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            _draw_equipment(canvas, rng, _node(column, row))
    _draw_lines(canvas, rng, tags)
    _draw_legend(canvas)
    canvas.save()
    return buffer.getvalue()


def _node(column: int, row: int) -> tuple[float, float]:
    return _LEFT + column * _STEP_X, _BOTTOM + row * _STEP_Y


def _draw_equipment(canvas: Canvas, rng: Random, at: tuple[float, float]) -> None:
    canvas.saveState()
    canvas.translate(*at)
    canvas.setLineWidth(1.1)
    canvas.setFillGray(1)
    rng.choice((_vessel, _pump, _exchanger))(canvas)
    canvas.restoreState()
    if rng.random() < 0.5:  # noqa: PLR2004 (half of the equipment is measured)
        _draw_instrument(canvas, rng, (at[0] + 38, at[1] + 34))


def _vessel(canvas: Canvas) -> None:
    canvas.roundRect(-16, -34, 32, 68, 14)
    canvas.line(-16, 12, 16, 12)


def _pump(canvas: Canvas) -> None:
    canvas.circle(0, 0, 16)
    canvas.line(-16, 0, 16, 0)
    canvas.line(0, 16, 16, 0)
    canvas.line(-12, -22, 12, -22)


def _exchanger(canvas: Canvas) -> None:
    canvas.circle(0, 0, 19)
    for x0, y0, x1, y1 in ((-19, 0, -7, 0), (-7, 0, -3, 9), (-3, 9, 3, -9), (3, -9, 7, 0), (7, 0, 19, 0)):
        canvas.line(x0, y0, x1, y1)


def _draw_instrument(canvas: Canvas, rng: Random, at: tuple[float, float]) -> None:
    x, y = at
    canvas.setLineWidth(0.6)
    canvas.setDash(2, 2)
    canvas.line(x - 26, y - 22, x - 8, y - 8)
    canvas.setDash()
    canvas.circle(x, y, 11)
    canvas.line(x - 11, y, x + 11, y)
    canvas.setFont("Helvetica", 6)
    canvas.drawCentredString(x, y + 3, rng.choice(_INSTRUMENTS))
    canvas.drawCentredString(x, y - 7, str(rng.randint(20, 99)))


def _draw_lines(canvas: Canvas, rng: Random, tags: tuple[str, ...]) -> None:
    """Lines between neighbours; the first of them carry the tags, one each."""
    across = [(column, row, 0) for row in range(_ROWS) for column in range(_COLUMNS - 1)]
    upwards = [(column, row, 90) for row in range(_ROWS - 1) for column in range(_COLUMNS) if (column + row) % 2]
    places = rng.sample(across, k=12) + rng.sample(upwards, k=5)
    rng.shuffle(places)
    for index, (column, row, angle) in enumerate(places):
        _draw_line(canvas, _node(column, row), angle)
        if index < len(tags):
            x, y = _node(column, row)
            at = (x - 6, y + 50) if angle else (x + 30, y + 5)
            draw_label(canvas, rng, at, tags[index], angle=angle)


def _draw_line(canvas: Canvas, at: tuple[float, float], angle: int) -> None:
    length = _STEP_Y if angle else _STEP_X
    gap = 36 if angle else 20
    canvas.saveState()
    canvas.translate(*at)
    canvas.rotate(angle)
    canvas.setLineWidth(1.4)
    canvas.line(gap, 0, length - gap, 0)
    arrow = canvas.beginPath()
    arrow.moveTo(length - gap, 0)
    arrow.lineTo(length - gap - 9, 4)
    arrow.lineTo(length - gap - 9, -4)
    arrow.close()
    canvas.setFillGray(0)
    canvas.drawPath(arrow, fill=1)
    canvas.restoreState()


def _draw_legend(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 6.5)
    notes = (
        "NOTES",
        "1. INSTRUMENT NUMBERS CARRY THE UNIT AS PREFIX.",
        "2. VENTS AND DRAINS ARE NOT SHOWN.",
        "3. LINE CLASSES SEE PIPING SPECIFICATION.",
    )
    for line, note in enumerate(notes):
        canvas.drawString(COLUMN_LEFT + 14, HEIGHT - MARGIN - 20 - 11 * line, note)
