"""Separators: which stretches of text may stand for the gap between two runs of a code, as regular expressions."""

import re
from dataclasses import dataclass
from functools import lru_cache

from holescan.domain.matching.alphabet import HYPHEN_MARK, INCH, LETTER_OR_DIGIT
from holescan.domain.matching.runs import SOFT, CodeRuns, Run, RunKind, is_soft, may_be_missing

_DASHES = f"-_{HYPHEN_MARK}"
_DASHES_OF_OCR = f"{_DASHES}~·¬"
_STRETCHES = re.compile(f"[{SOFT}]+|[^{SOFT}]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text is read when a code is looked for in it.

    Attributes:
        ignores_zeros: leading zeros of numbers do not count.
        is_tolerant: what text recognition makes of a dash is a dash.
    """

    ignores_zeros: bool = False
    is_tolerant: bool = False


def body_pattern(code: CodeRuns, reading: Reading) -> re.Pattern[str]:
    """What the code looks like from its first run to its last, by the lengths of its runs.

    It does not look at letters and digits themselves: the index has compared them. So thousands of codes share
    a pattern, and a code list needs few.
    """
    separator = _separator(reading, is_tight=code.is_weak or code.is_digits_only)
    pieces = [_run(code.runs[0], reading)]
    for gap, left, right in zip(code.gaps, code.runs, code.runs[1:], strict=False):
        pieces += _gap(gap, left, right, separator), _run(right, reading)
    return _compiled("".join(pieces))


def punctuation_pattern(literal: str) -> re.Pattern[str] | None:
    """A code's own leading or trailing punctuation; None where there is none."""
    return _compiled(_own(literal)) if literal else None


@lru_cache(maxsize=4096)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _run(run: Run, reading: Reading) -> str:
    size = len(run.text)
    # A letter that was misread as a digit may have lost zeros before it: "H00O12" for HOO12.
    zeros = "0*" if reading.ignores_zeros and (run.kind is RunKind.DIGITS or reading.is_tolerant) else ""
    if run.kind is RunKind.LETTERS and size > 1:
        return f"{zeros}{LETTER_OR_DIGIT}(?:{HYPHEN_MARK}?{zeros}{LETTER_OR_DIGIT}){{{size - 1}}}"
    return f"{zeros}{LETTER_OR_DIGIT}{{{size}}}"


@lru_cache
def _separator(reading: Reading, *, is_tight: bool) -> str:
    """One separator; a tight one has no space and no line end, for codes that a table of numbers would imitate."""
    dash = f"[{_DASHES_OF_OCR if reading.is_tolerant else _DASHES}]{{1,3}}"
    if is_tight:
        return f"{INCH}?{dash}|{INCH}"
    spaces = " {0,2}"
    dashed = rf"{spaces}(?:{INCH}{spaces})?{dash}{spaces}(?:\n{spaces})?"
    return f"{dashed}|{spaces}{INCH}{spaces}| {{1,2}}"


def _gap(gap: str, left: Run, right: Run, separator: str) -> str:
    optional = "?" if may_be_missing(left, right) else ""
    if not gap:
        return f"(?:{separator})?" if optional else ""
    source = "".join(_stretch(stretch, separator) for stretch in _STRETCHES.findall(gap))
    return source + optional if is_soft(gap) else source


def _stretch(stretch: str, separator: str) -> str:
    return f"(?:{separator}|{_own(stretch)})" if is_soft(stretch) else _own(stretch)


def _own(stretch: str) -> str:
    """The code's own separator is always one, however odd: "2021 014" in a list is found as it stands there."""
    return "".join(map(_literal, stretch))


def _literal(character: str) -> str:
    match character:
        case "-":
            return f"[-{HYPHEN_MARK}]"
        case '"':
            return INCH
        case _:
            return re.escape(character)
