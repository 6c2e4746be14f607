"""Overlaps: of hits that claim the same characters, the best one keeps them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from holescan.domain.examination import How
from holescan.domain.matching.verification import Hit

_RANK = {how: rank for rank, how in enumerate(How)}


def without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that stay, in the order of the text.

    Strong beats weak, then exact beats normalised beats ocr, then the longer, then the earlier wins. Several codes
    found equally well at the very same place all stay: nobody can say which was meant.
    """
    taken: list[tuple[int, int, tuple[bool, int]]] = []
    kept: list[Hit] = []
    for hit in sorted(set(hits), key=_precedence):
        claim = (hit.start, hit.end, closeness(hit))
        at = bisect_right(taken, claim)
        before, after = taken[at - 1] if at else None, taken[at] if at < len(taken) else None
        if before == claim:
            kept.append(hit)
        elif (before is None or before[1] <= hit.start) and (after is None or after[0] >= hit.end):
            taken.insert(at, claim)
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.code))


class Claims:
    """Who holds the characters of a text, by its hits in their order."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = hits
        self._ends = [hit.end for hit in hits]

    def touch(self, start: int, end: int) -> bool:
        """Some of these characters are a hit's."""
        at = bisect_right(self._ends, start)
        return at < len(self._hits) and self._hits[at].start < end


def closeness(hit: Hit) -> tuple[bool, int]:
    """Orders hits by how much they can be trusted, best first."""
    return hit.weak, _RANK[hit.how]


def _precedence(hit: Hit) -> tuple[tuple[bool, int], int, int, str]:
    return closeness(hit), hit.start - hit.end, hit.start, hit.code
