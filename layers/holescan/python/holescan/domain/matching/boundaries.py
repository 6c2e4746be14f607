r"""Boundaries: whether a place in a text is the whole of a code there, or a part of something longer.

Never `\b`: it accepts HOLE-1 in HOLE-1-2, and refuses #12 and BH-5*. Each side is one pattern; the left one is
mirrored and is matched on the reversed text, because Python looks behind by fixed widths only.
"""

import re
from functools import cache, cached_property

from holescan.domain.matching.alphabet import GLUING, HYPHEN_MARK, INCH

_SIGN = f"[-_{HYPHEN_MARK}]"
# No more than a separator has. Four are a rule or a blank to be filled in: Hole____BH-07.
_SIGNS = f"{_SIGN}{{1,3}}(?!{_SIGN})"
_GLUE = f"(?:{_SIGNS}|{INCH})+"
# One underscore may break a long name, as a hyphen does; what ends a line with two is the blank of a form.
_BROKEN_AFTER = f"(?<={_SIGN})(?<!__)"
_BROKEN_BEFORE = f"(?={_SIGN})(?!__)"
_LINE_END = " {0,2}\n {0,2}"

# HOLE-12, HOLE-1-2, and HOLE-1-2 broken at its second dash.
_LONGER_RIGHT = f"(?:{_GLUE}(?:{_BROKEN_AFTER}{_LINE_END})?)?{GLUING}"
_LONGER_LEFT = f"(?:(?:{_LINE_END}{_BROKEN_BEFORE})?{_GLUE})?{GLUING}"
_DECIMAL = r"(?<=[0-9])[.+][0-9]"  # HOLE-1.5, chainage 1+200
_SLASH = r"(?P<slash>[/\\])"
_RIGHT = re.compile(f"{_LONGER_RIGHT}|{_DECIMAL}|{_SLASH}")
_LEFT = re.compile(f"{_LONGER_LEFT}|{_DECIMAL}|{_SLASH}")

# Weak codes keep away from quantities too: 12%, 1,200, 1:12.
_QUANTITY = "[%°'$€±]|(?<=[0-9])[.,:][0-9]"
_WEAK = re.compile(_QUANTITY)
_WEAK_DIGITS = re.compile(f'{_QUANTITY}|[-"{HYPHEN_MARK}]')


class Surroundings:
    """A folded text as the boundary rules look at it, from both ends."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def mirrored(self) -> str:
        """The text from its end to its beginning."""
        return self._text[::-1]

    def stands_alone(self, start: int, end: int) -> bool:
        """No rule makes the place a part of a longer code or number."""
        right = _RIGHT.match(self._text, end)
        left = _LEFT.match(self.mirrored, len(self._text) - start)
        return not (_is_glue(right) or _is_glue(left))

    def is_no_quantity(self, start: int, end: int, *, digits_only: bool) -> bool:
        """What weak codes need besides."""
        touching = _WEAK_DIGITS if digits_only else _WEAK
        return not (touching.match(self._text, end) or touching.match(self.mirrored, len(self._text) - start))


def _is_glue(side: re.Match[str] | None) -> bool:
    return side is not None and (side["slash"] is None or _is_suffix(side.string, side.end()))


def _is_suffix(text: str, beyond: int) -> bool:
    """Beyond a slash: BH-01/BH-02 is a list of two codes, but RB10/P and 1042/3 are names of their own."""
    found = _chunk().match(text, beyond)
    chunk = found[0] if found else ""
    has_digit = any(character.isdecimal() for character in chunk)
    has_letter = any(character.isalnum() and not character.isdecimal() for character in chunk)
    return has_digit != has_letter


@cache
def _chunk() -> re.Pattern[str]:
    return re.compile(f'(?:{GLUING}|{_SIGNS}|")+')
