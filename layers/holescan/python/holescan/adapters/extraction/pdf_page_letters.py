"""The letters of a page that can be seen: which of them are turned, and on demand, where they stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, count

from holescan.adapters.extraction.pdf_calls import angles_of, origins_of
from holescan.adapters.extraction.pdf_lines import PlacedLetter
from holescan.adapters.extraction.pdf_numbers import Numbers
from holescan.adapters.extraction.pdf_pages import TextPage
from holescan.adapters.extraction.pdf_placing import placed
from holescan.adapters.extraction.pdf_survey import turned_among

_RARE_SPACE = re.compile(r"[^\S\x00-\xff]")
# For `bytes.translate`: 0 for spaces.
_SEEN = bytes(not chr(byte).isspace() for byte in range(256))


@dataclass(frozen=True, slots=True)
class PageLetters:
    """PDFium's characters that are no spaces.

    Attributes:
        visible: their places among all characters; in the following, their number is the place in this list.
        angles: of each of them.
        turned: numbers of those that are turned.
    """

    page: TextPage
    visible: list[int]
    angles: list[float]
    turned: list[int]

    @property
    def level(self) -> Sequence[int]:
        """Numbers of those that are not."""
        if not any(self.angles):
            return range(len(self.angles))
        turned = set(self.turned)
        return [number for number, angle in enumerate(self.angles) if angle >= 0 and number not in turned]

    def placed(self, numbers: Iterable[int], direction: float) -> list[PlacedLetter]:
        """Letters by their numbers."""
        return placed(self.page, self._places(numbers), direction)

    def origins(self, numbers: Iterable[int]) -> Numbers:
        """Where their baselines begin, as `origins_of` tells."""
        return origins_of(self.page.handle, self._places(numbers))

    def _places(self, numbers: Iterable[int]) -> list[int]:
        return list(map(self.visible.__getitem__, numbers))


def letters_of(text_page: TextPage, *, has_turned: bool) -> PageLetters:
    """The letters of a page; where none is turned, PDFium need not be asked for each."""
    visible = _visible(text_page.characters)
    angles = angles_of(text_page.handle, visible) if has_turned else [0.0] * len(visible)
    return PageLetters(text_page, visible, angles, turned_among(angles))


def _visible(characters: str) -> list[int]:
    """Places of what is no space: as bytes, in which spaces are zero, since a page has thousands of letters."""
    plain = characters if characters.isascii() else _RARE_SPACE.sub(" ", characters)
    return list(compress(count(), plain.encode("latin-1", "replace").translate(_SEEN)))
