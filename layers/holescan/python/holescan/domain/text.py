"""The text that was taken out of a file, and what of the file was not read."""

from dataclasses import dataclass

from holescan.domain.reasons import Reason


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of text that is matched on its own: nothing matches across two parts.

    Attributes:
        text: as the extractor gave it; line ends are kept, nothing is folded.
        page: from 1; None where the format has no pages.
        place: where in the file, for people: "Sheet1!B7", "header"; "" where the page says enough.
            Of a sheet, one part is one row or cell block; place names its first cell.
    """

    text: str
    page: int | None = None
    place: str = ""


def page_place(number: int) -> str:
    """How people call a page, from 1."""
    return f"page {number}"


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that nobody read: `place` is "page 3", "Sheet2", "annotations"; "" for the whole file."""

    place: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """All that was read of a file.

    Attributes:
        parts: in reading order.
        pages: pages (PDF), sheets (Excel), slides; 1 where the format has none.
        unread: what was not read; empty means everything was.
        pictured: pages that show something besides text: pictures, lines, letters drawn as lines.
    """

    parts: tuple[TextPart, ...]
    pages: int
    unread: tuple[Unread, ...] = ()
    pictured: tuple[int, ...] = ()

    @property
    def characters(self) -> int:
        """Characters in all parts together."""
        return sum(len(part.text) for part in self.parts)
