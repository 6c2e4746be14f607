"""Spots that look like letters and that no recognised line covers: where a second look is worth its time."""

from collections.abc import Iterable
from typing import Any

import cv2
import numpy as np

from holescan.adapters.extraction.tiling import Cut
from holescan.domain.recognition import Box

_CONTRAST = 60
_LETTER_PX = range(6, 80)
# Fewer are dots and ticks of a drawing; every tag has more.
_ENOUGH = 3
_MARGIN_PX = 3


class Uncovered:
    """The ink of a picture that lines do not account for."""

    def __init__(self, pixels: Any) -> None:
        grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
        paper = np.median(grey[::8, ::8])
        self._ink = (np.abs(grey.astype(np.int16) - paper) > _CONTRAST).astype(np.uint8)
        self._is_covered = np.zeros_like(self._ink)

    def cover(self, boxes: Iterable[Box]) -> None:
        """Take the ink of these lines away."""
        for box in boxes:
            area = self._area(box)
            self._is_covered[area] = 1
            self._ink[area] = 0

    def is_new(self, box: Box) -> bool:
        """Less than half of it is covered."""
        covered = self._is_covered[self._area(box)]
        return bool(covered.size and covered.mean() < 0.5)  # noqa: PLR2004 - half

    def has_letters(self, cut: Cut) -> bool:
        """Some ink of the tile comes in pieces of a letter's size."""
        tile = self._ink[cut.top : cut.bottom, cut.left : cut.right]
        _, _, pieces, _ = cv2.connectedComponentsWithStats(tile)
        heights = pieces[1:, cv2.CC_STAT_HEIGHT]
        widths = pieces[1:, cv2.CC_STAT_WIDTH]
        longest = np.maximum(heights, widths)
        return int(np.isin(longest, _LETTER_PX).sum()) >= _ENOUGH

    def _area(self, box: Box) -> tuple[slice, slice]:
        height, width = self._ink.shape
        top, bottom = int(box.top * height) - _MARGIN_PX, int(box.bottom * height) + _MARGIN_PX
        left, right = int(box.left * width) - _MARGIN_PX, int(box.right * width) + _MARGIN_PX
        return slice(max(0, top), bottom), slice(max(0, left), right)
