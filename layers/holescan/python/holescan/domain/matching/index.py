"""The index: the letters and digits of every code, looked up at every word of a text in time that ignores their number.

A first look at the next four letters and digits drops nearly every word. For the rest, the lengths of the codes
that begin so are tried. What is found has the right letters and digits; whether its gaps are right is for the
finder to see.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holescan.domain.matching.folding import fold
from holescan.domain.matching.lookalikes import representative
from holescan.domain.matching.separators import Reading
from holescan.domain.matching.words import Words

_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place whose letters and digits are those of a code.

    Attributes:
        first: number of its first word.
        last: number of its last word.
        letters: its letters and digits as folded.
        code: number of the code in the index.
    """

    first: int
    last: int
    letters: str
    code: int


@dataclass(frozen=True, slots=True)
class IndexTables:
    """What an index is made of: plain lists, as they are stored.

    Attributes:
        codes: sorted by key.
        keys: of each code; may repeat.
        prefixes: the first letters and digits of keys, all distinct, at most four long.
        kinds: of each prefix, a number of `lengths`.
        lengths: lists of key lengths.
    """

    codes: list[str]
    keys: list[str]
    prefixes: list[str]
    kinds: list[int]
    lengths: list[list[int]]


class CodeIndex:
    """A code list, read in one way."""

    def __init__(self, tables: IndexTables, reading: Reading) -> None:
        self.tables = tables
        self.reading = reading
        self._last_with_key = dict(zip(tables.keys, range(len(tables.keys)), strict=True))
        lengths = dict(zip(tables.prefixes, map(tables.lengths.__getitem__, tables.kinds), strict=True))
        sizes = set(map(len, tables.prefixes))
        self._lengths = {size: {p: n for p, n in lengths.items() if len(p) == size} for size in sizes}
        if len(sizes) == 1:
            self._lengths = {sizes.pop(): lengths}

    @classmethod
    def build(cls, codes: Sequence[str], reading: Reading) -> "CodeIndex":
        """Index the codes; those without any letter or digit are left out, since nothing can match them."""
        keyed = sorted((key, code) for code in codes if (key := index_key(code, reading)))
        keys = [key for key, _ in keyed]
        prefixes, kinds, lengths = _lengths_by_prefix(keys)
        return cls(IndexTables([code for _, code in keyed], keys, prefixes, kinds, lengths), reading)

    def candidates(self, words: Words) -> Iterator[Candidate]:
        """Every place of a text that has the letters and digits of a code, whatever stands between them."""
        joined = representative(words.joined) if self.reading.is_tolerant else words.joined
        for size, lengths in self._lengths.items():
            # The hot loop: one slice and one look-up a word.
            begun = [n for n, at in enumerate(words.offsets) if joined[at : at + size] in lengths]
            for first in begun:
                at = words.offsets[first]
                for length in lengths[joined[at : at + size]]:
                    last = words.number_ending_at.get(at + length)
                    if last is not None:
                        letters = words.joined[at : at + length]
                        for code in self._codes_with(joined[at : at + length]):
                            yield Candidate(first, last, letters, code)

    def _codes_with(self, key: str) -> range:
        last = self._last_with_key.get(key)
        if last is None:
            return range(0)
        first = last
        while first > 0 and self.tables.keys[first - 1] == key:
            first -= 1
        return range(first, last + 1)


def index_key(code: str, reading: Reading) -> str:
    """What of a code is compared with what of a text: its words without anything between."""
    key = Words(fold(code).text, ignores_zeros=reading.ignores_zeros).joined
    return representative(key) if reading.is_tolerant else key


def _lengths_by_prefix(keys: Sequence[str]) -> tuple[list[str], list[int], list[list[int]]]:
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for key in keys:
        lengths[key[:_PREFIX]].add(len(key))
    kinds: dict[tuple[int, ...], int] = {}
    numbers = [kinds.setdefault(tuple(sorted(of_prefix)), len(kinds)) for of_prefix in lengths.values()]
    return list(lengths), numbers, list(map(list, kinds))
