"""OpenDocument (LibreOffice): texts, sheets and slides are all paragraphs, and a cell holds what it shows as text."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath

from holescan.adapters.extraction.archive import Archive, open_archive
from holescan.adapters.extraction.reading import Found, Member, Reading, Source
from holescan.adapters.extraction.xml_stream import Attributes, attribute, stream
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"
_LISTED = re.compile(rb'full-path="([^"]+)"')
# The body, what page styles put around it, and both again for each object inside.
_WORDS = re.compile(r"(^|/)(content|styles)\.xml$")
# Settings, previews, and replacements for objects whose own content is read.
_WORDLESS = re.compile(
    r"/$|\.xml$|^(mimetype|layout-cache|manifest\.rdf)$"
    r"|^(META-INF|Thumbnails|Configurations2|Basic|Scripts|Fonts|ObjectReplacements)/"
)
_PARAGRAPHS = frozenset({"p", "h"})
_NAMED = frozenset({"table", "page"})
# Texts of their own in the middle of a paragraph; one of them has no paragraphs inside.
_RUBY = "ruby-text"
_APART = frozenset({"note", "annotation", _RUBY})
# What these show stands in attributes.
_CONTROLS = frozenset({"text", "textarea", "formatted-text", "combobox", "fixed-text", "button", "checkbox", "radio"})
_SHOWN_BY_CONTROLS = ("current-value", "value", "label")
_SHOWN_BY_CELLS = ("string-value", "value")
_OUTSIDE = re.compile(r"\.\./|/|[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def read_opendocument(source: Source) -> Reading:
    """The body, sheet by sheet and slide by slide where it has them, then headers, footers and objects."""
    return Reading(pages=1, found=_parts(source))


def opendocument_members(source: Source) -> Iterator[Found]:
    """Pictures and embedded files, as the reader hands them out."""
    with open_archive(source) as archive:
        yield from _members(archive)


def _parts(source: Source) -> Iterator[Found]:
    with open_archive(source) as archive:
        manifest = archive.content(_MANIFEST)
        if _ENCRYPTED in manifest:
            raise FileUnreadable(Reason.PASSWORD)
        for name in sorted(archive.names, key=lambda name: name != _CONTENT):
            if _WORDS.search(name):
                yield from _texts(archive, name)
        yield from _missing(archive, manifest)
        yield from _members(archive)


def _texts(archive: Archive, name: str) -> Iterator[Found]:
    around = "" if name == _CONTENT else name.removesuffix(".xml")
    paragraphs = _Paragraphs(around)
    try:
        stream(archive.chunks(name), paragraphs)
    except FileUnreadable as unreadable:
        yield Unread(around or "content", unreadable.reason)
    for place, pieces in paragraphs.texts:
        text = "".join(pieces)
        if text.strip():
            yield TextPart(text, place=place)
    for number in range(1, paragraphs.linked_pictures + 1):
        yield Unread(f"{around or 'document'}: linked picture {number}", Reason.UNSUPPORTED)


def _missing(archive: Archive, manifest: bytes) -> Iterator[Unread]:
    """Parts with words that are not there, though the manifest lists them; the body has to be, manifest or not."""
    listed = {path.decode("utf-8", "replace") for path in _LISTED.findall(manifest)} | {_CONTENT}
    for name in sorted(listed - set(archive.names)):
        if _WORDS.search(name):
            yield Unread(name.removesuffix(".xml"), Reason.CORRUPT)


def _members(archive: Archive) -> Iterator[Member]:
    for name in archive.names:
        if not _WORDLESS.search(name):
            kind = "picture" if name.startswith("Pictures/") else "embedded"
            yield Member(f"{kind} {PurePosixPath(name).name}", partial(archive.content, name), may_adorn=True)


class _Paragraphs:
    """Texts with their places: a table or a slide by its name, all else under the name of the part."""

    def __init__(self, place: str) -> None:
        self.texts: list[tuple[str, list[str]]] = [(place, [])]
        self.linked_pictures = 0
        self._around = place
        self._depth = 0
        self._outside: list[int] = []
        self._apart: list[list[str]] = []
        self._behind: list[str] = []
        self._value = ""
        self._shows_names = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name in _PARAGRAPHS:
            self._depth += 1
            self._value = self._value if self._apart else ""
        elif name in _NAMED:
            self._begin(attribute(attributes, "name"))
        elif name in _APART:
            self._outside.append(self._depth)
            self._depth = int(name == _RUBY)
            self._apart.append([])
        else:
            self._stand_in(name, attributes)

    def end(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self._depth -= 1
            self._add("\n")
            self._tell_behind()
        elif name in _NAMED:
            self.texts.append((self._around, []))
        elif name in _APART:
            self._depth = self._outside.pop()
            self._behind.append("".join(self._apart.pop()))
            self._tell_behind()
        elif name == "table-cell" and self._value:
            self._add(self._value + "\n")
            self._value = ""

    def text(self, text: str) -> None:
        if self._depth:
            self._add(text)

    def _stand_in(self, name: str, attributes: Attributes) -> None:
        """Elements that are text themselves, or say what is."""
        if name == "spreadsheet":
            self._shows_names = True
        elif name == "s":
            self._add(" " * min(int(attribute(attributes, "c") or 1), 9))
        elif name == "tab":
            self._add("\t")
        elif name == "line-break":
            self._add("\n")
        elif name in _CONTROLS:
            self._add(_first(attributes, _SHOWN_BY_CONTROLS) + "\n")
        elif name == "table-cell":
            # Some programs leave it at that, without a paragraph for what the cell shows.
            self._value = _first(attributes, _SHOWN_BY_CELLS)
        elif name == "image":
            self.linked_pictures += bool(_OUTSIDE.match(attribute(attributes, "href")))

    def _begin(self, name: str) -> None:
        """A table or a slide; on the tabs of a spreadsheet people see the names."""
        if name and self._shows_names:
            self.texts.append((f"name of sheet {name}", [name]))
        self.texts.append((name or self._around, []))

    def _tell_behind(self) -> None:
        """What stood apart, once no paragraph is open around it."""
        if not (self._depth or self._apart):
            self._add("".join(f"{text}\n" for text in self._behind))
            self._behind.clear()

    def _add(self, text: str) -> None:
        pieces = self._apart[-1] if self._apart else self.texts[-1][1]
        pieces.append(text)


def _first(attributes: Attributes, names: Iterable[str]) -> str:
    return next(filter(None, (attribute(attributes, name) for name in names)), "")
