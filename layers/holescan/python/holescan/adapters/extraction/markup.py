"""HTML, XML and SVG kept as text files: tags may stand inside a code, and entities hide dashes."""

from html.parser import HTMLParser
from itertools import chain

from holescan.adapters.extraction.plain import decoded
from holescan.adapters.extraction.reading import Reading, Source
from holescan.domain.text import TextPart

# Tags that change the look of letters but do not end a word.
_INLINE = frozenset(
    {"a", "b", "i", "u", "em", "strong", "span", "font", "small", "big", "sub", "sup", "code", "tspan", "wbr"}
)
_UNSEEN = frozenset({"script", "style"})


def read_markup(source: Source) -> Reading:
    """The whole file as one part, without its tags."""
    return Reading(pages=1, found=chain((TextPart(text_of_markup(decoded(source.content()))),)))


def text_of_markup(markup: str) -> str:
    """What a reader would see; every tag that is not inline ends the line. Never fails on broken markup."""
    collector = _Collector()
    collector.feed(markup)
    collector.close()
    return "".join(collector.pieces)


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._is_unseen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._is_unseen = tag in _UNSEEN
        self._break_line(tag)

    def handle_endtag(self, tag: str) -> None:
        self._is_unseen = False
        self._break_line(tag)

    def handle_data(self, data: str) -> None:
        if not self._is_unseen:
            self.pieces.append(data)

    def unknown_decl(self, data: str) -> None:
        self.pieces.append(data.removeprefix("CDATA["))

    def _break_line(self, tag: str) -> None:
        if tag not in _INLINE:
            self.pieces.append("\n")
