"""Piping isometrics: one line through space, with its fittings, dimensions, welds and material list."""

import math
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from reportlab.pdfgen.canvas import Canvas

from local.samples.labels import draw_label
from local.samples.page import (
    COLUMN_LEFT,
    HEIGHT,
    MARGIN,
    WIDTH,
    Title,
    draw_frame,
    draw_table,
    draw_title_block,
    new_canvas,
)

Point = tuple[float, float]

_AXES = (30, 150, 90)
"""Where east, north and up lie on isometric paper, in degrees."""

_FIELD = (MARGIN + 90, MARGIN + 110, COLUMN_LEFT - 110, HEIGHT - MARGIN - 120)
"""Left, bottom, right and top of the part of the sheet that the pipe may fill."""

_FITTINGS = (
    "ELBOW 90 DEG LR BW",
    "GATE VALVE CL150 RF",
    "FLANGE WN CL150 RF",
    "GASKET SPIRAL WOUND",
    "PIPE SMLS SCH 40",
    "STUD BOLT SET",
)


@dataclass(frozen=True, slots=True)
class _Run:
    """A straight piece of pipe on paper."""

    start: Point
    end: Point
    angle: int
    length_mm: int

    def at(self, share: float) -> Point:
        """The point this share of the way along."""
        (x0, y0), (x1, y1) = self.start, self.end
        return x0 + share * (x1 - x0), y0 + share * (y1 - y0)

    def beside(self, share: float, distance: float) -> Point:
        """A point off the pipe, to its left."""
        x, y = self.at(share)
        return _moved((x, y), self.angle + 90, distance)

    @property
    def readable_angle(self) -> int:
        """Along the pipe, and never upside down."""
        return {150: -30, 210: 30, 270: 90, 330: -30}.get(self.angle, self.angle)


def isometric(rng: Random, title: Title, tags: tuple[str, ...]) -> bytes:
    """An isometric of the line `tags[0]`; the other tags are what it connects to."""
    canvas, buffer = new_canvas((WIDTH, HEIGHT), title.title)
    draw_frame(canvas)
    draw_title_block(canvas, title)
    _north_arrow(canvas)
    runs = _route(rng)
    for run in runs:
        _draw_pipe(canvas, run)
        _draw_dimension(canvas, run)
    _draw_fittings(canvas, rng, runs)
    _draw_ends(canvas, rng, runs)
    _draw_tags(canvas, rng, runs, tags)
    _draw_materials(canvas, rng)
    canvas.save()
    return buffer.getvalue()


def _route(rng: Random) -> list[_Run]:
    """A walk along the axes, never straight back, fitted into the field."""
    points: list[Point] = [(0.0, 0.0)]
    angles: list[int] = []
    for _ in range(rng.randint(5, 9)):
        angles.append(_turn(rng, angles[-1] if angles else 90))
        points.append(_moved(points[-1], angles[-1], rng.randint(2, 9) * 10))
    fitted = _fitted(points)
    lengths = [rng.randint(60, 900) * 5 for _ in angles]
    return [_Run(a, b, angle, mm) for (a, b), angle, mm in zip(pairwise(fitted), angles, lengths, strict=True)]


def _turn(rng: Random, angle: int) -> int:
    other_axes = [axis for axis in _AXES if axis != angle % 180]
    weights = [1 if axis == 90 else 3 for axis in other_axes]  # noqa: PLR2004 (risers are rarer than runs)
    axis = rng.choices(other_axes, weights)[0]
    return axis if rng.random() < 0.7 else axis + 180  # noqa: PLR2004 (mostly onwards, so that the walk spreads)


def _fitted(points: list[Point]) -> list[Point]:
    left, bottom, right, top = _FIELD
    xs, ys = [x for x, _ in points], [y for _, y in points]
    scale = min((right - left) / (max(xs) - min(xs) or 1), (top - bottom) / (max(ys) - min(ys) or 1), 5)
    dx = (left + right) / 2 - scale * (min(xs) + max(xs)) / 2
    dy = (bottom + top) / 2 - scale * (min(ys) + max(ys)) / 2
    return [(scale * x + dx, scale * y + dy) for x, y in points]


def _moved(point: Point, angle: float, distance: float) -> Point:
    radians = math.radians(angle)
    return point[0] + distance * math.cos(radians), point[1] + distance * math.sin(radians)


def _draw_pipe(canvas: Canvas, run: _Run) -> None:
    canvas.setLineWidth(2.2)
    canvas.setLineCap(1)
    canvas.line(*run.start, *run.end)
    canvas.circle(*run.end, 2.4, fill=1)


def _draw_dimension(canvas: Canvas, run: _Run) -> None:
    canvas.setLineWidth(0.35)
    for end in (run.start, run.end):
        canvas.line(*_moved(end, run.angle + 90, 4), *_moved(end, run.angle + 90, 26))
    first, last = _moved(run.start, run.angle + 90, 22), _moved(run.end, run.angle + 90, 22)
    canvas.line(*first, *last)
    for end in (first, last):
        canvas.line(*_moved(end, run.angle + 45, 3), *_moved(end, run.angle + 225, 3))
    canvas.saveState()
    canvas.translate(*run.beside(0.5, 26 if run.readable_angle % 360 == run.angle else 32))
    canvas.rotate(run.readable_angle)
    canvas.setFont("Helvetica", 6.5)
    canvas.drawCentredString(0, 0, str(run.length_mm))
    canvas.restoreState()


def _draw_fittings(canvas: Canvas, rng: Random, runs: list[_Run]) -> None:
    for number, run in enumerate(runs, 1):
        if rng.random() < 0.45:  # noqa: PLR2004 (about every second run has a valve)
            _draw_valve(canvas, run)
        _draw_weld_number(canvas, run, number)
    for run in runs[1:-1:2]:
        _draw_support(canvas, run)


def _draw_valve(canvas: Canvas, run: _Run) -> None:
    canvas.saveState()
    canvas.translate(*run.at(0.5))
    canvas.rotate(run.angle)
    canvas.setFillGray(1)
    canvas.setLineWidth(1)
    outline = canvas.beginPath()
    for index, corner in enumerate(((-9, 6), (9, -6), (9, 6), (-9, -6))):
        (outline.lineTo if index else outline.moveTo)(*corner)
    outline.close()
    canvas.drawPath(outline, stroke=1, fill=1)
    for x in (-11, 11):
        canvas.line(x, -7, x, 7)
    canvas.line(0, 0, 0, 14)
    canvas.line(-5, 14, 5, 14)
    canvas.restoreState()


def _draw_weld_number(canvas: Canvas, run: _Run, number: int) -> None:
    x, y = run.beside(0.94, -16)
    canvas.setLineWidth(0.5)
    canvas.circle(x, y, 6.5)
    canvas.setFont("Helvetica", 5.5)
    canvas.drawCentredString(x, y - 2, f"W{number}")


def _draw_support(canvas: Canvas, run: _Run) -> None:
    x, y = run.at(0.25)
    canvas.setLineWidth(0.9)
    canvas.line(x, y, x, y - 16)
    canvas.line(x - 7, y - 16, x + 7, y - 16)
    canvas.setFont("Helvetica", 5.5)
    canvas.drawString(x + 9, y - 17, "PS")


def _draw_ends(canvas: Canvas, rng: Random, runs: list[_Run]) -> None:
    for x, y in (runs[0].start, runs[-1].end):
        canvas.setFont("Helvetica", 6.5)
        for line, axis in enumerate(("E", "N", "EL +")):
            canvas.drawString(x + 14, y - 20 - 8 * line, f"{axis} {rng.randint(10_000, 990_000) / 1000:.3f}")


def _draw_tags(canvas: Canvas, rng: Random, runs: list[_Run], tags: tuple[str, ...]) -> None:
    """The line's own tag and two neighbours lie along their pipes, further ones in boxes at the edge.

    The first and the last run are left free for the coordinates of the ends.
    """
    longest = sorted(runs[1:-1], key=lambda run: -math.dist(run.start, run.end))
    canvas.setFillColorRGB(0.05, 0.2, 0.5)
    for run, tag in zip(longest, tags[:3], strict=False):
        # Half the draughtsmen keep to 30, 90 and 150 degrees whichever way up the letters come out.
        angle = rng.choice((run.readable_angle, run.angle % 180))
        start = 0.12 if angle % 360 == run.angle else 0.75
        draw_label(canvas, rng, run.beside(start, -16), tag, angle=angle)
    for row, tag in enumerate(tags[3:]):
        draw_label(canvas, rng, (MARGIN + 24, MARGIN + 24 + 24 * row), tag, boxed=True)
    canvas.setFillGray(0)


def _draw_materials(canvas: Canvas, rng: Random) -> None:
    rows = tuple(
        (str(number), f"{rng.randint(1, 24)}", fitting, rng.choice(("A106-B", "A105", "A234 WPB", "SS316/GRAPH")))
        for number, fitting in enumerate(rng.sample(_FITTINGS, k=rng.randint(4, 6)), 1)
    )
    table = (("POS", "QTY", "MATERIAL LIST", "GRADE"), *rows)
    draw_table(canvas, (COLUMN_LEFT, HEIGHT - MARGIN), (30, 34, 176, 90), table)
    canvas.setFont("Helvetica", 6.5)
    notes = (
        "NOTES",
        "1. ALL DIMENSIONS IN MILLIMETRES, LEVELS IN METRES.",
        "2. FIELD WELDS TO BE CONFIRMED ON SITE.",
        "3. BOLT HOLES STRADDLE CENTRE LINES.",
    )
    for line, note in enumerate(notes):
        canvas.drawString(COLUMN_LEFT + 4, HEIGHT - MARGIN - 12 * len(table) - 20 - 11 * line, note)


def _north_arrow(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(MARGIN + 45, HEIGHT - MARGIN - 50)
    canvas.setLineWidth(1.2)
    canvas.line(0, 0, *_moved((0, 0), 150, 30))
    tip = _moved((0, 0), 150, 30)
    for side in (-25, 25):
        canvas.line(*tip, *_moved(tip, 330 + side, 9))
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(tip[0] - 10, tip[1] + 4, "N")
    canvas.restoreState()
