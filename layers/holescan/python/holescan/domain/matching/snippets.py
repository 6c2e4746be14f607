"""Snippets: a hit with the words around it, on one line that any report can hold."""

import unicodedata

_REACH = 40
# Control characters, lone surrogates, and code points that stand for nothing: XML and .xlsx refuse most of them.
_UNPRINTABLE = frozenset({"Cc", "Cs", "Cn"})


def snippet(text: str, start: int, end: int) -> str:
    """The place with about 40 characters either side, cut where that falls."""
    return one_line(text[max(0, start - _REACH) : end + _REACH])


def one_line(text: str) -> str:
    """Line ends and stretches of space become one space; unprintable characters are dropped."""
    words = " ".join(text.split())
    if words.isascii() and words.isprintable():
        return words
    return "".join(character for character in words if unicodedata.category(character) not in _UNPRINTABLE)
