"""A code as runs of letters and digits with gaps between: what is essential about its spelling, and what is not."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from holescan.domain.matching.alphabet import GLUING_LETTER, HYPHEN_MARK, UNSPACED
from holescan.domain.matching.folding import fold

# What separates runs without meaning, as the inside of a character class.
SOFT = rf"-_ \"{HYPHEN_MARK}"

_RUN = re.compile(rf"(?P<digits>[0-9]+)|(?P<letters>{GLUING_LETTER}+)|(?P<unspaced>(?=\w){UNSPACED})")
_SOFT_STRETCH = re.compile(f"[{SOFT}]+")
_LEADING_ZEROS = re.compile("(?<![0-9])0+(?=[0-9])")


class RunKind(StrEnum):
    """What a run consists of; values are the group names of the pattern."""

    DIGITS = "digits"
    LETTERS = "letters"
    UNSPACED = "unspaced"


_KINDS: dict[str | None, RunKind] = {kind.value: kind for kind in RunKind}


class Run(NamedTuple):
    """A longest stretch of one kind; of an unspaced script, one character."""

    kind: RunKind
    text: str


@dataclass(frozen=True, slots=True)
class CodeRuns:
    """A folded code, taken apart.

    Attributes:
        lead: punctuation before the first run; literal.
        runs: none where the code has neither letter nor digit, which nothing can match.
        gaps: what the code has between neighbouring runs, one fewer than the runs.
        trail: punctuation after the last run; literal.
    """

    lead: str
    runs: tuple[Run, ...]
    gaps: tuple[str, ...]
    trail: str

    @property
    def key(self) -> str:
        """The letters and digits alone. Codes that differ in their gaps only share it."""
        return "".join(run.text for run in self.runs)

    @property
    def is_digits_only(self) -> bool:
        """No letter of any script."""
        return all(run.kind is RunKind.DIGITS for run in self.runs)

    @property
    def is_weak(self) -> bool:
        """So short that a hit may be chance."""
        size = sum(len(run.text) for run in self.runs)
        if not self.is_digits_only:
            return size < 3  # noqa: PLR2004 - the rule itself, docs/matching.md
        return size < (6 if len(self.runs) == 1 else 5)

    @property
    def identity(self) -> str:
        """Equal for two codes exactly when normalised matching cannot tell them apart: HOLE-1 and hole_1."""
        pieces = [self.lead]
        for gap, (run, following) in zip(self.gaps, pairwise(self.runs), strict=True):
            separator = "" if may_be_missing(run, following) and is_soft(gap) else "-"
            pieces += run.text, _SOFT_STRETCH.sub(separator, gap)
        return "".join([*pieces, *(run.text for run in self.runs[-1:]), self.trail])

    def without_leading_zeros(self) -> "CodeRuns":
        """The same code with every number written as short as it can be."""
        runs = tuple(Run(run.kind, strip_leading_zeros(run.text)) for run in self.runs)
        return CodeRuns(self.lead, runs, self.gaps, self.trail)


def strip_leading_zeros(folded: str) -> str:
    """Drop the zeros at the beginning of every number; at least one digit stays."""
    return _LEADING_ZEROS.sub("", folded)


def parse_code(code: str) -> CodeRuns:
    """Take a code apart by the same folding that texts go through."""
    folded = fold(code).text.strip().replace("''", '"')
    found = list(_RUN.finditer(folded))
    if not found:
        return CodeRuns(folded, (), (), "")
    return CodeRuns(
        lead=folded[: found[0].start()],
        runs=tuple(Run(_KINDS[match.lastgroup], match[0]) for match in found),
        gaps=tuple(folded[a.end() : b.start()] for a, b in pairwise(found)),
        trail=folded[found[-1].end() :],
    )


def is_soft(gap: str) -> bool:
    """Nothing but soft separators, and at least one."""
    return _SOFT_STRETCH.fullmatch(gap) is not None


def may_be_missing(left: Run, right: Run) -> bool:
    """A separator is optional only where the kind changes: HOLE-1 is HOLE1, but 1-2 is never 12."""
    return left.kind is not right.kind
