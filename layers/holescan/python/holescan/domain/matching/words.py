"""Words: where hits can begin and end, and the text's letters and digits alone, in which the index looks up."""

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate

from holescan.domain.matching.alphabet import word_pattern
from holescan.domain.matching.runs import strip_leading_zeros


class Words:
    """The words of a folded text.

    Attributes:
        joined: all words without anything between; without leading zeros of numbers if so asked.
        offsets: where each word begins in `joined`, and at last where the last one ends.
    """

    def __init__(self, folded: str, *, ignores_zeros: bool) -> None:
        self._folded = folded
        self._pattern = word_pattern(folded)
        # A word never becomes empty, so the count of words stays.
        words = self._pattern.findall(strip_leading_zeros(folded) if ignores_zeros else folded)
        self.joined = "".join(words)
        self.offsets = list(accumulate(map(len, words), initial=0))

    def number_cut_at(self, offset: int) -> tuple[int | None, int]:
        """Of an offset inside a word, the word's number, and how many of its characters follow.

        None where digits follow a digit, or a letter a letter: HOLE-1 is no part of HOLE-12, but of HOLE-1A.
        """
        before, behind = self.joined[offset - 1 : offset], self.joined[offset : offset + 1]
        if before.isdecimal() == behind.isdecimal() or not behind:
            return None, 0
        after = bisect_left(self.offsets, offset)
        return after - 1, self.offsets[after] - offset

    @cached_property
    def number_ending_at(self) -> Mapping[int, int]:
        """Of an offset in `joined`, the number of the word that ends there."""
        return dict(zip(self.offsets[1:], range(len(self.offsets)), strict=False))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The stretch of folded text from one word to another, both included."""
        last_word = next(self._pattern.finditer(self._folded, self._starts[last]))
        return self._starts[first], last_word.end()

    @cached_property
    def _starts(self) -> list[int]:
        # Found on demand, since most texts hold no code.
        return [match.start() for match in self._pattern.finditer(self._folded)]
