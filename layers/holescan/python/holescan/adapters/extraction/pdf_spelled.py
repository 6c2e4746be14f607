"""Letter-spaced text ("B H - 0 7"): the gaps between the letters tell which of them make a word."""

import re
from collections.abc import Iterator
from itertools import pairwise

from holescan.adapters.extraction.pdf_letters import Letter, letters_between
from holescan.adapters.extraction.pdf_pages import TextPage

# Four or more single characters with single gaps; each piece is told from its end, so the search never goes back.
_APART = re.compile(r"(?<!\S)\S(?: {1,2}\S(?!\S)){3,}")
# What each of them holds, and hardly any other text: a pattern that begins with a space is found quickly.
_THREE_APART = re.compile(r" \S {1,2}\S {1,2}\S(?!\S)")
# A gap between words is at least this many times the usual step from letter to letter; I and W differ less.
_WORD_GAP = 1.7


def spelled_words(text_page: TextPage) -> str:
    """The spelled stretches of a page put together again, a word a line; "" when there is none."""
    stretches = [letters_between(text_page, *span) for span in spelled_spans(text_page.text)]
    return "\n".join(word for letters in stretches for word in words_of(letters))


def spelled_spans(text: str) -> list[tuple[int, int]]:
    """Where words stand letter by letter. A stretch without a letter is none: rows of digits are columns of a table."""
    if not _THREE_APART.search(text):
        return []
    return [found.span() for found in _APART.finditer(text) if any(map(str.isalpha, found[0]))]


def words_of(letters: list[Letter]) -> Iterator[str]:
    """Words of a stretch whose letters stand apart."""
    seen = [letter for letter in letters if not letter.character.isspace()]
    if not seen:
        return
    steps = [a.distance(b) for a, b in pairwise(seen)]
    longest = _WORD_GAP * sorted(steps or [0.0])[len(steps) // 2]
    word = seen[0].character
    for step, letter in zip(steps, seen[1:], strict=True):
        if step > longest:
            yield word
            word = ""
        word += letter.character
    yield word
