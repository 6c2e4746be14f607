"""Verification: whether a place with a code's letters and digits is the code, by its gaps and its surroundings."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from holescan.domain.matching.boundaries import Surroundings
from holescan.domain.matching.folding import Folded, fold
from holescan.domain.matching.lookalikes import MAX_SUBSTITUTIONS, MIN_LENGTH, substitutions
from holescan.domain.matching.runs import parse_code
from holescan.domain.matching.separators import Reading, body_pattern, punctuation_pattern
from holescan.domain.matching.words import Words
from holescan.domain.outcomes import How, NearMissKind


@dataclass(frozen=True, slots=True)
class Hit:
    """One place of one code.

    Attributes:
        start: in the NFC text.
        end: in the NFC text, exclusive.
    """

    code: str
    how: How
    weak: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """One place that one thing alone keeps from being a hit of a code. Positions are those of the folded text."""

    code: str
    why: NearMissKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of folded text from the first letter or digit of a code to the last, and those it holds."""

    start: int
    end: int
    letters: str


class Page:
    """One text, ready to be verified against."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.surroundings = Surroundings(folded.text)


class CodeVerifier:
    """What is asked of a place before it is a hit of one code. Made when a first place turns up, then kept."""

    def __init__(self, code: str, reading: Reading) -> None:
        parsed = parse_code(code)
        counted = parsed.without_leading_zeros() if reading.ignores_zeros else parsed
        self._code = code
        self._spelling = _spelling(code)
        self._reading = reading
        self._parsed = counted
        self._letters = counted.key
        self._weak = parsed.is_weak
        self._digits_only = parsed.is_digits_only
        # Matched on the reversed text, so reversed itself.
        self._lead = punctuation_pattern(parsed.lead[::-1])
        self._trail = punctuation_pattern(parsed.trail)
        self._body = body_pattern(counted, Reading(ignores_zeros=reading.ignores_zeros))

    def judge(self, page: Page, place: Place) -> Hit | Refusal | None:
        """A hit, if the place passes every rule but those about other hits; a refusal, if it fails at one alone."""
        # The gaps first: most places fail there, such as two columns of numbers that have the digits of one code.
        how = self._closeness(page.folded.text, place)
        if how is None:
            return None
        start, end = self._with_punctuation(page, place)
        if start is None or end is None:
            return None
        if not self._is_whole(page, start, end):
            is_alone_in_that = how is How.NORMALISED and not self._weak
            return Refusal(self._code, NearMissKind.LONGER_CODE, start, end) if is_alone_in_that else None
        if how is How.OCR and not self._reading.is_tolerant:
            # One word of letters is a word: "holes" are no misread HOLE-5.
            is_word = page.folded.text[start:end].isalpha()
            return None if is_word else Refusal(self._code, NearMissKind.LOOKALIKE, start, end)
        return self._hit(page, how, start, end)

    def _hit(self, page: Page, how: How, start: int, end: int) -> Hit:
        span = page.folded.source_span(start, end)
        if how is How.NORMALISED and page.folded.source[slice(*span)] == self._spelling:
            how = How.EXACT
        return Hit(self._code, how, self._weak, *span)

    def _with_punctuation(self, page: Page, place: Place) -> tuple[int | None, int | None]:
        """Where the hit begins and ends; None on a side where the code's own punctuation is missing."""
        start: int | None = place.start
        end: int | None = place.end
        if self._lead:
            size = len(page.folded.text)
            lead = self._lead.match(page.surroundings.mirrored, size - place.start)
            start = size - lead.end() if lead else None
        if self._trail:
            trail = self._trail.match(page.folded.text, place.end)
            end = trail.end() if trail else None
        return start, end

    def _is_whole(self, page: Page, start: int, end: int) -> bool:
        if not page.surroundings.stands_alone(start, end):
            return False
        return not self._weak or page.surroundings.is_no_quantity(start, end, digits_only=self._digits_only)

    def _closeness(self, text: str, place: Place) -> How | None:
        """NORMALISED or OCR by letters, digits and gaps; None where these are not the code's."""
        if place.letters == self._letters and self._body.fullmatch(text, place.start, place.end):
            return How.NORMALISED
        return How.OCR if self._is_misread(text, place) else None

    def _is_misread(self, text: str, place: Place) -> bool:
        if self._weak or len(self._letters) < MIN_LENGTH:
            return False
        if substitutions(place.letters, self._letters) > MAX_SUBSTITUTIONS:
            return False
        return self._misread_body.fullmatch(text, place.start, place.end) is not None

    @cached_property
    def _misread_body(self) -> re.Pattern[str]:
        return body_pattern(self._parsed, replace(self._reading, is_tolerant=True))


class PaddingVerifier:
    """What is asked of a place that may be one code but for the zeros before its numbers."""

    def __init__(self, code: str, reading: Reading) -> None:
        parsed = parse_code(code)
        self._code = code
        self._letters = parsed.key
        self._unpadded = parsed.without_leading_zeros().key
        self._reading = replace(reading, ignores_zeros=True)

    @cached_property
    def _verifier(self) -> CodeVerifier:
        # Made on demand: most of these verifiers see one place, whose letters are not the code's.
        return CodeVerifier(self._code, self._reading)

    def judge(self, page: Page, place: Place) -> Refusal | None:
        """A refusal, if zeros alone keep the place from being a hit."""
        if place.letters != self._unpadded or self._is_written_alike(page, place):
            return None
        verdict = self._verifier.judge(page, place)
        if not isinstance(verdict, Hit) or verdict.weak:
            return None
        return Refusal(self._code, NearMissKind.LEADING_ZEROS, place.start, place.end)

    def _is_written_alike(self, page: Page, place: Place) -> bool:
        written = page.folded.text[place.start : place.end]
        return Words(written, ignores_zeros=False).joined == self._letters


def _spelling(code: str) -> str:
    """The code without the spaces and invisible characters around it, which no hit includes."""
    folded = fold(code)
    end = len(folded.text.rstrip())
    start = end - len(folded.text[:end].lstrip())
    return folded.source[slice(*folded.source_span(start, end))] if end else ""
