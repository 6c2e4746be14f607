"""A near miss is what one option more would have found, and nothing that is found anyway."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from holescan.domain.examination import Examination, NearMissKind
from holescan.domain.matching import CompiledCodes, MatchMode, MatchOptions
from holescan.domain.text import ExtractedText, TextPart
from tests.property.test_matcher_equals_its_reference import cases

OPTIONS = {
    NearMissKind.LEADING_ZEROS: MatchOptions(leading_zeros=True),
    NearMissKind.LOOKALIKE: MatchOptions(MatchMode.OCR),
}


def examined(codes: list[str], text: str, options: MatchOptions) -> Examination:
    return CompiledCodes.compile(codes, options).examine(ExtractedText((TextPart(text),), pages=1))


def found(codes: list[str], text: str, options: MatchOptions) -> set[str]:
    return {match.code for match in examined(codes, text, options).matches}


@settings(max_examples=400, deadline=None)
@given(case=cases(), mode=st.sampled_from(MatchMode))
def test_no_code_has_both_a_match_and_a_near_miss(case: tuple[list[str], str], mode: MatchMode) -> None:
    codes, text = case
    examination = examined(codes, text, MatchOptions(mode))
    near = [miss.code for miss in examination.near]
    assert len(near) == len(set(near))
    assert not set(near) & {match.code for match in examination.matches}
    assert set(near) <= set(codes)


@settings(max_examples=400, deadline=None)
@given(case=cases())
def test_a_near_miss_is_a_hit_under_the_option_that_its_kind_names(case: tuple[list[str], str]) -> None:
    codes, text = case
    for miss in examined(codes, text, MatchOptions()).near:
        if miss.why in OPTIONS:
            assert miss.code in found([miss.code], text, OPTIONS[miss.why])


@settings(max_examples=400, deadline=None)
@given(case=cases())
def test_exact_mode_tells_each_code_that_is_there_in_another_spelling(case: tuple[list[str], str]) -> None:
    codes, text = case
    for code in codes:
        exact = examined([code], text, MatchOptions(MatchMode.EXACT))
        normalised = {match.code for match in examined([code], text, MatchOptions()).matches if not match.weak}
        spelled = {miss.code for miss in exact.near if miss.why is NearMissKind.SPELLING}
        assert spelled <= normalised
        assert normalised <= {match.code for match in exact.matches} | {miss.code for miss in exact.near}


@settings(max_examples=400, deadline=None)
@given(case=cases())
def test_what_an_option_more_would_find_is_no_secret(case: tuple[list[str], str]) -> None:
    codes, text = case
    text = re.sub("(?<=[.,:])0", "1", text)  # zeros behind a point are those of a fraction
    for code in codes:
        examination = examined([code], text, MatchOptions())
        told = {match.code for match in examination.matches} | {miss.code for miss in examination.near}
        for options in OPTIONS.values():
            strong = CompiledCodes.compile([code], options).find(ExtractedText((TextPart(text),), pages=1))
            assert {match.code for match in strong if not (match.weak or match.found_as.isalpha())} <= told
