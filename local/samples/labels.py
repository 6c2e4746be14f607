"""The ways a tag is lettered on a drawing. Each puts the whole tag on the page; naive readers lose some of them."""

import re
from collections.abc import Callable
from random import Random

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE = "Helvetica", 8
_LEADING = 9.5

_BEFORE_NUMBER = re.compile(r"(?P<prefix>.*[A-Z]-)(?P<number>.*\d.*)")

Lettering = Callable[[Canvas, str], float]
"""Draws a tag rightwards from the origin and says how wide it became."""


def plain(canvas: Canvas, tag: str) -> float:
    """In one piece."""
    canvas.setFont(FONT, SIZE)
    canvas.drawString(0, 0, tag)
    return _width(tag)


def letter_spaced(canvas: Canvas, tag: str) -> float:
    """With wide gaps between the letters, as titles are set."""
    text = canvas.beginText(0, 0)
    text.setFont(FONT, SIZE)
    text.setCharSpace(3)
    text.textOut(tag)
    canvas.drawText(text)
    return _width(tag) + 3 * len(tag)


def glyph_by_glyph(canvas: Canvas, tag: str) -> float:
    """Each letter placed by itself, as some plot drivers do."""
    canvas.setFont(FONT, SIZE)
    x = 0.0
    for letter in tag:
        canvas.drawString(x, 0, letter)
        x += _width(letter)
    return x


def in_two_pieces(canvas: Canvas, tag: str) -> float:
    """Prefix and number as two texts side by side."""
    prefix, number = _halves(tag)
    width = _width(prefix)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(0, 0, prefix)
    canvas.drawString(width, 0, number)
    return width + _width(number)


def on_two_lines(canvas: Canvas, tag: str) -> float:
    """Broken after a dash, the rest below it."""
    prefix, number = _halves(tag)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(0, 0, prefix)
    canvas.drawString(0, -_LEADING, number)
    return max(_width(part) for part in (prefix, number))


TURNED: tuple[Lettering, ...] = (plain, plain, plain, letter_spaced, in_two_pieces)
LEVEL = (*TURNED, glyph_by_glyph, on_two_lines)
"""Letters placed singly and tags over two lines only level: turned, no free reader puts all of them together again."""


def draw_label(
    canvas: Canvas, rng: Random, at: tuple[float, float], tag: str, *, angle: float = 0, boxed: bool = False
) -> None:
    """One tag at a place, turned by `angle` degrees, in a lettering of chance; `boxed` puts a frame around it."""
    letter = plain if boxed else rng.choice(TURNED if angle else LEVEL)
    canvas.saveState()
    canvas.translate(*at)
    canvas.rotate(angle)
    width = letter(canvas, tag)
    if boxed:
        canvas.setLineWidth(0.5)
        canvas.roundRect(-5, -4, width + 10, SIZE + 6, 3)
    canvas.restoreState()


def _halves(tag: str) -> tuple[str, str]:
    """Before and after the dash that leads to the number; a tag without one is not broken."""
    broken = _BEFORE_NUMBER.fullmatch(tag)
    return (broken["prefix"], broken["number"]) if broken else (tag, "")


def _width(text: str) -> float:
    return float(stringWidth(text, FONT, SIZE))
