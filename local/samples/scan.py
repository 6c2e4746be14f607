"""Scanned sheets: a picture of paper, with everything on it that an eye can read and no text."""

from functools import cache
from importlib.resources import as_file, files
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from local.samples.page import new_canvas

_PIXELS = (1060, 1500)
"""A4 at about 128 dots an inch: poor, as old archives are, but readable."""


def scanned(rng: Random, title: str, tags: tuple[str, ...], *, cover: str = "") -> bytes:
    """A PDF whose page is a picture with these tags on it; with a `cover`, a page of text comes before it."""
    canvas, buffer = new_canvas(A4, title)
    if cover:
        _draw_cover(canvas, title, cover)
    canvas.drawImage(ImageReader(_photograph(rng, title, tags)), 0, 0, *A4)
    canvas.save()
    return buffer.getvalue()


def _draw_cover(canvas: Canvas, title: str, cover: str) -> None:
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, 720, title)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 690, "Transmittal. The sheet that follows was scanned from the archive.")
    canvas.drawString(60, 670, f"Reference: {cover}")
    canvas.showPage()


def _photograph(rng: Random, title: str, tags: tuple[str, ...]) -> BytesIO:
    """The sheet as a slightly crooked, slightly blurred JPEG."""
    sheet = Image.new("L", _PIXELS, 244)
    draw = ImageDraw.Draw(sheet)
    _rule(draw)
    draw.text((90, 80), title.upper(), font=_font(34), fill=40)
    for row, tag in enumerate(tags):
        draw.text((110, 210 + 88 * row), tag, font=_font(30), fill=50)
        draw.text((560, 214 + 88 * row), f"{rng.randint(1, 30)}.{rng.randint(0, 99):02} m", font=_font(26), fill=70)
    _speckle(draw, rng)
    crooked = sheet.rotate(rng.uniform(-1.2, 1.2), Image.Resampling.BILINEAR, fillcolor=225)
    photograph = BytesIO()
    crooked.filter(ImageFilter.GaussianBlur(0.6)).save(photograph, "JPEG", quality=55)
    return photograph


def _rule(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((60, 50, 1000, 1440), outline=60, width=3)
    for y in range(160, 1440, 88):
        draw.line((60, y, 1000, y), fill=120, width=2)
    draw.line((520, 160, 520, 1440), fill=120, width=2)


def _speckle(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    for _ in range(400):
        x, y = rng.randrange(_PIXELS[0]), rng.randrange(_PIXELS[1])
        draw.point((x, y), fill=rng.randint(90, 200))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    with as_file(files("reportlab") / "fonts" / "Vera.ttf") as path:
        return ImageFont.truetype(str(path), size)
