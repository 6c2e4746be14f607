"""What every drawing has: the frame with its zones, the title block, the revision table."""

from dataclasses import dataclass
from io import BytesIO
from random import Random

from reportlab.lib.pagesizes import A3, landscape
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = landscape(A3)
MARGIN = 28
COLUMN = 330
"""Width of the column at the right, with tables and title block."""

COLUMN_LEFT = WIDTH - MARGIN - COLUMN
_ZONE = 14
_LABEL, _VALUE = ("Helvetica", 5), ("Helvetica-Bold", 9)


@dataclass(frozen=True, slots=True)
class Title:
    """What the title block says."""

    number: str
    title: str
    unit: str
    sheet: str
    revisions: tuple[tuple[str, str, str, str], ...]


def new_canvas(size: tuple[float, float], title: str) -> tuple[Canvas, BytesIO]:
    """An empty PDF of this page size whose bytes depend on nothing but what is drawn."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    canvas.setTitle(title)
    canvas.setAuthor("Northmoor Terminal Project")
    return canvas, buffer


def revisions(rng: Random) -> tuple[tuple[str, str, str, str], ...]:
    """Between one and four issues of a drawing, oldest first: revision, date, what for, by whom."""
    purposes = ("ISSUED FOR REVIEW", "ISSUED FOR APPROVAL", "ISSUED FOR CONSTRUCTION", "AS BUILT")
    drafters = ("K.M.", "R.S.", "T.O.", "L.H.")
    count = rng.randint(1, len(purposes))
    return tuple(
        (str(number), f"2024-{1 + 3 * number:02}-{rng.randint(1, 28):02}", purposes[number], rng.choice(drafters))
        for number in range(count)
    )


def draw_frame(canvas: Canvas) -> None:
    """The border with its zone letters and numbers."""
    canvas.setLineWidth(1.6)
    canvas.rect(MARGIN, MARGIN, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
    canvas.setLineWidth(0.4)
    canvas.rect(MARGIN - _ZONE, MARGIN - _ZONE, WIDTH - 2 * (MARGIN - _ZONE), HEIGHT - 2 * (MARGIN - _ZONE))
    canvas.setFont("Helvetica", 7)
    for zone in range(8):
        x = MARGIN + (zone + 0.5) * (WIDTH - 2 * MARGIN) / 8
        canvas.drawCentredString(x, MARGIN - 10, str(8 - zone))
    for zone, letter in enumerate("ABCDEF"):
        canvas.drawCentredString(MARGIN - 7, MARGIN + (zone + 0.5) * (HEIGHT - 2 * MARGIN) / 6, letter)


def draw_title_block(canvas: Canvas, title: Title) -> None:
    """The block at the bottom right, the revisions above it."""
    rows = (
        ("PROJECT", "NORTHMOOR TERMINAL EXPANSION"),
        ("UNIT", title.unit),
        ("TITLE", title.title),
        ("DRAWING NO.", title.number),
    )
    for index, (label, value) in enumerate(reversed(rows)):
        _cell(canvas, (COLUMN_LEFT, MARGIN + 26 * index, COLUMN, 26), label, value)
    _cell(canvas, (COLUMN_LEFT + COLUMN - 130, MARGIN, 75, 26), "SHEET", title.sheet)
    _cell(canvas, (COLUMN_LEFT + COLUMN - 55, MARGIN, 55, 26), "REV", title.revisions[-1][0])
    table = (("REV", "DATE", "DESCRIPTION", "BY"), *title.revisions)
    draw_table(canvas, (COLUMN_LEFT, MARGIN + 26 * len(rows) + 12 * len(table)), (34, 70, 176, 50), table)


def draw_table(
    canvas: Canvas, top_left: tuple[float, float], widths: tuple[float, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    """A ruled table, first row in bold, 12 points a row."""
    left, top = top_left
    canvas.setLineWidth(0.4)
    for index, row in enumerate(rows):
        canvas.setFont("Helvetica-Bold" if index == 0 else "Helvetica", 6.5)
        x, y = left, top - 12 * (index + 1)
        for width, text in zip(widths, row, strict=True):
            canvas.rect(x, y, width, 12)
            canvas.drawString(x + 3, y + 3.5, text)
            x += width


def _cell(canvas: Canvas, box: tuple[float, float, float, float], label: str, value: str) -> None:
    x, y, width, height = box
    canvas.setLineWidth(0.8)
    canvas.rect(x, y, width, height)
    canvas.setFont(*_LABEL)
    canvas.drawString(x + 3, y + height - 7, label)
    canvas.setFont(*_VALUE)
    canvas.drawString(x + 3, y + 6, value)
