"""Snippets: a hit with the words around it, on one line that any report can hold."""

import re

_REACH = 40
# Control characters, lone surrogates and noncharacters: XML, and so .xlsx, refuses most of them.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def snippet(text: str, start: int, end: int) -> str:
    """The place with about 40 characters either side, cut where that falls."""
    return one_line(text[max(0, start - _REACH) : end + _REACH])


def one_line(text: str) -> str:
    """Line ends and stretches of space become one space; unprintable characters are dropped."""
    return " ".join(_UNPRINTABLE.sub("", " ".join(text.split())).split())
