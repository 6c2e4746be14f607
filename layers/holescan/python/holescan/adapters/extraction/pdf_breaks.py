"""Letters that PDFium joined to a letter that is far from them: no tag goes on there."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import sub

from holescan.adapters.extraction.pdf_lines import DASHES, Line
from holescan.adapters.extraction.pdf_page_letters import PageLetters

# Letters on an arc differ by less, the directions of a drawing by more.
_COS_OF_OTHER_DIRECTION = math.cos(math.radians(20))
# From letter to letter, of the usual ones of the page: what is less stands next to each other however small it is.
_USUAL_STEP = 1.5
_USUAL_RISE = 0.25
_SAMPLED = 500


def turned_breaks(letters: PageLetters, frames: Iterable[list[Line]]) -> Iterator[int]:
    """Letters at the edges of turned runs, by their index, that do not go on where the one before them ended."""
    firsts = {run.letters[0].at: run.letters[0] for runs in frames for run in runs}
    lasts = {run.letters[-1].at: run.letters[-1] for runs in frames for run in runs}
    edges = {bisect_left(letters.visible, at) for at in firsts} | {bisect_right(letters.visible, at) for at in lasts}
    for number in sorted(edges - {0, len(letters.visible)}):
        one, other = lasts.get(letters.visible[number - 1]), firsts.get(letters.visible[number])
        if one and other and one.direction == other.direction:
            goes_on = other.may_follow(one)
        else:
            goes_on = not (one or other) or _goes_on(letters, number)
        if not goes_on:
            yield letters.visible[number]


def level_breaks(letters: PageLetters) -> Iterator[int]:
    """Level letters, by their index, that PDFium joined to a letter that they do not stand next to."""
    pairs = letters.placed(chain.from_iterable(_far_neighbours(letters)), 0.0)
    for one, other in zip(pairs[0::2], pairs[1::2], strict=True):
        # A dash may be PDFium's mark for the end of a line.
        follows = other.may_follow if one.character in DASHES else other.is_next_to
        if not follows(one):
            yield other.at


def _far_neighbours(letters: PageLetters) -> Iterator[tuple[int, int]]:
    """Numbers of level letters that PDFium joined although they are no usual step apart: their boxes have to tell."""
    level = letters.level
    origins = letters.origins(level)
    across, up = _steps(origins[0::2]), _steps(origins[1::2])
    usual = _USUAL_STEP * _median_size(across)
    rise = _USUAL_RISE * usual
    for one, other, step, lift in zip(level, level[1:], across, up, strict=False):
        is_usual = 0 < step <= usual and -rise <= lift <= rise
        if not is_usual and letters.visible[other] == letters.visible[one] + 1:
            yield one, other


def _steps(column: Sequence[float]) -> list[float]:
    return list(map(sub, column[1:], column))


def _median_size(steps: Sequence[float]) -> float:
    """Of a sample: sorting all would cost more than to ask for them."""
    sizes = sorted(map(abs, steps[:: len(steps) // _SAMPLED + 1]))
    return sizes[len(sizes) // 2] if sizes else 0.0


def _goes_on(letters: PageLetters, number: int) -> bool:
    """Whether a letter goes on where the one before it ended, which has another direction."""
    direction = letters.angles[number - 1]
    if math.cos(letters.angles[number] - direction) < _COS_OF_OTHER_DIRECTION:
        return False
    one, other = letters.placed((number - 1, number), direction)
    return other.may_follow(one)
