import time
from itertools import chain

import pytest

from holescan.adapters.extraction.pdf_lines import PlacedLetter, chains_of, lines_of, runs_of


def letters(text: str, x: float = 0, y: float = 0, *, step: float = 6, first: int = 0) -> list[PlacedLetter]:
    """Letters of width 6 and height 10; a space is room, and no letter."""
    return [
        PlacedLetter(character, first + at, 0.0, x + step * at, y, x + step * at + 6, 10)
        for at, character in enumerate(text)
        if character != " "
    ]


def texts(*found: list[PlacedLetter]) -> list[str]:
    return ["\n".join(line.text for line in each) for each in chains_of(lines_of(runs_of(chain.from_iterable(found))))]


def test_letters_make_a_line_in_whatever_order_they_come() -> None:
    assert texts(letters("HOLE-1 A")[::-1]) == ["HOLE-1 A"]


def test_a_line_ends_at_a_wide_gap_and_at_another_height() -> None:
    assert texts(letters("AB"), letters("CD", x=30), letters("EF", y=-12)) == ["AB", "CD", "EF"]


def test_lines_that_lie_a_little_above_each_other_stay_apart() -> None:
    stairs = [letters(f"TAG{n}", x=40 * (n % 2), y=-2.5 * n) for n in range(6)]
    assert sorted(texts(*stairs)) == [f"TAG{n}" for n in range(6)]


def test_letters_that_stand_apart_make_words() -> None:
    assert texts(letters("HOLE-1", step=10)) == ["HOLE-1"]


def test_a_space_of_pdfium_needs_less_room() -> None:
    close = letters("AB")
    far = [letter._replace(has_space_before=letter.character == "C") for letter in letters("CD", x=13.5)]
    assert texts(close, far) == ["AB CD"]
    assert texts(close, letters("CD", x=13.5)) == ["ABCD"]


def test_letters_of_a_ligature_stay_in_their_order() -> None:
    ligature = [PlacedLetter(letter, 2 + at, 0.0, 12, 0, 18, 10) for at, letter in enumerate("ffi")]
    assert texts(letters("of"), ligature, letters("ce", x=18, first=5)) == ["offfice"]


@pytest.mark.parametrize(
    ("below", "chains"),
    [
        ((0, -12), ["HOLE-\n360"]),
        ((12, -12), ["HOLE-\n360"]),
        ((40, -12), ["HOLE-", "360"]),
        ((0, -25), ["HOLE-", "360"]),
        ((0, 12), ["360", "HOLE-"]),
    ],
)
def test_a_dash_at_the_end_leads_to_the_line_below(below: tuple[float, float], chains: list[str]) -> None:
    assert texts(letters("HOLE-"), letters("360", *below)) == chains


def test_of_two_lines_below_the_nearer_one_continues() -> None:
    assert texts(letters("HOLE-"), letters("999", y=-19), letters("360", y=-11)) == ["HOLE-\n360", "999"]


def test_pdfiums_mark_of_a_dash_inside_a_line_is_a_dash() -> None:
    assert texts(letters("HO\x02360")) == ["HO-360"]


def test_letters_heaped_on_one_place_cost_little() -> None:
    heap = [PlacedLetter("A", 2 * at, 0.0, 5, 5, 11, 10) for at in range(20_000)]
    began = time.process_time()
    assert len(lines_of(runs_of(heap))) == len(heap)
    assert time.process_time() - began < 5
