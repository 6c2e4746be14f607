"""Reads the lists of a Word document, and the styles that point at them."""

from collections.abc import Iterator

from holescan.adapters.extraction.archive import Archive
from holescan.adapters.extraction.numbering import Level, Levels, Numbering, Reference
from holescan.adapters.extraction.xml_stream import Attributes, attribute, stream

_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_INHERITED = 20


def numbering_of(archive: Archive) -> Numbering:
    """The lists of a document; raises as `stream` does."""
    numbering = Numbering()
    if _NUMBERING in archive.names:
        stream(archive.chunks(_NUMBERING), _Lists(numbering))
    if _STYLES in archive.names and numbering.lists:
        styles = _Styles()
        stream(archive.chunks(_STYLES), styles)
        linked = numbering.styles
        numbering.styles = {name: own.or_else(linked.get(name, Reference())) for name, own in styles.inherited()}
    return numbering


class _Lists:
    """Fills a numbering from its part."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._levels: Levels = {}
        self._level = Level()
        self._number = 0
        self._list_id = ""
        self._skipping = 0

    def start(self, name: str, attributes: Attributes) -> None:
        value = attribute(attributes, "val")
        if self._skipping or name == "Fallback":
            self._skipping += 1
            return
        match name:
            case "abstractNum":
                self._levels = self._numbering.levels.setdefault(attribute(attributes, "abstractNumId"), {})
            case "num":
                self._list_id = attribute(attributes, "numId")
            case "abstractNumId":
                self._numbering.lists[self._list_id] = value
            case "lvlOverride":
                self._number = _integer(attribute(attributes, "ilvl"))
            case "startOverride":
                self._numbering.restarts[self._list_id, self._number] = _integer(value)
            case "lvl":
                self._begin_level(_integer(attribute(attributes, "ilvl")))
            case _:
                self._describe_level(name, value, attribute(attributes, "format"))

    def end(self, name: str) -> None:
        self._skipping = max(0, self._skipping - 1)
        if name == "num":
            self._list_id = ""

    def text(self, text: str) -> None:
        """Nothing to do: lists are attributes."""

    def _describe_level(self, name: str, value: str, form: str) -> None:
        match name:
            case "start":
                self._level.start = _integer(value)
            case "numFmt":
                self._level.form = form or value
            case "lvlText":
                self._level.text = value
            case "pStyle":
                self._numbering.styles[value] = Reference(level=str(self._number))

    def _begin_level(self, number: int) -> None:
        if self._list_id:
            self._levels = self._of_its_own()
        self._number = number
        self._level = self._levels[number] = Level()

    def _of_its_own(self) -> Levels:
        """A list that changes a level of the style it follows counts by itself from there."""
        lists, levels = self._numbering.lists, self._numbering.levels
        own = f"list {self._list_id}"
        levels.setdefault(own, dict(levels.get(lists.get(self._list_id, ""), {})))
        lists[self._list_id] = own
        return levels[own]


class _Styles:
    """What each style says of lists, and which it builds on."""

    def __init__(self) -> None:
        self._own: dict[str, Reference] = {}
        self._based_on: dict[str, str] = {}
        self._style = ""

    def start(self, name: str, attributes: Attributes) -> None:
        value = attribute(attributes, "val")
        match name:
            case "style":
                self._style = attribute(attributes, "styleId")
                self._own[self._style] = Reference()
            case "basedOn":
                self._based_on[self._style] = value
            case "numId" if self._style:
                self._own[self._style] = Reference(value, self._own[self._style].level)
            case "ilvl" if self._style:
                self._own[self._style] = Reference(self._own[self._style].list_id, value)

    def end(self, name: str) -> None:
        """Nothing to do: styles are attributes."""

    def text(self, text: str) -> None:
        """Nothing to do: styles are attributes."""

    def inherited(self) -> Iterator[tuple[str, Reference]]:
        """Each style with what it takes from those it builds on."""
        for name in self._own:
            reference, style = Reference(), name
            for _ in range(_INHERITED):
                reference = reference.or_else(self._own.get(style, Reference()))
                style = self._based_on.get(style, "")
            yield name, reference


def _integer(value: str) -> int:
    return int(value) if value.isdecimal() else 0
