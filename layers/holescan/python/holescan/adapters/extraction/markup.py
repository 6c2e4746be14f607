"""HTML, XML and SVG kept as text files: tags may stand inside a code, and entities hide dashes."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from holescan.adapters.extraction.markup_pictures import Pictures
from holescan.adapters.extraction.plain import decoded
from holescan.adapters.extraction.reading import CUT_OFF, Found, Reading, Source
from holescan.adapters.extraction.text_damage import empty_blocks
from holescan.domain.text import TextPart

Given = list[tuple[str, str | None]]

# Tags that change the look of letters but do not end a word. In other XML all others are records of something.
_INLINE_IN_XML = frozenset({"b", "i", "u", "font", "span", "sub", "sup"})
_INLINE = _INLINE_IN_XML | frozenset(
    {"a", "abbr", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "ins", "kbd", "mark", "nobr", "s", "samp"}
    | {"small", "strike", "strong", "tspan", "tt", "var", "wbr"}
)
_UNSEEN = frozenset({"script", "style"})
_CDATA = "CDATA["
# Where a page says in an attribute what it shows.
_SAID_BY = {"input": "value", "img": "alt"}
_NOT_XML = frozenset({"html", "svg"})
_XML = re.compile(r"\s*<\?xml\b")
_FIRST_NUMBER = re.compile(r"\s*[+-]?[\d.]+")


def read_markup(source: Source) -> Reading:
    """The whole file as one part, without its tags; then its pictures."""
    return Reading(pages=1, found=markup_items(source))


def markup_items(source: Source) -> Iterator[Found]:
    """Text, pictures as files, and gaps for what lies elsewhere."""
    content = source.content()
    collector = _collected(decoded(content))
    text = "".join(collector.pieces)
    yield TextPart(text)
    yield from collector.pictures.beside(text)
    yield from empty_blocks(content)
    if collector.is_cut_off:
        yield CUT_OFF


def text_of_markup(markup: str) -> str:
    """What a reader would see; every tag that is not inline ends the line. Never fails on broken markup."""
    return "".join(_collected(markup).pieces)


def _collected(markup: str) -> "_Collector":
    collector = _Collector(may_be_xml=bool(_XML.match(markup)))
    collector.feed(markup)
    collector.close()
    return collector


class _Collector(HTMLParser):
    """Of a format that is neither a web page nor SVG, the attributes are told too: many keep all their words there."""

    def __init__(self, *, may_be_xml: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.pictures = Pictures()
        self._is_xml: bool | None = None if may_be_xml else False
        self._is_unseen = False
        self._height = ""
        self._beside: list[str] = []
        self._first_tag = ""
        self._is_closed = False

    @property
    def is_cut_off(self) -> bool:
        """The tag around all of it was never closed; around a piece of a web page there may be none."""
        return not self._is_closed and (bool(self._is_xml) or self._first_tag in _NOT_XML)

    def handle_starttag(self, tag: str, attrs: Given) -> None:
        if self._is_xml is None:
            self._is_xml = tag not in _NOT_XML
        self._first_tag = self._first_tag or tag
        self._is_unseen = tag in _UNSEEN
        attributes = {name: value or "" for name, value in attrs}
        if tag == "tspan":
            self._place(attributes)
        self._break_line(tag)
        self.pieces += [f"{text}\n" for text in self._said_by(tag, attributes) if text]
        self.pictures.add(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        self._is_unseen = False
        self._is_closed = self._is_closed or tag == self._first_tag
        self._break_line(tag)

    def handle_data(self, data: str) -> None:
        if not self._is_unseen:
            self.pieces.append(data)
            self._beside.append(data)

    def unknown_decl(self, data: str) -> None:
        # All others are conditions for a browser of the past.
        if data.startswith(_CDATA):
            self.pieces.append(data.removeprefix(_CDATA))

    def _said_by(self, tag: str, attributes: dict[str, str]) -> list[str]:
        return list(attributes.values()) if self._is_xml else [attributes.get(_SAID_BY.get(tag, ""), "")]

    def _place(self, attributes: dict[str, str]) -> None:
        """SVG has no lines: a text goes on at another height, or beside, where it may be another word or not."""
        found = _FIRST_NUMBER.match(attributes.get("y", ""))
        height = found[0] if found else self._height
        if (self._height and height != self._height) or attributes.get("dy", "0").strip("0.emptx% "):
            self.pieces.append("\n")
        elif "x" in attributes and self._beside:
            self._beside.append("\t")
        self._height = height

    def _break_line(self, tag: str) -> None:
        if tag in (_INLINE_IN_XML if self._is_xml else _INLINE):
            return
        if "\t" in self._beside:
            self.pieces += ["\n", *self._beside]
        self.pieces.append("\n")
        self._beside.clear()
        self._height = ""
