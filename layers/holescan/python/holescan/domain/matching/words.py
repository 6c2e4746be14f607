"""Words: where hits can begin and end, and the text's letters and digits alone, in which the index looks up."""

from bisect import bisect_left
from functools import cached_property
from itertools import accumulate

from holescan.domain.matching.alphabet import word_starts, words_of
from holescan.domain.matching.runs import strip_leading_zeros


class Words:
    """The words of a folded text.

    Attributes:
        joined: all words without anything between; without leading zeros of numbers if so asked.
        offsets: where each word begins in `joined`, and at last where the last one ends.
    """

    def __init__(self, folded: str, *, ignores_zeros: bool) -> None:
        self._folded = folded
        self._shown = words_of(folded)
        # A word without its zeros never becomes empty, so the count of words stays.
        words = words_of(strip_leading_zeros(folded)) if ignores_zeros else self._shown
        self.joined = "".join(words)
        self.offsets = list(accumulate(map(len, words), initial=0))

    def number_with(self, end: int) -> tuple[int | None, int]:
        """Of an offset behind a character, that character's word, and how many more the word has.

        None where digits follow a digit, or a letter a letter: HOLE-1 is no part of HOLE-12, but of HOLE-1A.
        """
        after = bisect_left(self.offsets, end)
        if after == len(self.offsets):
            return None, 0
        rest = self.offsets[after] - end
        if rest and self.joined[end - 1].isdecimal() == self.joined[end].isdecimal():
            return None, 0
        return after - 1, rest

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The stretch of folded text from one word to another, both included."""
        return self._starts[first], self._starts[last] + len(self._shown[last])

    @cached_property
    def _starts(self) -> list[int]:
        # Found on demand, since most texts hold no code.
        return word_starts(self._folded)
