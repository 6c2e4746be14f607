"""What every Office file shares: reading any XML part by its runs, and handing out the members that are no XML."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from holescan.adapters.extraction.archive import Archive, open_archive
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.ole import unwrapped
from holescan.adapters.extraction.reading import Found, Member, Source
from holescan.adapters.extraction.runs import Runs
from holescan.adapters.extraction.xml_stream import Attributes, attribute, stream
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread, page_place

_MARKUP = (".xml", ".vml")
# Members without words; sounds, films and fonts have no codes.
_WORDLESS = re.compile(
    r"(^|/)(\[Content_Types\]\.xml$|_rels/|docProps/|theme/|fonts/|activeX/|ctrlProps/|customXml/|package/"
    r"|_xmlsignatures/|customUI/|glossary/|printerSettings/|slicers/|slicerCaches/|webextensions/|persons/"
    r"|vbaProject|vbaData|thumbnail|[^/]*\.(rels|odttf|fntdata|sigs|wdp|wav|mp3|m4a|wma|mp4|m4v|mov|avi|wmv|mpe?g)$)"
    # The parts of an .xlsb, which have a reader of their own.
    r"|^xl/(?!embeddings/).*\.bin$",
    re.IGNORECASE,
)
_RELATIONS = re.compile(r"(^|/)_rels/[^/]*\.rels$")
_PICTURE = re.compile(r"(^|/)media/|\.(png|jpe?g|gif|emf|wmf|tiff?|bmp|svg)$", re.IGNORECASE)


Naming = Callable[[str], str]
"""What people call a part, by its text."""


def parts_of(
    archive: Archive, name: str, *, page: int | None = None, place: str | Naming = "", runs: Runs | None = None
) -> Iterator[Found]:
    """Text of one XML part and the pictures that lie elsewhere; a broken part is unread, the others are not its fault."""
    runs = runs or Runs()
    try:
        stream(archive.chunks(name), runs)
    except FileUnreadable as unreadable:
        yield Unread(_named(place, runs) or PurePosixPath(name).stem, unreadable.reason)
        if unreadable.reason is Reason.TOO_LARGE:
            raise
    if runs.joined.strip():
        yield TextPart(runs.joined, page, _named(place, runs))
    for number in range(1, runs.linked_pictures + 1):
        yield Unread(_joined(_named(place, runs), page, f"linked picture {number}"), Reason.UNSUPPORTED)


def is_markup(name: str) -> bool:
    """It is an XML part that may hold words."""
    return name.lower().endswith(_MARKUP) and not is_wordless(name)


def members_of(archive: Archive, limits: ExtractionLimits) -> Iterator[Member]:
    """What might hold words and is no XML: pictures, embedded files, inserted web pages."""
    for name in archive.names:
        if not name.lower().endswith(_MARKUP) and not is_wordless(name):
            kind = "picture" if _PICTURE.search(name) else "embedded"
            content = partial(_unwrapped, archive, name, limits)
            yield Member(f"{kind} {PurePosixPath(name).name}", content, may_adorn=True)


def office_members(source: Source) -> Iterator[Found]:
    """The same of a whole file, as its reader hands them out."""
    with open_archive(source) as archive:
        yield from members_of(archive, source.limits)


def _unwrapped(archive: Archive, name: str, limits: ExtractionLimits) -> bytes:
    return unwrapped(Source(archive.content(name), name, limits))


def _named(place: str | Naming, runs: Runs) -> str:
    return place if isinstance(place, str) else place(runs.joined)


def _joined(place: str, page: int | None, what: str) -> str:
    where = place or (page_place(page) if page else "document")
    return f"{where}: {what}"


def relations(archive: Archive, name: str) -> dict[str, str]:
    """Targets of a part's relations by their id, as member names."""
    part = PurePosixPath(name)
    return _targets(archive, str(part.parent / "_rels" / f"{part.name}.rels"))


def is_wordless(name: str) -> bool:
    """It is known to hold no words that anybody sees."""
    return name.endswith("/") or bool(_WORDLESS.search(name))


def missing_parts(archive: Archive, *, is_unseen: Callable[[str], bool] = is_wordless) -> Iterator[Unread]:
    """A gap for each part that is not there though another one relates to it, but for those that nobody sees."""
    present = {name.lower() for name in archive.names}
    lost: set[str] = set()
    for name in filter(_RELATIONS.search, archive.names):
        try:
            lost.update(target for target in _targets(archive, name).values() if unquote(target).lower() not in present)
        except FileUnreadable as unreadable:
            yield Unread(f"relations of {PurePosixPath(name).stem}", unreadable.reason)
    yield from (Unread(PurePosixPath(name).stem, Reason.CORRUPT) for name in sorted(lost) if not is_unseen(name))


def _targets(archive: Archive, name: str) -> dict[str, str]:
    collector = _Relations(PurePosixPath(name).parent.parent)
    stream([archive.content(name) or b"<none/>"], collector)
    return collector.targets


class _Relations:
    def __init__(self, folder: PurePosixPath) -> None:
        self._folder = folder
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        target = attribute(attributes, "Target").partition("#")[0]
        if name == "Relationship" and target and attribute(attributes, "TargetMode") != "External":
            # A target that begins with a slash begins at the root; some writers climb up to it from the folder.
            name = normpath(f"/{self._folder}/{target}" if not target.startswith("/") else target)
            self.targets[attribute(attributes, "Id")] = name.lstrip("/")

    def end(self, name: str) -> None:
        """Nothing to do: relations have no content."""

    def text(self, text: str) -> None:
        """Nothing to do: relations have no content."""
