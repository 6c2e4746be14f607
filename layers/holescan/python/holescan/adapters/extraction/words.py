"""Word and PowerPoint: every text run of every part, headers, notes, text boxes, charts and diagrams included."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from holescan.adapters.extraction.archive import Archive, open_archive
from holescan.adapters.extraction.numbered_runs import NumberedRuns
from holescan.adapters.extraction.numbering import Numbering
from holescan.adapters.extraction.numbering_parts import numbering_of
from holescan.adapters.extraction.office_parts import is_markup, members_of, missing_parts, parts_of, relations
from holescan.adapters.extraction.reading import Found, Reading, Source
from holescan.adapters.extraction.xml_stream import Attributes, stream
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread

# SharePoint numbers the body of what it wrote anew.
_DOCUMENT = re.compile(r"word/document\d*\.xml")
_PRESENTATION = "ppt/presentation.xml"
# Word numbers these whether there are several or not.
_NUMBERED = re.compile(r"(header|footer|footnotes|endnotes|comments)\d*")
_SLIDE = re.compile(r"ppt/slides/[^/]+\.xml")


def read_document(source: Source) -> Reading:
    """A Word document: the body first, then every other part under its own name ("header", "footnotes")."""
    return Reading(pages=1, found=_document_parts(source))


def read_slides(source: Source) -> Reading:
    """A presentation; a slide's page is its place in the show, hidden slides included."""
    with open_archive(source) as archive:
        slides = _slides_in_order(archive)
    return Reading(pages=len(slides), found=_slide_parts(source, slides))


def _document_parts(source: Source) -> Iterator[Found]:
    with open_archive(source) as archive:
        bodies = sorted(filter(_DOCUMENT.fullmatch, archive.names))
        if not bodies:
            raise FileUnreadable(Reason.CORRUPT, "no document part")
        numbering = Numbering()
        try:
            numbering = numbering_of(archive)
        except FileUnreadable as unreadable:
            yield Unread("automatic numbering", unreadable.reason)
        for body in bodies:
            yield from parts_of(archive, body, runs=NumberedRuns(numbering))
        yield from _others(archive, bodies)
        yield from missing_parts(archive)
        yield from members_of(archive, source.limits)


def _slide_parts(source: Source, slides: list[str]) -> Iterator[Found]:
    with open_archive(source) as archive:
        for page, name in enumerate(slides, start=1):
            yield from parts_of(archive, name, page=page)
        yield from _others(archive, slides)
        yield from missing_parts(archive)
        yield from members_of(archive, source.limits)


def _others(archive: Archive, done: list[str]) -> Iterator[Found]:
    names = _PartNames()
    for name in sorted(set(archive.names) - set(done), key=_number_last):
        if is_markup(name):
            yield from parts_of(archive, name, place=partial(names.of, name))


def _number_last(name: str) -> tuple[int, str]:
    """Puts header2 before header10."""
    return len(name), name


class _PartNames:
    """What people call the parts of one document: header, and header 2 for the next that says something else."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, dict[str, int]] = defaultdict(dict)

    def of(self, name: str, text: str) -> str:
        stem = PurePosixPath(name).stem
        numbered = _NUMBERED.fullmatch(stem)
        return self._of_kind(numbered[1], text.strip()) if numbered else stem

    def _of_kind(self, kind: str, text: str) -> str:
        numbers = self._numbers[kind]
        number = numbers.setdefault(text, len(numbers) + 1)
        return kind if number == 1 else f"{kind} {number}"


def _slides_in_order(archive: Archive) -> list[str]:
    """Slide parts in the order of the show; those the show does not name come last."""
    if _PRESENTATION not in archive.names:
        raise FileUnreadable(Reason.CORRUPT, "no presentation part")
    order = _SlideIds()
    stream(archive.chunks(_PRESENTATION), order)
    targets = relations(archive, _PRESENTATION)
    shown = [targets[each] for each in order.ids if targets.get(each) in archive.names]
    return shown + sorted(name for name in archive.names if _SLIDE.fullmatch(name) and name not in shown)


class _SlideIds:
    def __init__(self) -> None:
        self.ids: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sldId":
            # Its own number is called id as well; the relation's name is the one with a prefix.
            self.ids.append(next((value for key, value in attributes.items() if key.endswith(":id")), ""))

    def end(self, name: str) -> None:
        """Nothing to do: the ids are attributes."""

    def text(self, text: str) -> None:
        """Nothing to do: the ids are attributes."""
