"""What every Office file shares: reading any XML part by its runs, and telling of members that nobody reads."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from holescan.adapters.extraction.archive import Archive
from holescan.adapters.extraction.reading import Found
from holescan.adapters.extraction.runs import Runs
from holescan.adapters.extraction.xml_stream import Attributes, attribute, stream
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread

_MARKUP = (".xml", ".vml")
# Members without words: pictures are judged by the size they are shown at, sounds and fonts have no codes.
_WORDLESS = re.compile(
    r"(^|/)(\[Content_Types\]\.xml$|_rels/|media/|docProps/|theme/|fonts/|activeX/|ctrlProps/|customXml/|package/"
    r"|_xmlsignatures/|customUI/|glossary/|printerSettings/|slicers/|slicerCaches/|webextensions/|persons/"
    r"|vbaProject|vbaData|thumbnail|printerSettings|[^/]*\.(rels|odttf|fntdata|sigs|png|jpe?g|gif|emf|wmf|tiff?|bmp|wdp)$)",
    re.IGNORECASE,
)


def parts_of(archive: Archive, name: str, *, page: int | None = None, place: str = "") -> Iterator[Found]:
    """Text of one XML part and the large pictures in it; a broken part is unread, the others are not its fault."""
    runs = Runs()
    try:
        stream(archive.chunks(name), runs)
    except FileUnreadable as unreadable:
        yield Unread(place or PurePosixPath(name).stem, unreadable.reason)
        if unreadable.reason is Reason.TOO_LARGE:
            raise
    if runs.joined.strip():
        yield TextPart(runs.joined, page, place)
    for number in range(1, runs.large_pictures + 1):
        yield Unread(f"{place or f'page {page}' if page or place else 'document'}: picture {number}", Reason.NEEDS_OCR)


def is_markup(name: str) -> bool:
    """It is an XML part that may hold words."""
    return name.lower().endswith(_MARKUP) and not is_wordless(name)


def is_wordless(name: str) -> bool:
    """It is known to hold no words that anybody sees."""
    return name.endswith("/") or bool(_WORDLESS.search(name))


def unread_members(names: list[str]) -> Iterator[Unread]:
    """Members that might hold words and are no XML: embedded files, inserted web pages."""
    for name in names:
        if not name.lower().endswith(_MARKUP) and not is_wordless(name):
            yield Unread(f"embedded {PurePosixPath(name).name}", Reason.UNSUPPORTED)


def relations(archive: Archive, name: str) -> dict[str, str]:
    """Targets of a part's relations by their id, as member names."""
    part = PurePosixPath(name)
    collector = _Relations(part.parent)
    stream([archive.content(str(part.parent / "_rels" / f"{part.name}.rels")) or b"<none/>"], collector)
    return collector.targets


class _Relations:
    def __init__(self, folder: PurePosixPath) -> None:
        self._folder = folder
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            target = attribute(attributes, "Target")
            self.targets[attribute(attributes, "Id")] = (
                target[1:] if target.startswith("/") else str(self._folder / target)
            )

    def end(self, name: str) -> None:
        """Nothing to do: relations have no content."""

    def text(self, text: str) -> None:
        """Nothing to do: relations have no content."""
