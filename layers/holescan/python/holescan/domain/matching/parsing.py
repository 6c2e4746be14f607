"""A code taken apart: its letters and digits, and what it has between them and around them."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from holescan.domain.matching.alphabet import HYPHEN_MARK, LETTER_OR_DIGIT, has_unspaced
from holescan.domain.matching.folding import fold

LONGEST_WEAK = 5
"""Letters and digits of the longest code that may be weak."""

# What separates runs without meaning, as the inside of a character class.
SOFT = rf"-_ \"{HYPHEN_MARK}"

_CHARACTER = re.compile(LETTER_OR_DIGIT)
_CAUGHT_CHARACTER = re.compile(f"({LETTER_OR_DIGIT})")
_SOFT_STRETCH = re.compile(f"[{SOFT}]+")
_LEADING_ZEROS = re.compile("(?<![0-9])0+(?=[0-9])")


class Kind(Enum):
    """What a letter or digit is. A code is a row of runs, each of one kind; of an unspaced script, each of one character."""

    DIGIT = auto()
    LETTER = auto()
    UNSPACED = auto()


@dataclass(frozen=True, slots=True)
class ParsedCode:
    """A folded code, taken apart.

    Attributes:
        lead: punctuation before the first letter or digit; literal.
        body: from the first letter or digit to the last; empty where the code has neither, which nothing can match.
        trail: punctuation after the last letter or digit; literal.
        key: the letters and digits alone. Codes that differ in their gaps only share it.
        gaps: what stands between each of these and the next one.
    """

    lead: str
    body: str
    trail: str
    key: str
    gaps: tuple[str, ...]

    @property
    def is_digits_only(self) -> bool:
        """No letter of any script."""
        return self.key.isdecimal()

    @property
    def is_weak(self) -> bool:
        """So short that a hit may be chance."""
        if not self.is_digits_only:
            return len(self.key) < 3  # noqa: PLR2004 - the rule itself, docs/matching.md
        return len(self.key) <= (LONGEST_WEAK if self.body == self.key else LONGEST_WEAK - 1)

    @property
    def identity(self) -> str:
        """Equal for two codes exactly when normalised matching cannot tell them apart: HOLE-1 and hole_1."""
        pieces = [self.lead, self.key[:1]]
        for gap, (left, right) in zip(self.gaps, pairwise(self.key), strict=True):
            separator = "" if may_be_missing(gap, kind_of(left), kind_of(right)) else "-"
            pieces += _SOFT_STRETCH.sub(separator, gap), right
        return "".join([*pieces, self.trail])

    def without_leading_zeros(self) -> "ParsedCode":
        """The same code with every number written as short as it can be."""
        return _taken_apart(strip_leading_zeros(f"{self.lead}{self.body}{self.trail}"))


def strip_leading_zeros(folded: str) -> str:
    """Drop the zeros at the beginning of every number; at least one digit stays."""
    return _LEADING_ZEROS.sub("", folded)


def parse_code(code: str) -> ParsedCode:
    """Take a code apart by the same folding that texts go through."""
    return _taken_apart(fold(code).text.strip().replace("''", '"'))


def _taken_apart(folded: str) -> ParsedCode:
    lead, *inner = _CAUGHT_CHARACTER.split(folded)
    if not inner:
        return ParsedCode(folded, "", "", "", ())
    trail = inner.pop()
    return ParsedCode(
        lead, folded[len(lead) : len(folded) - len(trail)], trail, "".join(inner[::2]), tuple(inner[1::2])
    )


def gaps_of(body: str) -> list[str]:
    """What stands between each letter or digit of a stretch of text and the next one, mostly nothing."""
    return _CHARACTER.split(body)[1:-1]


def kind_of(character: str) -> Kind:
    """Of a letter or digit."""
    if character.isdecimal():
        return Kind.DIGIT
    return Kind.UNSPACED if has_unspaced(character) else Kind.LETTER


def is_soft(gap: str) -> bool:
    """Nothing but soft separators, and at least one."""
    return _SOFT_STRETCH.fullmatch(gap) is not None


def may_be_missing(gap: str, left: Kind, right: Kind) -> bool:
    """A separator is optional only where the kind changes: HOLE-1 is HOLE1, but 1-2 is never 12."""
    return left is not right and is_soft(gap)
