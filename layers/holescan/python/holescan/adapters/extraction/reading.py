"""What a reader hands out: parts as it comes to them, so that what was read before a file kills its reader is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread


@dataclass(frozen=True, slots=True)
class Pictured:
    """A page (from 1) that shows something besides text."""

    page: int


Found = TextPart | Unread | Pictured


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        name: as its owner calls it; it only tells what the file claims to be, the bytes tell what it is.
    """

    path: Path
    name: str
    limits: ExtractionLimits

    @property
    def suffix(self) -> str:
        """Lower-case ending of the name, with its dot; "" when it has none."""
        return Path(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file being read.

    Attributes:
        pages: pages, sheets or slides; 1 where the format has none.
        found: text and gaps in reading order. May raise FileUnreadable half-way; what came before counts.
    """

    pages: int
    found: Iterator[Found]


def within(characters: int, found: Iterator[Found]) -> Iterator[Found]:
    """Pass parts on until their text is that long; then say that the rest is unread."""
    for each in found:
        if isinstance(each, TextPart) and len(each.text) > characters:
            yield replace(each, text=each.text[:characters])
            yield Unread(rest_after(each), Reason.TOO_LARGE)
            return
        characters -= len(each.text) if isinstance(each, TextPart) else 0
        yield each


def rest_after(last: TextPart) -> str:
    """Place of everything behind the last thing that was read."""
    if last.page:
        return f"after page {last.page}"
    return f"after {last.place}" if last.place else "the rest"
