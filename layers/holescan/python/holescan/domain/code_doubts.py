"""What is doubtful about the codes of a list, each held against the others."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from holescan.domain.code_entries import has_digit, is_placeholder
from holescan.domain.code_headings import is_heading
from holescan.domain.matching import LONGEST_WEAK, looks_latin, parse_code

_LATIN = re.compile("[A-Z]")
_NUMBERED = re.compile(r"\d{1,4}[.)] ")
_MOST_WORDS = 3
_WORDS_BEHIND = re.compile(r"\d\w*[)\]]?(?:(?: [-–—]|[:,])? [a-z]{3,}|(?: [-–—]|[:,]) [^\W\d_]{3,})\D*$")
_MADE_BY_EXCEL = re.compile(
    r"\d(?:[.,]\d+)?E[+-]\d{2,3}"
    r"|\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:-\d{2,4})?"
    r"|\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?|\d{1,2}([/.])\d{1,2}\1\d{4}",
    re.IGNORECASE,
)


# Letters and digits are quickly told; only of the few codes for which they leave a question the gaps are looked at.
def weak_among(codes: Sequence[str], letters: Sequence[str]) -> tuple[str, ...]:
    """Codes so short that a hit may be chance; `letters` as `letters_of` gives them."""
    short = (code for code, of_code in zip(codes, letters, strict=True) if len(of_code) <= LONGEST_WEAK)
    return tuple(code for code in short if parse_code(code).is_weak)


def colliding_among(codes: Sequence[str], letters: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of codes that normalised matching cannot tell apart; `letters` as above."""
    often = Counter(letters)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for code, of_code in zip(codes, letters, strict=True):
        if often[of_code] > 1:
            alike[parse_code(code).identity].append(code)
    return tuple(tuple(group) for group in alike.values() if len(group) > 1)


def foreign_among(codes: Sequence[str], letters: Sequence[str]) -> tuple[str, ...]:
    """Codes with Cyrillic or Greek letters that pass for Latin, where others are Latin; `letters` as above."""
    foreign = tuple(code for code, of_code in zip(codes, letters, strict=True) if looks_latin(of_code))
    return foreign if foreign and any(map(_LATIN.search, letters)) else ()


def remarks_among(codes: Sequence[str]) -> tuple[str, ...]:
    """Those that are probably no codes, or codes with a remark behind: BH-2 cancelled."""
    without_digit = frozenset(_remarks_without_digit(codes))
    return tuple(code for code in codes if code in without_digit or (" " in code and _holds_remark(code)))


def _remarks_without_digit(codes: Sequence[str]) -> list[str]:
    """A heading, what stands for a missing code, and words that no code with digits has.

    A list of names without digits tells nothing of the kind, so there are none in it.
    """
    words = [code for code in codes if not has_digit(code)]
    placeholders = {word for word in words if is_placeholder(word) or (" " not in word and is_heading(word))}
    if 2 * (len(words) - len(placeholders)) > len(codes) - len(placeholders):
        return []
    phrases = _unfamiliar([code for code in words if " " in code], codes)
    return [code for code in words if code in placeholders or code in phrases]


def _holds_remark(code: str) -> bool:
    if not has_digit(code):
        return False
    words = sum(word.isalpha() and len(word) > 1 for word in code.split())
    return words > _MOST_WORDS or _WORDS_BEHIND.search(code) is not None


def made_by_excel_among(codes: Sequence[str]) -> tuple[str, ...]:
    """Those that look like a date or a power of ten, as a .csv keeps them."""
    return tuple(filter(_MADE_BY_EXCEL.fullmatch, codes))


def signed_among(codes: Sequence[str]) -> tuple[str, ...]:
    """Those with punctuation at an end, or the number of a list before them: it is a part of the code."""
    return tuple(code for code in codes if _NUMBERED.match(code) or _has_sign(code))


def _has_sign(code: str) -> bool:
    if code[0].isalnum() and code[-1].isalnum():
        return False
    parsed = parse_code(code)
    return bool(parsed.lead or parsed.trail)


def _unfamiliar(phrases: Sequence[str], codes: Sequence[str]) -> frozenset[str]:
    """Without the phrases that share a word with a code: HOLE A is one where HOLE 1 is."""
    if not phrases:
        return frozenset()
    familiar = {word for code in codes if has_digit(code) for word in code.split()}
    return frozenset(phrase for phrase in phrases if familiar.isdisjoint(phrase.split()))
