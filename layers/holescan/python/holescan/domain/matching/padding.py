"""Padding: the stretches of a text with numbers that begin with zeros, where HOLE-01 may be what a list calls HOLE-1."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from holescan.domain.matching.index import Candidate, CodeIndex
from holescan.domain.matching.words import Words

_ZERO = re.compile("0[0-9]")
_NO_BEGINNING = frozenset("0123456789.,:")
"""Before a zero in the midst of a number: 100, 12.05, 08:05."""

_REACH = 24
"""Characters looked at either side of a padded number; a longer code is not looked for."""


def unpadded_candidates(text: str, index: CodeIndex) -> Iterator[Candidate]:
    """Places of a folded text that have the letters and digits of a code once the zeros before numbers are dropped."""
    for start, end in _stretches(text):
        words = Words(text[start:end], ignores_zeros=True)
        for found in index.candidates(words):
            yield replace(found, start=start + found.start, end=start + found.end, is_padded=True)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Whole words around padded numbers; those that stand close together share a stretch."""
    numbers = _padded_numbers(text)
    begun = [n for n, at in enumerate(numbers) if n == 0 or at - numbers[n - 1] > 2 * _REACH]
    for first, behind in pairwise([*begun, len(numbers)]):
        yield _whole_words(text, numbers[first], numbers[behind - 1])


def _padded_numbers(text: str) -> list[int]:
    # Tables are full of zeros, and this look at each of them is nearly all that padding costs.
    zeros = [zero.start() for zero in _ZERO.finditer(text)]
    return [at for at in zeros if at == 0 or text[at - 1] not in _NO_BEGINNING]


def _whole_words(text: str, first: int, last: int) -> tuple[int, int]:
    """The words within reach of two places of the text."""
    start, end = max(0, first - _REACH), last + _REACH
    while start < first and text[start - 1 : start].isalnum():
        start += 1
    while text[end : end + 1].isalnum():
        end += 1
    return start, end
