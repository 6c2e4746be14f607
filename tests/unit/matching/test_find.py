"""What a match says of its places."""

from holescan.domain.examination import How, Match
from holescan.domain.matching import CompiledCodes, MatchMode, MatchOptions
from holescan.domain.text import ExtractedText, TextPart


def find(codes: list[str], *parts: TextPart, mode: MatchMode = MatchMode.NORMALISED) -> tuple[Match, ...]:
    return CompiledCodes.compile(codes, MatchOptions(mode)).find(ExtractedText(parts, pages=len(parts)))


def only(matches: tuple[Match, ...]) -> Match:
    (match,) = matches
    return match


def test_a_match_gathers_all_places_of_its_code() -> None:
    pages = (TextPart("HOLE 1 and hole-1", page=3, place="title"), TextPart("HOLE-1", page=5))
    match = only(find(["HOLE-1"], *pages))
    assert (match.count, match.page, match.pages, match.place) == (3, 3, (3, 5), "title")


def test_how_found_as_and_snippet_are_of_the_closest_place() -> None:
    match = only(find(["HOLE-1"], TextPart("first HOLE 1", page=1), TextPart("then HOLE-1 here", page=2)))
    assert (match.how, match.found_as, match.snippet) == (How.EXACT, "HOLE-1", "then HOLE-1 here")


def test_pages_stop_at_twenty_and_the_count_does_not() -> None:
    match = only(find(["HOLE-1"], *(TextPart("HOLE-1", page=page) for page in range(1, 31))))
    assert match.pages == tuple(range(1, 21))
    assert match.count == 30


def test_a_text_without_pages_has_a_place_only() -> None:
    match = only(find(["HOLE-1"], TextPart("HOLE-1", place="Sheet1!B7")))
    assert (match.page, match.pages, match.place) == (None, (), "Sheet1!B7")


def test_nothing_matches_across_two_parts() -> None:
    assert find(["HOLE-12"], TextPart("HOLE-"), TextPart("12")) == ()


def test_strong_matches_come_first_then_the_closest_then_the_first_in_the_text() -> None:
    codes = ["HOLE-4", "HOLE-3", "HOLE-2", "P1", "BH-08"]
    text = TextPart("P1; 8H-08; HOLE 2; HOLE-3; HOLE-4")
    assert [match.code for match in find(codes, text, mode=MatchMode.OCR)] == [
        "HOLE-3",
        "HOLE-4",
        "HOLE-2",
        "BH-08",
        "P1",
    ]


def test_codes_that_fit_one_place_equally_well_are_both_reported() -> None:
    assert {match.code for match in find(["HOLE-1", "HOLE_1"], TextPart("HOLE 1"))} == {"HOLE-1", "HOLE_1"}


def test_a_snippet_is_one_line_of_forty_characters_either_side() -> None:
    match = only(find(["HOLE-1"], TextPart("x" * 50 + "\r\n\t" + "HOLE-1" + "\n" + "y" * 50)))
    assert match.snippet == "x" * 37 + " HOLE-1 " + "y" * 39


def test_found_as_and_snippet_hold_nothing_that_a_workbook_refuses() -> None:
    match = only(find(["HOLE-12"], TextPart("\x00FOR\x07 HOLE\ufffe12 \ud800DEPTH\x02")))
    assert (match.found_as, match.snippet) == ("HOLE12", "FOR HOLE12 DEPTH")


def test_found_as_is_the_spelling_of_the_file() -> None:
    assert only(find(['10"-CWS-1042'], TextPart("LINE 10″–cws–1042 SHT 1"))).found_as == "10″–cws–1042"


def test_positions_refer_to_the_composed_text_whatever_folding_changes_before_them() -> None:
    text = "\ufeff½ ﬁ e\u0301 ㎜ \u200b HOLE-1"
    (hit,) = CompiledCodes.compile(["HOLE-1"], MatchOptions()).hits(text)
    assert (hit.start, hit.end, hit.how) == (len(text) - 1 - len("HOLE-1"), len(text) - 1, How.EXACT)


def test_a_code_keeps_the_spelling_of_the_list() -> None:
    assert only(find([" hole_1 "], TextPart("HOLE-1"))).code == " hole_1 "
