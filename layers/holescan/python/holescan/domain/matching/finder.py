"""The finder: from a file's text to one match a code, the best first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from holescan.domain.matching.folding import fold
from holescan.domain.matching.index import CodeIndex
from holescan.domain.matching.overlaps import closeness, without_overlaps
from holescan.domain.matching.snippets import one_line, snippet
from holescan.domain.matching.verification import CodeVerifier, Hit, Page, Place
from holescan.domain.matching.words import Words
from holescan.domain.outcomes import How, Match
from holescan.domain.text import ExtractedText, TextPart

_MAX_PAGES = 20


class Finder:
    """Looks for the codes of one or several indexes in texts. Remembers how to verify codes it has met."""

    def __init__(self, indexes: Sequence[CodeIndex], *, exact_only: bool = False) -> None:
        self._indexes = tuple((index, _Verifiers(index)) for index in indexes)
        self._exact_only = exact_only

    def matches(self, text: ExtractedText) -> tuple[Match, ...]:
        """One match a code: strong before weak, then the closest, then the one that comes first in the text."""
        found: dict[str, _Tally] = {}
        for part in text.parts:
            page, hits = self._hits(part.text)
            for hit in hits:
                found.setdefault(hit.code, _Tally(hit, part, page.folded.source)).add(hit, part, page.folded.source)
        tallies = sorted(found.values(), key=lambda tally: closeness(tally.best))
        return tuple(tally.match() for tally in tallies)

    def hits(self, text: str) -> list[Hit]:
        """Every place of every code in one stretch of text, overlaps resolved, in the order of the text."""
        return self._hits(text)[1]

    def _hits(self, text: str) -> tuple[Page, list[Hit]]:
        page = Page(fold(text))
        hits = [hit for index, verifiers in self._indexes for hit in _verified(page, index, verifiers)]
        if self._exact_only:
            hits = [hit for hit in hits if hit.how is How.EXACT]
        return page, without_overlaps(hits) if hits else hits


class _Verifiers(dict[int, CodeVerifier]):
    """The verifier of each code of an index, made when it is first asked for."""

    def __init__(self, index: CodeIndex) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, number: int) -> CodeVerifier:
        verifier = self[number] = CodeVerifier(self._index.tables.codes[number], self._index.reading)
        return verifier


def _verified(page: Page, index: CodeIndex, verifiers: _Verifiers) -> Iterator[Hit]:
    words = Words(page.folded.text, ignores_zeros=index.reading.ignores_zeros)
    for candidate in index.candidates(words):
        place = Place(*words.span(candidate.first, candidate.last), candidate.letters)
        hit = verifiers[candidate.code].hit_at(page, place)
        if hit:
            yield hit


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
