"""What a reader hands out: parts as it comes to them, so that what was read before a file kills its reader is kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.domain.reasons import Reason
from holescan.domain.text import Picture, TextPart, Unread

CUT_OFF = Unread("end of the file", Reason.CORRUPT)
DAMAGED = Unread("damaged parts", Reason.CORRUPT)
"""Gaps of a file that is read as far as it goes: its end is missing, or nobody knows what."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        held: where it lies, or its bytes when it was taken out of another file: nothing is ever unpacked to disk.
        name: as its owner calls it; it only tells what the file claims to be, the bytes tell what it is.
        after_member: all up to this member was read before, or ended its reader, and is passed over.
    """

    held: Path | bytes
    name: str
    limits: ExtractionLimits
    after_member: int = 0

    @property
    def suffix(self) -> str:
        """Lower-case ending of the name, with its dot; "" when it has none."""
        return Path(self.name).suffix.lower()

    def open(self) -> BinaryIO:
        """Its bytes as a stream that can seek."""
        return BytesIO(self.held) if isinstance(self.held, bytes) else self.held.open("rb")

    def content(self) -> bytes:
        """All its bytes."""
        return self.held if isinstance(self.held, bytes) else self.held.read_bytes()


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another: in an archive, attached to a mail, embedded in a document. Whoever reads that one opens it.

    Attributes:
        name: for people; it is never used as a path.
        content: its bytes, unpacked when asked for. May raise FileUnreadable.
        may_adorn: it stands among text, so that a small picture is a logo or a bullet.
    """

    name: str
    content: Callable[[], bytes]
    may_adorn: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """A member is about to be opened: should it end its reader, it is known which one did.

    Attributes:
        place: its name, as its parts carry it.
        ordinal: from 1.
    """

    place: str
    ordinal: int


Found = TextPart | Unread | Picture | Member | Opening


@dataclass(frozen=True, slots=True)
class Reading:
    """A file being read.

    Attributes:
        pages: pages, sheets, slides or members; 1 where the format has none.
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
