"""Near misses: of the places that are like a code and no hit, the few that may tell why a code is not found."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from holescan.domain.examination import Match, NearMiss
from holescan.domain.matching.alphabet import GLUING, HYPHEN_MARK
from holescan.domain.matching.overlaps import Claims
from holescan.domain.matching.snippets import one_line
from holescan.domain.matching.verification import Hit, Page, Refusal
from holescan.domain.text import TextPart

MOST = 8
"""Of one file: they are recorded with it, in a record that should stay within one write unit."""

_MOST_KEPT = 1_000
_LONGEST = 40
_REST = re.compile(rf"(?:[-_\".+/\\{HYPHEN_MARK}]{{0,3}}{GLUING}{{1,12}}){{0,4}}")


class NearMisses:
    """The near misses of one file, the first of each code."""

    def __init__(self) -> None:
        self._first: dict[str, NearMiss] = {}

    def add(self, part: TextPart, page: Page, hits: Sequence[Hit], refusals: Iterable[Refusal]) -> None:
        """Note the refusals of one part; what belongs to one of its hits is no near miss of another code."""
        claims = Claims(hits)
        for refusal in refusals:
            if len(self._first) == _MOST_KEPT:
                return
            if refusal.code in self._first or claims.touch(*page.folded.source_span(refusal.start, refusal.end)):
                continue
            found_as = _shown(page, refusal)
            self._first[refusal.code] = NearMiss(refusal.code, found_as, refusal.why, part.page, part.place)

    def beside(self, matches: Iterable[Match]) -> tuple[NearMiss, ...]:
        """Those of codes that have no match, the kinds that are rare in this file first, then as the text has them."""
        found = {match.code for match in matches}
        near = [miss for code, miss in self._first.items() if code not in found]
        often = Counter(miss.why for miss in near)
        return tuple(sorted(near, key=lambda miss: often[miss.why])[:MOST])


def _shown(page: Page, refusal: Refusal) -> str:
    """What stands there, with the rest of what it may be a part of."""
    text = page.folded.text
    after = _REST.match(text, refusal.end)
    before = _REST.match(page.surroundings.mirrored, len(text) - refusal.start)
    start = refusal.start - (len(before[0]) if before else 0)
    end = refusal.end + (len(after[0]) if after else 0)
    return one_line(page.folded.source[slice(*page.folded.source_span(start, end))])[:_LONGEST]
