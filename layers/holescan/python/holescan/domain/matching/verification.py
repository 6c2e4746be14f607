"""Verification: whether a place with a code's letters and digits is the code, by its gaps and its surroundings."""

from dataclasses import dataclass, replace
from functools import cached_property

from holescan.domain.examination import How, NearMissKind
from holescan.domain.matching.boundaries import Surroundings
from holescan.domain.matching.folding import Folded, fold
from holescan.domain.matching.index import Candidate
from holescan.domain.matching.lookalikes import MAX_SUBSTITUTIONS, MIN_LENGTH, substitutions
from holescan.domain.matching.parsing import parse_code, strip_leading_zeros
from holescan.domain.matching.separators import Reading, gaps_agree, punctuation_pattern
from holescan.domain.matching.words import Words


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


class Page:
    """One text, ready to be verified against."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.surroundings = Surroundings(folded.text)


class CodeVerifier:
    """What is asked of a place before it is a hit of one code. Made when a first place turns up, then kept."""

    def __init__(self, code: str, reading: Reading) -> None:
        # No more than this at once: most codes see one place, and half of the places fail at the first question.
        self._code = code
        self._reading = reading
        self._parsed = parse_code(code)
        self._counted = self._parsed.without_leading_zeros() if reading.ignores_zeros else self._parsed

    def judge(self, page: Page, place: Candidate) -> Hit | Refusal | None:
        """A hit, if the place passes every rule but those about other hits; a refusal, if it fails at one alone."""
        # The gaps first: most places fail there, such as two columns of numbers that have the digits of one code.
        how = self._closeness(page.folded.text, place)
        if how is None:
            return None
        start, end = self._with_punctuation(page, place)
        if start is None or end is None:
            return None
        if not self._is_whole(page, start, end):
            is_alone_in_that = how is How.NORMALISED and not self._parsed.is_weak
            return Refusal(self._code, NearMissKind.LONGER_CODE, start, end) if is_alone_in_that else None
        if how is How.OCR and not self._reading.is_tolerant:
            # One word of letters is a word: "holes" are no misread HOLE-5.
            is_word = page.folded.text[start:end].isalpha()
            return None if is_word else Refusal(self._code, NearMissKind.LOOKALIKE, start, end)
        return self._hit(page, how, start, end)

    def _hit(self, page: Page, how: How, start: int, end: int) -> Hit | Refusal | None:
        span = page.folded.source_span(start, end)
        if how is How.NORMALISED and self._is_spelled(page.folded.source[slice(*span)]):
            how = How.EXACT
        elif self._reading.is_exact:
            return None if self._parsed.is_weak else Refusal(self._code, NearMissKind.SPELLING, start, end)
        return Hit(self._code, how, self._parsed.is_weak, *span)

    def _is_spelled(self, found: str) -> bool:
        # The list's own spelling first: it is mostly that, and costs no folding.
        return found == self._code or found == self._spelling  # noqa: PLR1714 - a set would make both

    @cached_property
    def _spelling(self) -> str:
        """The code without the spaces and invisible characters around it, which no hit includes."""
        folded = fold(self._code)
        end = len(folded.text.rstrip())
        start = end - len(folded.text[:end].lstrip())
        return folded.source[slice(*folded.source_span(start, end))]

    def _with_punctuation(self, page: Page, place: Candidate) -> tuple[int | None, int | None]:
        """Where the hit begins and ends; None on a side where the code's own punctuation is missing."""
        start: int | None = place.start
        end: int | None = place.end
        # Matched on the reversed text, so reversed itself.
        lead_pattern = punctuation_pattern(self._parsed.lead[::-1])
        if lead_pattern:
            size = len(page.folded.text)
            lead = lead_pattern.match(page.surroundings.mirrored, size - place.start)
            start = size - lead.end() if lead else None
        trail_pattern = punctuation_pattern(self._parsed.trail)
        if trail_pattern:
            trail = trail_pattern.match(page.folded.text, place.end)
            end = trail.end() if trail else None
        return start, end

    def _is_whole(self, page: Page, start: int, end: int) -> bool:
        if not page.surroundings.stands_alone(start, end):
            return False
        return not self._parsed.is_weak or page.surroundings.is_no_quantity(
            start, end, digits_only=self._parsed.is_digits_only
        )

    def _closeness(self, text: str, place: Candidate) -> How | None:
        """NORMALISED or OCR by letters, digits and gaps; None where these are not the code's."""
        written = text[place.start : place.end]
        if self._reading.ignores_zeros:
            written = strip_leading_zeros(written)
        if written == self._counted.body or self._is_respelled(place.letters, written):
            return How.NORMALISED
        return How.OCR if self._is_misread(place.letters, written) else None

    def _is_respelled(self, letters: str, written: str) -> bool:
        return letters == self._counted.key and gaps_agree(self._counted, written, is_tolerant=False)

    def _is_misread(self, letters: str, written: str) -> bool:
        if self._parsed.is_weak or len(letters) < MIN_LENGTH:
            return False
        if substitutions(letters, self._counted.key) > MAX_SUBSTITUTIONS:
            return False
        return gaps_agree(self._counted, written, is_tolerant=True)


class PaddingVerifier:
    """What is asked of a place that may be one code but for the zeros before its numbers."""

    def __init__(self, code: str, reading: Reading) -> None:
        parsed = parse_code(code)
        self._code = code
        self._letters = parsed.key
        self._unpadded = parsed.without_leading_zeros().key
        self._reading = replace(reading, ignores_zeros=True, is_exact=False)

    @cached_property
    def _verifier(self) -> CodeVerifier:
        # Made on demand: most of these verifiers see one place, whose letters are not the code's.
        return CodeVerifier(self._code, self._reading)

    def judge(self, page: Page, place: Candidate) -> Refusal | None:
        """A refusal, if zeros alone keep the place from being a hit."""
        if place.letters != self._unpadded or self._is_written_alike(page, place):
            return None
        verdict = self._verifier.judge(page, place)
        if not isinstance(verdict, Hit) or verdict.weak:
            return None
        return Refusal(self._code, NearMissKind.LEADING_ZEROS, place.start, place.end)

    def _is_written_alike(self, page: Page, place: Candidate) -> bool:
        written = page.folded.text[place.start : place.end]
        return Words(written, ignores_zeros=False).joined == self._letters
