"""The index: the letters and digits of every code, looked up at every word of a text in time that ignores their number.

A first look at the next four letters and digits drops nearly every word. For the rest, the lengths of the codes
that begin so are tried. Letters and digits are compared as one of each class of look-alikes, so what is found has those of
a code, or nearly; which, and whether the gaps are right, is for the verifier to see.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from holescan.domain.matching.folding import fold
from holescan.domain.matching.lookalikes import representative
from holescan.domain.matching.separators import Reading
from holescan.domain.matching.words import Words

_PREFIX = 4
_FEW = 40
"""So many prefixes are sooner looked for in the whole text than at each of its words."""

MOST_PADDED = 20_000
"""Codes with leading zeros that get a second entry: more would cost a worker more to load than near misses are worth."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place whose letters and digits are those of a code, or look like them.

    Attributes:
        first: number of its first word.
        last: number of its last word.
        rest: how many characters of the last word are behind the place; 0 but for near misses.
        letters: its letters and digits as folded.
        code: number of the code in the index.
    """

    first: int
    last: int
    rest: int
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
        padded: numbers of second entries: a code with leading zeros, under the key that it has without them.
    """

    codes: list[str]
    keys: list[str]
    prefixes: list[str]
    kinds: list[int]
    lengths: list[list[int]]
    padded: list[int]


class CodeIndex:
    """A code list, read in one way."""

    def __init__(self, tables: IndexTables, reading: Reading) -> None:
        self.tables = tables
        self.reading = reading
        self.padded = frozenset(tables.padded)
        self._last_with_key = dict(zip(tables.keys, range(len(tables.keys)), strict=True))
        lengths = dict(zip(tables.prefixes, map(tables.lengths.__getitem__, tables.kinds), strict=True))
        sizes = set(map(len, tables.prefixes))
        self._lengths = {size: {p: n for p, n in lengths.items() if len(p) == size} for size in sizes}
        if len(sizes) == 1:
            self._lengths = {sizes.pop(): lengths}

    @classmethod
    def build(cls, codes: Sequence[str], reading: Reading) -> "CodeIndex":
        """Index the codes; those without any letter or digit are left out, since nothing can match them."""
        keys_of = {code: key for code in codes if (key := index_key(code, reading))}
        keyed = sorted(
            [(key, code, False) for code, key in keys_of.items()]
            + [(key, code, True) for key, code in _padded(keys_of)]
        )
        keys = [key for key, _, _ in keyed]
        padded = [number for number, (_, _, is_padded) in enumerate(keyed) if is_padded]
        return cls(IndexTables([code for _, code, _ in keyed], keys, *_lengths_by_prefix(keys), padded), reading)

    def candidates(self, words: Words) -> Iterator[Candidate]:
        """Every place of a text that has the letters and digits of a code, whatever stands between them."""
        joined = representative(words.joined)
        for first, key in self._keys_in(joined, words.offsets):
            at = words.offsets[first]
            end = at + len(key)
            last, rest = words.number_with(end)
            if last is not None:
                for code in self._codes_with(key):
                    yield Candidate(first, last, rest, words.joined[at:end], code)

    def _keys_in(self, joined: str, offsets: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Numbers of the words at which a key begins, and the key."""
        keys = self._last_with_key
        for size, lengths in self._lengths.items():
            if len(lengths) <= _FEW and not any(prefix in joined for prefix in lengths):
                continue
            # The hot loops: one slice and one look-up a word, then one of each for every length that may follow.
            begun = [(n, at) for n, at in enumerate(offsets) if joined[at : at + size] in lengths]
            for number, at in begun:
                for length in lengths[joined[at : at + size]]:
                    if joined[at : at + length] in keys:
                        yield number, joined[at : at + length]

    def _codes_with(self, key: str) -> range:
        last = self._last_with_key[key]
        first = last
        while first > 0 and self.tables.keys[first - 1] == key:
            first -= 1
        return range(first, last + 1)


def index_key(code: str, reading: Reading) -> str:
    """What of a code is compared with what of a text: its words without anything between."""
    return representative(Words(fold(code).text, ignores_zeros=reading.ignores_zeros).joined)


def _padded(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The second entries, of keys that no code has anyway: whoever lists HOLE-1 beside HOLE-01 means two holes."""
    taken = frozenset(keys.values())
    without_zeros = Reading(ignores_zeros=True)
    unpadded = ((index_key(code, without_zeros), code) for code in keys if "0" in code)
    return islice(((key, code) for key, code in unpadded if key not in taken), MOST_PADDED)


def _lengths_by_prefix(keys: Sequence[str]) -> tuple[list[str], list[int], list[list[int]]]:
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for key in keys:
        lengths[key[:_PREFIX]].add(len(key))
    kinds: dict[tuple[int, ...], int] = {}
    numbers = [kinds.setdefault(tuple(sorted(of_prefix)), len(kinds)) for of_prefix in lengths.values()]
    return list(lengths), numbers, list(map(list, kinds))
