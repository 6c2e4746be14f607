"""The finder: from a file's text to one match a code, the best first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import TypeVar

from holescan.domain.examination import Match
from holescan.domain.matching.folding import fold
from holescan.domain.matching.index import Candidate, CodeIndex
from holescan.domain.matching.near_misses import NearMisses
from holescan.domain.matching.overlaps import closeness, without_overlaps
from holescan.domain.matching.padding import unpadded_candidates
from holescan.domain.matching.separators import Reading
from holescan.domain.matching.snippets import one_line, snippet
from holescan.domain.matching.verification import CodeVerifier, Hit, PaddingVerifier, Page, Refusal
from holescan.domain.matching.words import Words
from holescan.domain.text import ExtractedText, TextPart

_MAX_PAGES = 20

V = TypeVar("V")


class Finder:
    """Looks for the codes of one or several indexes in texts. Remembers how to verify codes it has met."""

    def __init__(self, indexes: Sequence[CodeIndex]) -> None:
        self._indexes = [(index, _Verifiers(index.reading)) for index in indexes]

    def matches(self, text: ExtractedText, near: NearMisses | None = None) -> tuple[Match, ...]:
        """One match a code: strong before weak, then the closest, then the one that comes first in the text.

        Args:
            near: takes the near misses; None does not look for them.
        """
        found: dict[str, _Tally] = {}
        for part in text.parts:
            page = Page(fold(part.text))
            hits, refusals = self._judged(page)
            for hit in hits:
                found.setdefault(hit.code, _Tally(hit, part, page.folded.source)).add(hit, part, page.folded.source)
            if near is not None:
                refusals += self._padded(page)
                near.add(part, page, hits, sorted(refusals, key=attrgetter("start")))
        tallies = sorted(found.values(), key=lambda tally: closeness(tally.best))
        return tuple(tally.match() for tally in tallies)

    def hits(self, text: str) -> list[Hit]:
        """Every place of every code in one stretch of text, overlaps resolved, in the order of the text."""
        return self._judged(Page(fold(text)))[0]

    def _judged(self, page: Page) -> tuple[list[Hit], list[Refusal]]:
        verdicts = [
            verifiers.judge(page, candidate)
            for index, verifiers in self._indexes
            for candidate in index.candidates(Words(page.folded.text, ignores_zeros=index.reading.ignores_zeros))
        ]
        hits = [verdict for verdict in verdicts if isinstance(verdict, Hit)]
        refusals = [verdict for verdict in verdicts if isinstance(verdict, Refusal)]
        return without_overlaps(hits) if hits else hits, refusals

    def _padded(self, page: Page) -> Iterator[Refusal]:
        """Codes whose numbers have more leading zeros in the text than in the list."""
        index, verifiers = self._indexes[0]
        if index.reading.ignores_zeros:
            return
        for candidate in unpadded_candidates(page.folded.text, index):
            verdict = verifiers.judge(page, candidate)
            if isinstance(verdict, Refusal):
                yield verdict


class _Verifiers:
    """The verifiers of the codes that an index was asked for so far."""

    def __init__(self, reading: Reading) -> None:
        self._of_code = _Made(partial(CodeVerifier, reading=reading))
        self._of_padding = _Made(partial(PaddingVerifier, reading=reading))

    def judge(self, page: Page, candidate: Candidate) -> Hit | Refusal | None:
        """What the code's rules say of a place."""
        verifiers = self._of_padding if candidate.is_padded else self._of_code
        return verifiers[candidate.code].judge(page, candidate)


class _Made(dict[str, V]):
    """What a code needs, made when it is first asked for."""

    def __init__(self, make: Callable[[str], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, code: str) -> V:
        made = self[code] = self._make(code)
        return made


@dataclass(slots=True)
class _Tally:
    """All places of one code so far."""

    best: Hit
    best_part: TextPart
    best_source: str
    first_part: TextPart = field(init=False)
    count: int = 0
    pages: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.first_part = self.best_part

    def add(self, hit: Hit, part: TextPart, source: str) -> None:
        self.count += 1
        if part.page is not None and part.page not in self.pages and len(self.pages) < _MAX_PAGES:
            self.pages.append(part.page)
        if closeness(hit) < closeness(self.best):
            self.best, self.best_part, self.best_source = hit, part, source

    def match(self) -> Match:
        start, end = self.best.start, self.best.end
        return Match(
            code=self.best.code,
            found_as=one_line(self.best_source[start:end]),
            how=self.best.how,
            weak=self.best.weak,
            count=self.count,
            page=self.first_part.page,
            pages=tuple(sorted(self.pages)),
            place=self.first_part.place,
            snippet=snippet(self.best_source, start, end),
        )
