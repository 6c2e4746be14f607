"""rapidocr behind one function. Its models come with its wheel: nothing is downloaded, on no run."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import cv2
import numpy as np
from rapidocr import RapidOCR

from holescan.adapters.extraction.tiling import Cut, Grain, cuts
from holescan.domain.recognised import RecognisedLine, RecognisedText, RecognisedWord
from holescan.domain.recognition import Box
from local.textract.letters import Uncovered
from local.textract.wire import Refused

# rapidocr shrinks what is larger, and letters of a drawing do not survive that. A4 at 200 dots an inch fits whole.
_LONGEST_PX = 2_400
_COARSE = Grain(tile_px=_LONGEST_PX, overlap_px=300)
# The detector overlooks a small tag that is alone on a large sheet: a tag of 16 pixels in 1,200 by 900, not in 800 by 800.
_FINE = Grain(tile_px=900, overlap_px=250)


def recognise(image: bytes) -> RecognisedText:
    """The lines of a PNG or JPEG, in every direction.

    Raises:
        Refused: it is none.
    """
    pixels = cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        raise Refused("UnsupportedDocumentException", "No PNG or JPEG.")
    lines = [line for cut in cuts(_width(pixels), _height(pixels), _COARSE) for line in _lines_of(pixels, cut)]
    return RecognisedText((*lines, *_second_look(pixels, lines)))


def _second_look(pixels: Any, lines: list[RecognisedLine]) -> Iterator[RecognisedLine]:
    """What is found in small tiles where the large ones left letters alone."""
    uncovered = Uncovered(pixels)
    uncovered.cover(line.box for line in lines)
    for cut in cuts(_width(pixels), _height(pixels), _FINE):
        if uncovered.has_letters(cut):
            found = [line for line in _lines_of(pixels, cut) if uncovered.is_new(line.box)]
            uncovered.cover(line.box for line in found)
            yield from found


def _lines_of(pixels: Any, cut: Cut) -> Iterator[RecognisedLine]:
    """What stands in a tile, placed in the whole picture."""
    tile = pixels[cut.top : cut.bottom, cut.left : cut.right]
    for line in _lines_in(tile).within(cut.core).lines:
        if line.words:
            yield _placed(line, cut, _width(pixels), _height(pixels))


def _width(pixels: Any) -> int:
    return int(pixels.shape[1])


def _height(pixels: Any) -> int:
    return int(pixels.shape[0])


@cache
def _engine() -> RapidOCR:
    """Loaded with the first picture: it takes two seconds and 800 MB, and most scans hold no picture."""
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.max_side_len": _LONGEST_PX, "Global.log_level": "error"})


def _lines_in(pixels: Any) -> RecognisedText:
    # The classifier turns lines that stand on their head: without it a tag at 90 degrees is read backwards.
    found = _engine()(pixels, use_det=True, use_cls=True, use_rec=True)
    if not found.txts:
        return RecognisedText(())
    height, width = pixels.shape[:2]
    lines = zip(found.txts, found.scores, found.boxes, strict=True)
    return RecognisedText(tuple(_line(text, score, box / (width, height)) for text, score, box in lines))


def _line(text: str, score: float, corners: Any) -> RecognisedLine:
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return RecognisedLine(tuple(_words(text, corners)), float(score) * 100, _box(left, top, right, bottom))


def _words(text: str, corners: Any) -> Iterator[RecognisedWord]:
    """The engine knows lines only: each word gets its share of the line by its letters."""
    position = 0
    for word in text.split():
        start = text.index(word, position)
        position = start + len(word)
        ends = [_along(corners, share / len(text)) for share in (start, position)]
        (left, top), (right, bottom) = np.min(ends, axis=(0, 1)), np.max(ends, axis=(0, 1))
        yield RecognisedWord(word, _box(left, top, right, bottom))


def _along(corners: Any, share: float) -> Sequence[Any]:
    """The two points, on the upper and the lower edge of a line, that far from its beginning."""
    top_left, top_right, bottom_right, bottom_left = corners
    return top_left + (top_right - top_left) * share, bottom_left + (bottom_right - bottom_left) * share


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(float(left), float(top), float(right), float(bottom))


def _placed(line: RecognisedLine, cut: Cut, width: int, height: int) -> RecognisedLine:
    """The line in fractions of the whole picture."""

    def placed(box: Box) -> Box:
        across, down = cut.right - cut.left, cut.bottom - cut.top
        return Box(
            (cut.left + box.left * across) / width,
            (cut.top + box.top * down) / height,
            (cut.left + box.right * across) / width,
            (cut.top + box.bottom * down) / height,
        )

    words = tuple(replace(word, box=placed(word.box)) for word in line.words)
    return replace(line, words=words, box=placed(line.box))
