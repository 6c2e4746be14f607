"""Separators: which stretches of text may stand for what a code has between two of its letters and digits."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from holescan.domain.matching.alphabet import HYPHEN_MARK, INCH
from holescan.domain.matching.parsing import SOFT, Kind, ParsedCode, gaps_of, is_soft, kind_of, may_be_missing

_DASHES = f"-_{HYPHEN_MARK}"
_DASHES_OF_OCR = f"{_DASHES}~·¬"
_STRETCHES = re.compile(f"[{SOFT}]+|[^{SOFT}]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text is read when a code is looked for in it.

    Attributes:
        ignores_zeros: leading zeros of numbers do not count.
        is_tolerant: what text recognition makes of a dash is a dash.
        is_exact: no spelling but the list's own is a hit.
    """

    ignores_zeros: bool = False
    is_tolerant: bool = False
    is_exact: bool = False


def gaps_agree(code: ParsedCode, written: str, *, is_tolerant: bool) -> bool:
    """Whether a stretch of text has the gaps of the code.

    It does not look at letters and digits themselves: the index has compared them.

    Args:
        written: from its first letter or digit to the last.
        is_tolerant: what text recognition makes of a dash is a dash.
    """
    found = gaps_of(written)
    if len(found) != len(code.gaps):
        return False
    separator = _separator(is_tolerant=is_tolerant, is_tight=code.is_weak or code.is_digits_only)
    # Most gaps are empty on both sides; a code's own separator is always one, however odd: "2021 014".
    return all(
        theirs == gap or _stands_for(theirs, gap, kind_of(left), kind_of(right), separator)
        for theirs, gap, (left, right) in zip(found, code.gaps, pairwise(code.key), strict=True)
    )


@lru_cache(maxsize=4096)
def punctuation_pattern(literal: str) -> re.Pattern[str] | None:
    """A code's own leading or trailing punctuation; None where there is none."""
    return re.compile(_own(literal)) if literal else None


def _stands_for(found: str, gap: str, left: Kind, right: Kind, separator: str) -> bool:
    """Whether a text may have this where a code has something else, or nothing, between characters of these kinds."""
    if not gap and left is right:
        return found == HYPHEN_MARK and left is Kind.LETTER
    if not found:
        return may_be_missing(gap, left, right)
    return _gap(gap, separator).fullmatch(found) is not None


@lru_cache
def _separator(*, is_tolerant: bool, is_tight: bool) -> str:
    """One separator; a tight one has no space and no line end, for codes that a table of numbers would imitate."""
    dash = f"[{_DASHES_OF_OCR if is_tolerant else _DASHES}]{{1,3}}"
    if is_tight:
        return f"{INCH}?{dash}|{INCH}"
    spaces = " {0,2}"
    # What ends a line with two underscores is the blank of a form, for the boundaries too.
    dashed = rf"{spaces}(?:{INCH}{spaces})?{dash}(?:{spaces}|(?<!__){spaces}\n{spaces})"
    return f"{dashed}|{spaces}{INCH}{spaces}| {{1,2}}"


@lru_cache(maxsize=4096)
def _gap(gap: str, separator: str) -> re.Pattern[str]:
    """What may stand for a gap; for none, one separator."""
    return re.compile("".join(_stretch(stretch, separator) for stretch in _STRETCHES.findall(gap)) or separator)


def _stretch(stretch: str, separator: str) -> str:
    return f"(?:{separator}|{_own(stretch)})" if is_soft(stretch) else _own(stretch)


def _own(stretch: str) -> str:
    return "".join(map(_literal, stretch))


def _literal(character: str) -> str:
    match character:
        case "-":
            return f"[-{HYPHEN_MARK}]"
        case '"':
            return INCH
        case _:
            return re.escape(character)
