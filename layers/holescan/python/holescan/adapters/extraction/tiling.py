"""Cuts a large picture into overlapping tiles that text recognition takes; nothing here touches a pixel."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from math import ceil

from holescan.domain.recognition import Box

# Textract takes 10,000 pixels a side (https://docs.aws.amazon.com/textract/latest/dg/limits-document.html), but every
# engine shrinks a large picture before it looks at it, and a tag of 15 pixels must survive that.
TILE_PX = 5_000
# Two inches at 200 dots an inch: longer than any tag that is printed in one line.
OVERLAP_PX = 400
_SHRINK = 0.8


@dataclass(frozen=True, slots=True)
class Cut:
    """One tile, in pixels of the whole picture, from its top left corner; `core` in fractions of the tile."""

    left: int
    top: int
    right: int
    bottom: int
    core: Box


@dataclass(frozen=True, slots=True)
class Grain:
    """How large tiles are at most, and how wide they overlap, in pixels."""

    tile_px: int = TILE_PX
    overlap_px: int = OVERLAP_PX

    def count(self, length: float) -> int:
        """Tiles along a side of this length."""
        return 1 if length <= self.tile_px else ceil(length / (self.tile_px - self.overlap_px))

    def bands(self, length: int) -> Iterator[tuple[int, int]]:
        """Cores along a side: where each begins and ends."""
        count = self.count(length)
        return pairwise(length * number // count for number in range(count + 1))

    def widened(self, start: int, end: int, length: int) -> tuple[int, int]:
        """A tile along a side, from its core."""
        return max(0, start - self.overlap_px // 2), min(length, end + self.overlap_px // 2)


_FOR_TEXTRACT = Grain()


def cuts(width: int, height: int, grain: Grain = _FOR_TEXTRACT) -> Iterator[Cut]:
    """The tiles of a picture, row by row; each pixel in the core of exactly one."""
    for (top, bottom), (left, right) in product(grain.bands(height), grain.bands(width)):
        (x, x_end), (y, y_end) = grain.widened(left, right, width), grain.widened(top, bottom, height)
        across, down = x_end - x, y_end - y
        core = Box((left - x) / across, (top - y) / down, (right - x) / across, (bottom - y) / down)
        yield Cut(x, y, x_end, y_end, core)


def shrunk_to(tiles: int, width: float, height: float) -> float:
    """The factor, at most 1, by which a picture has to shrink to need no more tiles than that."""
    factor = 1.0
    while _FOR_TEXTRACT.count(width * factor) * _FOR_TEXTRACT.count(height * factor) > tiles:
        factor *= _SHRINK
    return factor
