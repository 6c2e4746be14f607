"""Small PDFs as a drawing office makes them."""

import io
from collections.abc import Callable

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)


def drawing(*pages: Callable[[Canvas], object], **options: object) -> bytes:
    """A PDF with a page for each function that draws one."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def says(text: str, x: float = 100, y: float = 700) -> Callable[[Canvas], object]:
    """Draws a text."""
    return lambda canvas: canvas.drawString(x, y, text)


def picture(width: float, height: float, x: float = 0, y: float = 0) -> Callable[[Canvas], object]:
    """Draws a picture of that size in points."""
    image = ImageReader(Image.new("L", (40, 40), 200))
    return lambda canvas: canvas.drawImage(image, x, y, width, height)


def lines(count: int) -> Callable[[Canvas], object]:
    """Draws that many strokes, each a path of its own."""

    def draw(canvas: Canvas) -> None:
        for n in range(count):
            canvas.line(100, 100 + n, 300, 100 + n)

    return draw


def together(*draws: Callable[[Canvas], object]) -> Callable[[Canvas], object]:
    """All of these on one page."""
    return lambda canvas: [draw(canvas) for draw in draws]


def picture_file(form: str = "PNG", *, frames: int = 1, size: tuple[int, int] = (60, 40)) -> bytes:
    """A white picture file; frames beyond the first where the format has them."""
    buffer = io.BytesIO()
    first, *others = [Image.new("L", size, 255 - number) for number in range(frames)]
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(buffer, form, **more)
    return buffer.getvalue()
