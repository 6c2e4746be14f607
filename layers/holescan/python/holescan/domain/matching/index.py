"""The index: the letters and digits of every code, looked up at every word of a text in time that ignores their number.

A first look at the next four letters and digits drops nearly every word. For the rest, the lengths of the codes
that begin so are tried. Letters and digits are compared as one of each class of look-alikes, so what is found has those of
a code, or nearly; which, and whether the gaps are right, is for the verifier to see.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress, count, islice

from holescan.domain.matching.letters import letters_of
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
        code: as the list spells it.
        start: of the first letter or digit, in the folded text.
        end: behind the last one.
        letters: the letters and digits, as folded.
        is_padded: the zeros before numbers were dropped, in the code or in the text.
    """

    code: str
    start: int
    end: int
    letters: str
    is_padded: bool = False


@dataclass(frozen=True, slots=True)
class IndexTables:
    """What an index is made of, as it is stored.

    Long texts rather than long lists: they load in less time, and 100,000 strings in a list are 100,000 things for the
    garbage collector to look at. The first character of such a text parts the rest.

    Attributes:
        keys: joined; all distinct.
        codes: joined; the first code of each key.
        more: of a key that several codes have, the codes but the first.
        padded: keys under which a code with leading zeros stands a second time, without them.
        prefixes: the first letters and digits of keys, at most four, joined, with the lengths of the keys that begin so.
    """

    keys: str
    codes: str
    more: dict[str, list[str]]
    padded: list[str]
    prefixes: list[tuple[list[int], str]]


class CodeIndex:
    """A code list, read in one way."""

    def __init__(self, tables: IndexTables, reading: Reading) -> None:
        self.tables = tables
        self.reading = reading
        self._codes = dict(zip(_parted(tables.keys), _parted(tables.codes), strict=True))
        self._padded = frozenset(tables.padded)
        self._lengths: defaultdict[int, dict[str, list[int]]] = defaultdict(dict)
        for lengths, prefixes in tables.prefixes:
            # A prefix is shorter than others where the whole key is.
            self._lengths[min(_PREFIX, *lengths)].update(dict.fromkeys(_parted(prefixes), lengths))

    @classmethod
    def build(cls, codes: Sequence[str], reading: Reading) -> "CodeIndex":
        """Index the codes; those without any letter or digit are left out, since nothing can match them."""
        keys_of = {code: key for code, key in zip(codes, index_keys(codes, reading), strict=True) if key}
        padded = sorted(_padded(keys_of))
        codes_of: defaultdict[str, list[str]] = defaultdict(list)
        for key, code in chain(sorted((key, code) for code, key in keys_of.items()), padded):
            codes_of[key].append(code)
        tables = IndexTables(
            keys=_joined(codes_of),
            codes=_joined([first for first, *_ in codes_of.values()]),
            more={key: more for key, (_, *more) in codes_of.items() if more},
            padded=list(dict.fromkeys(key for key, _ in padded)),
            prefixes=_prefixes(codes_of),
        )
        return cls(tables, reading)

    def candidates(self, words: Words) -> Iterator[Candidate]:
        """Every place of a text that has the letters and digits of a code, whatever stands between them."""
        joined = representative(words.joined)
        for first, key in self._keys_in(joined, words.offsets):
            at = words.offsets[first]
            span = words.span(first, at + len(key))
            if span:
                for code in self._codes_with(key):
                    yield Candidate(code, *span, words.joined[at : at + len(key)], key in self._padded)

    def _keys_in(self, joined: str, offsets: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Numbers of the words at which a key begins, and the key."""
        for size, lengths in self._lengths.items():
            if len(lengths) <= _FEW and not any(prefix in joined for prefix in lengths):
                continue
            # The hot loop: one slice and one look-up a word, then one of each for every length that may follow.
            prefixes = [joined[at : at + size] for at in offsets]
            for number in compress(count(), map(lengths.__contains__, prefixes)):
                at = offsets[number]
                for length in lengths[prefixes[number]]:
                    key = joined[at : at + length]
                    if key in self._codes:
                        yield number, key

    def _codes_with(self, key: str) -> Iterable[str]:
        return self._codes[key], *self.tables.more.get(key, ())


def index_keys(codes: Sequence[str], reading: Reading) -> list[str]:
    """What of each code is compared with what of a text: its letters and digits."""
    letters = letters_of(codes, ignores_zeros=reading.ignores_zeros)
    return representative("\n".join(letters)).split("\n") if letters else []


def _padded(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The second entries, of keys that no code has anyway: whoever lists HOLE-1 beside HOLE-01 means two holes."""
    taken = frozenset(keys.values())
    with_zeros = [code for code in keys if "0" in code]
    unpadded = zip(index_keys(with_zeros, Reading(ignores_zeros=True)), with_zeros, strict=True)
    return islice(((key, code) for key, code in unpadded if key not in taken), MOST_PADDED)


def _prefixes(keys: Iterable[str]) -> list[tuple[list[int], str]]:
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for key in keys:
        lengths[key[:_PREFIX]].add(len(key))
    with_lengths: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for prefix, of_prefix in lengths.items():
        with_lengths[tuple(sorted(of_prefix))].append(prefix)
    return [(list(each), _joined(prefixes)) for each, prefixes in with_lengths.items()]


def _joined(texts: Collection[str]) -> str:
    """The texts with a character between that is in none of them, and before the first."""
    parting = next(mark for mark in map(chr, count(ord("\n"))) if not any(mark in text for text in texts))
    return "".join(parting + text for text in texts)


def _parted(joined: str) -> list[str]:
    return joined[1:].split(joined[0]) if joined else []
