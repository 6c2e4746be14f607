"""What text recognition makes of the pictures of a page."""

from dataclasses import dataclass, replace
from itertools import chain

from holescan.domain.recognition import Box

AT_THE_EDGE = 0.002

SANE_CONFIDENCE = 50.0
"""Below this an engine guesses: what it says of a page is then no reading of it, though a code in it still counts."""


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word and where it stands."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of text in a picture, its words in reading order; `confidence` is the engine's, 0 to 100."""

    words: tuple[RecognisedWord, ...]
    confidence: float
    box: Box

    @property
    def text(self) -> str:
        """As people would type it."""
        return " ".join(word.text for word in self.words)

    def uncut(self, core: Box) -> "RecognisedLine":
        """Without the words that the seams of a tile may have cut: half of HOLE-123 would be taken for HOLE-12."""
        return replace(self, words=tuple(word for word in self.words if not _is_cut(word.box, core)))


@dataclass(frozen=True, slots=True)
class RecognisedText:
    """All lines of one picture, in the engine's order."""

    lines: tuple[RecognisedLine, ...]

    def within(self, core: Box) -> "RecognisedText":
        """Without what a neighbouring tile tells: lines that lie in the overlap alone, and words that a seam cuts."""
        return RecognisedText(tuple(line.uncut(core) for line in self.lines if line.box.touches(core)))


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """What is known of a page after recognition.

    Attributes:
        text: a line of the page a line; "" where nothing was recognised.
        is_read: the engine saw text and was sure of it. Else nobody may say that a code is not on the page.
    """

    text: str
    is_read: bool

    @classmethod
    def of(cls, tiles: list[RecognisedText]) -> "RecognisedPage":
        """The page of these tiles; confidence is weighed by the length of the lines."""
        lines = [line for line in chain.from_iterable(tile.lines for tile in tiles) if line.text.strip()]
        characters = sum(len(line.text) for line in lines)
        confidence = sum(len(line.text) * line.confidence for line in lines)
        return cls("\n".join(line.text for line in lines), bool(lines) and confidence >= SANE_CONFIDENCE * characters)


def _is_cut(box: Box, core: Box) -> bool:
    """The box ends at an edge of its tile beyond which the page goes on: there the core ends before the tile."""
    at_start = (core.left > 0 and box.left <= AT_THE_EDGE) or (core.top > 0 and box.top <= AT_THE_EDGE)
    at_end = (core.right < 1 and box.right >= 1 - AT_THE_EDGE) or (core.bottom < 1 and box.bottom >= 1 - AT_THE_EDGE)
    return at_start or at_end
