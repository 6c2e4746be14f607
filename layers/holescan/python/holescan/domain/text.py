"""The text that was taken out of a file, and what of the file was not read."""

from dataclasses import dataclass

from holescan.domain.reasons import Reason


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of text that is matched on its own: nothing matches across two parts.

    Attributes:
        text: as the extractor gave it; line ends are kept, nothing is folded.
        page: from 1; None where the format has no pages, and in a file inside the file.
        place: where in the file, for people: "Sheet1!B7", "header", "ISO-1.pdf, page 3" (in an archive); "" where the
            page says enough.
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
class Picture:
    """What text recognition may be shown: a page, or a page or picture of a file inside the file.

    Attributes:
        number: by which it is drawn, from 1; for a page of the file itself the number of the page.
        place: as `Unread` names it.
        page: from 1; None inside another file.
    """

    number: int
    place: str
    page: int | None


def page_picture(number: int) -> Picture:
    """A page of the file itself, from 1."""
    return Picture(number, page_place(number), number)


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """All that was read of a file.

    Attributes:
        parts: in reading order.
        pages: pages (PDF), sheets (Excel), slides, members (archive); 1 where the format has none.
        unread: what was not read; empty means everything was.
        pictured: what shows something besides text: pictures, lines, letters drawn as lines. Of what is unread, this can
            be recognised.
    """

    parts: tuple[TextPart, ...]
    pages: int
    unread: tuple[Unread, ...] = ()
    pictured: tuple[Picture, ...] = ()

    @property
    def characters(self) -> int:
        """Characters in all parts together."""
        return sum(len(part.text) for part in self.parts)
