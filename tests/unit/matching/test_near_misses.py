"""What is like a code of the list, in a file that does not carry it."""

import pytest

from holescan.domain.examination import NearMiss, NearMissKind
from holescan.domain.matching import CompiledCodes, MatchMode, MatchOptions
from holescan.domain.matching.near_misses import MOST
from holescan.domain.text import ExtractedText, TextPart

LONGER, ZEROS, LOOKALIKE = NearMissKind.LONGER_CODE, NearMissKind.LEADING_ZEROS, NearMissKind.LOOKALIKE
SPELLING = NearMissKind.SPELLING


def near(
    codes: list[str], *parts: str, mode: MatchMode = MatchMode.NORMALISED, leading_zeros: bool = False
) -> tuple[NearMiss, ...]:
    compiled = CompiledCodes.compile(codes, MatchOptions(mode, leading_zeros=leading_zeros))
    loaded = CompiledCodes.from_bytes(compiled.to_bytes())
    pages = tuple(TextPart(text, page=number) for number, text in enumerate(parts, 1))
    return loaded.examine(ExtractedText(pages, pages=len(pages))).near


def told(*args: object, **kwargs: object) -> list[tuple[str, str, NearMissKind]]:
    return [(miss.code, miss.found_as, miss.why) for miss in near(*args, **kwargs)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found_as"),
    [
        ("see HOLE-1A here", "HOLE-1A"),
        ("see HOLE1A2B here", "HOLE1A2B"),
        ("see HOLE-1-2 here", "HOLE-1-2"),
        ("see A-HOLE-1 here", "A-HOLE-1"),
        ("see HOLE-1.5 here", "HOLE-1.5"),
        ("see HOLE-1/2 here", "HOLE-1/2"),
        ('10"-hole 1_b', '10"-hole 1_b'),
        ("Ố–HOLE–1–Ố", "Ố–HOLE–1–Ố"),
        ("A___HOLE-1____Signed", "A___HOLE-1"),
    ],
)
def test_a_part_of_a_longer_code_is_shown_with_the_whole(text: str, found_as: str) -> None:
    assert told(["HOLE-1"], text) == [("HOLE-1", found_as, LONGER)]


@pytest.mark.parametrize("text", ["HOLE-12", "XHOLE-1", "WHOLE-1", "HOLES-1", "HOLE-2", "HOLE 1", "1"])
def test_another_number_and_another_word_are_no_near_miss(text: str) -> None:
    assert told(["HOLE-1"], text) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("HOLE-1", "HOLE-01"),
        ("HOLE-01", "hole 1"),
        ("HOLE-01", "HOLE-001"),
        ("HOLE-10", "HOLE0010"),
        ("DDH_2021_003", "DDH_2021_03"),
        ("BH-7", "BH-07"),
        ("104231", "0104231"),
    ],
)
def test_numbers_that_differ_by_leading_zeros_are_shown(code: str, text: str) -> None:
    assert told(["X-1", code], f"as {text} shows") == [(code, text, ZEROS)]


def test_zeros_that_do_not_count_make_hits_and_no_near_misses() -> None:
    assert told(["HOLE-1", "BH-07"], "HOLE-01 BH-7", leading_zeros=True) == []


@pytest.mark.parametrize("text", ["HOLE-01A02", "HOLE-1A02", "HOLE-1A2"])
def test_zeros_that_do_not_count_hide_no_longer_code(text: str) -> None:
    assert told(["HOLE-1"], text, leading_zeros=True) == [("HOLE-1", text, LONGER)]


def test_whoever_lists_both_spellings_means_two_holes() -> None:
    assert told(["HOLE-1", "HOLE-01"], "HOLE-1") == []
    assert told(["HOLE-1", "HOLE-01"], "HOLE-01") == []


@pytest.mark.parametrize("text", ["H0LE-107", "HOLE-1O7", "HOIE-1O7", "HOLE-I07"])
def test_characters_that_are_easily_misread_are_shown(text: str) -> None:
    assert told(["HOLE-107"], text) == [("HOLE-107", text, LOOKALIKE)]
    assert told(["HOLE-107"], text, mode=MatchMode.OCR) == []


def test_a_word_is_no_misread_code() -> None:
    assert told(["HOLE-5"], "some holes") == []
    assert told(["HOLE-5"], "some HOLE-S") == [("HOLE-5", "HOLE-S", LOOKALIKE)]


@pytest.mark.parametrize("text", ["H0IE-1O7", "H0LE-1O7-2", "HOLE-1O7A"])
def test_what_differs_in_more_than_one_way_is_another_code(text: str) -> None:
    assert told(["HOLE-107"], text) == []


@pytest.mark.parametrize("text", ["P2-1", "P2A", "P-02", "1O423"])
def test_weak_codes_are_near_to_everything_and_so_to_nothing(text: str) -> None:
    assert told(["P2", "10423"], text) == []


def test_a_code_that_the_file_carries_has_no_near_miss() -> None:
    assert told(["HOLE-1"], "HOLE-1A", "HOLE-1") == []


def test_what_is_a_hit_of_one_code_is_no_near_miss_of_another() -> None:
    assert told(["HOLE-1", "HOLE-1A", "HOLE-1-2"], "HOLE-1A HOLE-1-2") == []
    assert told(["HOLE-1", "HOLE-1A", "HOLE-1-2"], "HOLE-1A HOLE-1-2 HOLE-1-3") == [("HOLE-1", "HOLE-1-3", LONGER)]


def test_a_code_has_one_near_miss_a_file_the_first() -> None:
    (miss,) = near(["HOLE-1"], "nothing", "HOLE-1A", "HOLE-1B HOLE-01")
    assert (miss.found_as, miss.page, miss.place) == ("HOLE-1A", 2, "")
    assert told(["HOLE-1"], "HOLE-01 HOLE-1A") == [("HOLE-1", "HOLE-01", ZEROS)]


def test_a_file_shows_a_few_and_the_rare_kinds_first() -> None:
    codes = [f"HOLE-{number}" for number in range(1, 31)]
    padded = " ".join(f"HOLE-{number:03}" for number in range(1, 31))
    shown = near([*codes, "BH-77"], f"{padded} BH-77A")
    assert [miss.code for miss in shown] == ["BH-77", *codes[: MOST - 1]]


@pytest.mark.parametrize("text", ["hole 1", "HOLE_1", "HOLE–1", "Hole-1", "HOLE1"])
def test_exact_mode_shows_other_spellings_and_other_modes_find_them(text: str) -> None:
    assert told(["HOLE-1"], text, mode=MatchMode.EXACT) == [("HOLE-1", text, SPELLING)]
    assert told(["HOLE-1"], f"{text} HOLE-1", mode=MatchMode.EXACT) == []
    assert told(["HOLE-1"], text) == []


def test_another_spelling_of_a_weak_code_is_no_near_miss() -> None:
    assert told(["P2"], "p2", mode=MatchMode.EXACT) == []


def test_exact_mode_shows_what_differs_more_than_in_spelling() -> None:
    assert told(["HOLE-1"], "hole 1A", mode=MatchMode.EXACT) == [("HOLE-1", "hole 1A", LONGER)]


def test_found_as_is_one_line_of_bounded_length() -> None:
    (miss,) = near(["HOLE-1"], "HOLE-1-\ufffe" + "-".join(["ABCDEFGHIJ"] * 9))
    assert miss.found_as.startswith("HOLE-1-")
    assert len(miss.found_as) <= 40
    assert "\ufffe" not in miss.found_as


def test_looking_for_near_misses_changes_no_match() -> None:
    codes = ["HOLE-1", "HOLE-01", "BH-07", "P2", "10423"]
    text = ExtractedText((TextPart("HOLE-1 H0LE-1 HOLE-1A BH-7 BH-07 P2 010423"),), pages=1)
    compiled = CompiledCodes.compile(codes, MatchOptions())
    assert compiled.examine(text).matches == compiled.find(text) != ()
