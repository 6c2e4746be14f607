"""Words: where hits can begin and end, and the text's letters and digits alone, in which the index looks up."""

from bisect import bisect_left
from functools import cached_property
from itertools import accumulate

from holescan.domain.matching.alphabet import word_starts, words_of
from holescan.domain.matching.parsing import strip_leading_zeros


class Words:
    """The words of a folded text.

    Attributes:
        joined: all words without anything between; without leading zeros of numbers if so asked.
        offsets: where each word begins in `joined`, and at last where the last one ends.
    """

    def __init__(self, folded: str, *, ignores_zeros: bool) -> None:
        self._folded = folded
        self._ignores_zeros = ignores_zeros
        self._shown = words_of(folded)
        # A word without its zeros never becomes empty, so the count of words stays.
        words = words_of(strip_leading_zeros(folded)) if ignores_zeros else self._shown
        self.joined = "".join(words)
        self.offsets = list(accumulate(map(len, words), initial=0))

    def span(self, first: int, end: int) -> tuple[int, int] | None:
        """The stretch of folded text from the beginning of a word to an offset behind a character.

        None where digits follow a digit there, or a letter a letter: HOLE-1 is no part of HOLE-12, but of HOLE-1A.
        """
        after = bisect_left(self.offsets, end)
        if after == len(self.offsets):
            return None
        rest = self.offsets[after] - end
        if rest and self.joined[end - 1].isdecimal() == self.joined[end].isdecimal():
            return None
        last = after - 1
        return self._starts[first], self._starts[last] + self._shown_length(self._shown[last], rest)

    def _shown_length(self, word: str, rest: int) -> int:
        """How much of a word as it stands in the text comes before a rest, of which zeros may have been dropped."""
        if not rest or not self._ignores_zeros:
            return len(word) - rest
        return next(at for at in range(len(word)) if len(strip_leading_zeros(word[at:])) == rest)

    @cached_property
    def _starts(self) -> list[int]:
        # Found on demand, since most texts hold no code.
        return word_starts(self._folded)
