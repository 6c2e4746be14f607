"""Tags as drawing programs letter and turn them, several on a page, so that PDFium has others to mix them up with."""

import math
from collections.abc import Callable

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from holescan.domain.matching import CompiledCodes, MatchOptions
from holescan.domain.text import ExtractedText
from tests.unit.extraction.drawings import drawing, lines, says, together
from tests.unit.extraction.readers import Read

FONT, SIZE, SMALL = "Helvetica", 8, 3
NUMBERS = range(432, 438)
TAGS = tuple(f"HOLE-{number}" for number in NUMBERS)
PREFIX_WIDTH = stringWidth("HOLE-", FONT, SIZE)

Lettering = Callable[[Canvas, int], object]


def letter_by_letter(canvas: Canvas, number: int) -> None:
    x = 0.0
    for letter in f"HOLE-{number}":
        canvas.drawString(x, 0, letter)
        x += stringWidth(letter, FONT, SIZE)


def in_two_pieces(canvas: Canvas, number: int) -> None:
    canvas.drawString(0, 0, "HOLE-")
    canvas.drawString(PREFIX_WIDTH, 0, str(number))


def number_first(canvas: Canvas, number: int) -> None:
    canvas.drawString(PREFIX_WIDTH, 0, str(number))
    canvas.drawString(0, 0, "HOLE-")


def on_two_lines(canvas: Canvas, number: int) -> None:
    canvas.drawString(0, 0, "HOLE-")
    canvas.drawString(0, -1.2 * SIZE, str(number))


def letter_spaced(canvas: Canvas, number: int) -> None:
    text = canvas.beginText(0, 0)
    text.setCharSpace(3)
    text.textOut(f"HOLE-{number}")
    canvas.drawText(text)


def drawn(text: str) -> Callable[[Canvas], object]:
    return lambda canvas: canvas.drawString(0, 0, text)


def placed(draw: Callable[[Canvas], object], x: float, y: float, degrees: float) -> Callable[[Canvas], object]:
    def place(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFont(FONT, SIZE)
        canvas.translate(x, y)
        canvas.rotate(degrees)
        draw(canvas)
        canvas.restoreState()

    return place


def tag(lettering: Lettering, number: int) -> Callable[[Canvas], object]:
    return lambda canvas: lettering(canvas, number)


def six_tags(lettering: Lettering, degrees: float) -> Callable[[Canvas], object]:
    tags = [
        placed(tag(lettering, number), 100 + at % 3 * 150, 300 + at // 3 * 200, degrees)
        for at, number in enumerate(NUMBERS)
    ]
    return together(*tags)


def counts(text: ExtractedText, *codes: str) -> dict[str, int]:
    return {match.code: match.count for match in CompiledCodes.compile(codes, MatchOptions()).find(text)}


@pytest.mark.parametrize("degrees", [0, 3, 8, 30, 45, 90, 135, 150, 180, 210, 225, 270, 300, 315, 357])
@pytest.mark.parametrize("lettering", [letter_by_letter, in_two_pieces, number_first, on_two_lines, letter_spaced])
def test_a_tag_is_found_once_whichever_way_it_is_turned_and_lettered(
    read_bytes: Read, lettering: Lettering, degrees: float
) -> None:
    text = read_bytes(drawing(six_tags(lettering, degrees)), "a.pdf")
    assert counts(text, *TAGS) == dict.fromkeys(TAGS, 1)


ABOVE, BEHIND = (123, 310), (128, 300)


@pytest.mark.parametrize(
    ("degrees", "at"), [(10, ABOVE), *((degrees, at) for degrees in (30, 90, 150, 270) for at in (ABOVE, BEHIND))]
)
def test_level_and_turned_text_are_not_glued_together(
    read_bytes: Read, degrees: float, at: tuple[float, float]
) -> None:
    turned = placed(drawn("BH-360"), *at, degrees)
    page = together(placed(drawn("HOLE-7"), 100, 300, 0), turned, says("HOLE-9", 300, 260))
    codes = ("HOLE-7", "BH-360", "HOLE-9")
    assert counts(read_bytes(drawing(page), "a.pdf"), *codes) == dict.fromkeys(codes, 1)


def test_letters_on_an_arc_stay_one_word(read_bytes: Read) -> None:
    def arc(canvas: Canvas) -> None:
        for at, letter in enumerate("HOLE-432"):
            degrees = 20 - 1.5 * at
            x, y = -160 * math.sin(math.radians(degrees)), 160 * math.cos(math.radians(degrees))
            placed(drawn(letter), 300 + x, 300 + y, degrees)(canvas)

    assert counts(read_bytes(drawing(arc), "a.pdf"), "HOLE-432") == {"HOLE-432": 1}


def in_large_letters(text: str, x: float, y: float, scale: float) -> Callable[[Canvas], object]:
    """As schematic programs write it: hundreds of points high, and then shrunk to three."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(scale, scale)
        canvas.setFont(FONT, SMALL / scale)
        canvas.drawString(0, 0, text)
        canvas.restoreState()

    return draw


@pytest.mark.parametrize("scale", [0.1, 0.06, 0.0072])
def test_a_tag_is_not_joined_to_a_number_that_stands_below_it(read_bytes: Read, scale: float) -> None:
    pin, tag, other = (
        in_large_letters(text, x, y, scale) for text, x, y in [("2", 100, 700), ("BAT-1", 100, 704), ("R39", 100, 690)]
    )
    text = read_bytes(drawing(together(pin, tag, other, says("see the notes", 100, 100))), "a.pdf")
    assert counts(text, "BAT-1", "R39") == {"BAT-1": 1, "R39": 1}


def test_a_shrunk_word_stays_whole_where_its_letters_are_raised(read_bytes: Read) -> None:
    end = 100 + stringWidth("HOLE-", FONT, SMALL)
    draw = together(in_large_letters("HOLE-", 100, 700, 0.06), in_large_letters("7", end, 701, 0.06))
    assert counts(read_bytes(drawing(draw), "a.pdf"), "HOLE-7") == {"HOLE-7": 1}


def test_a_prefix_is_not_joined_to_the_number_of_a_far_tag(read_bytes: Read) -> None:
    def says_turned(text: str, x: float, y: float) -> Callable[[Canvas], object]:
        return placed(drawn(text), x, y, 30)

    page = together(says_turned("999", 100, 300), says_turned("HOLE-", 70, 283), says_turned("998", 400, 300))
    assert counts(read_bytes(drawing(page), "a.pdf"), "HOLE-999", "HOLE-998") == {}


def test_what_pdfium_reads_whole_is_not_told_twice(read_bytes: Read) -> None:
    turned = placed(drawn("HOLE-1 as built"), 200, 300, 90)
    text = read_bytes(drawing(together(turned, says("HOLE-2 on the north side"))), "a.pdf")
    assert [part.place for part in text.parts] == [""]


def test_turned_text_in_a_form_is_noticed(read_bytes: Read) -> None:
    def nested(canvas: Canvas) -> None:
        canvas.beginForm("sheet")
        six_tags(number_first, 60)(canvas)
        canvas.endForm()
        canvas.rotate(30)
        canvas.translate(150, -250)
        canvas.doForm("sheet")

    assert counts(read_bytes(drawing(nested), "a.pdf"), *TAGS) == dict.fromkeys(TAGS, 1)


def test_a_page_of_broken_turned_words_is_put_together_from_their_places_alone(read_bytes: Read) -> None:
    tags = [placed(tag(letter_by_letter, 400 + n), 40 + 16 * n, 400, 150) for n in range(30)]
    text = read_bytes(drawing(together(*tags)), "a.pdf")
    codes = [f"HOLE-{400 + n}" for n in range(30)]
    assert counts(text, *codes) == dict.fromkeys(codes, 1)
    assert "in drawing order" not in {part.place for part in text.parts}


def test_mirrored_text_is_left_in_the_order_of_pdfium(read_bytes: Read) -> None:
    def mirrored(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        canvas.translate(300, 300)
        canvas.scale(-1, 1)
        canvas.drawString(0, 0, "HOLE-432 as built")

    assert counts(read_bytes(drawing(together(mirrored, lines(3))), "a.pdf"), "HOLE-432") == {"HOLE-432": 1}


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (2, 0, 1), (2, 1, 0)])
def test_a_level_tag_goes_on_below_whatever_stands_beside_it_and_is_drawn_before(
    read_bytes: Read, order: tuple[int, ...]
) -> None:
    texts = [says("HOLE-", 100, 300), says("360", 100, 288), says("BH-07", 160, 300)]
    text = read_bytes(drawing(together(*(texts[at] for at in order))), "a.pdf")
    assert counts(text, "HOLE-360", "BH-07") == {"HOLE-360": 1, "BH-07": 1}


def test_a_level_tag_that_is_read_whole_over_two_lines_is_not_told_twice(read_bytes: Read) -> None:
    page = together(says("HOLE-", 100, 300), says("360", 100, 288), says("BH-07", 160, 320))
    text = read_bytes(drawing(page), "a.pdf")
    assert [part.place for part in text.parts] == [""]
    assert counts(text, "HOLE-360") == {"HOLE-360": 1}
