"""Text runs of Word, PowerPoint, charts, diagrams and drawings: they share the way they spell a paragraph."""

from holescan.adapters.extraction.xml_stream import Attributes, attribute

# `v` and `pt` hold a chart's labels, `text` a comment thread.
_TEXT = frozenset({"t", "delText", "v", "pt", "text"})
# The caption of an old form button or text box is a piece of a web page.
_WEB_PAGE = frozenset({"div", "font", "span"})
_STANDS_FOR = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
    "sym": " ",
}
# WordArt before 2007, and the choices of a form field: what is shown stands in an attribute.
_SAID_BY = {"textpath": "string", "listEntry": "val"}
# The end of these ends a word; ruby text (rt) stands before the letters that it explains.
_ENDS = dict.fromkeys(("p", "pt", "comment", "threadedComment", "tc", "div", "textbox"), "\n") | {"rt": "\t"}
# What a paragraph was before, how it came about, how it is pronounced.
_SKIPPED = frozenset({"rPh", "instrText", "pPrChange"})
_ALTERNATIVES, _FOR_OLDER_PROGRAMS = "AlternateContent", "Fallback"
_REMOVED, _ADDED = frozenset({"del", "moveFrom"}), frozenset({"ins", "moveTo"})
_AROUND = _WEB_PAGE | _REMOVED | _ADDED
# How DrawingML and VML point at a picture that lies elsewhere.
_LINKS = {"blip": "link", "imagedata": "href"}
_EMBEDDED = ("embed", "id", "relid")


class Runs:
    """Collects the text of one XML part, and how many pictures stand in it that the file does not hold.

    Where changes are tracked, the text is that of today; lines that were others before come once more behind it.
    """

    def __init__(self) -> None:
        self.linked_pictures = 0
        self._today: list[str] = []
        self._before: list[str] = []
        self._alternatives: list[int] = []
        self._is_text = False
        self._web_pages = self._removed = self._added = self._skipping = 0

    @property
    def joined(self) -> str:
        """The text so far."""
        today, before = "".join(self._today), "".join(self._before)
        if today == before:
            return today
        lines = set(today.split("\n"))
        return "\n".join([today, *(line for line in before.split("\n") if line not in lines)])

    @property
    def is_skipping(self) -> bool:
        """What comes now is not shown."""
        return self._skipping > 0

    def add(self, text: str) -> None:
        """Text that stands here, in the state of the changes around it."""
        if not self._removed:
            self._today.append(text)
        if not self._added:
            self._before.append(text)

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._skipping or name in _SKIPPED or (name == _FOR_OLDER_PROGRAMS and self._has_said_it_already):
            self._skipping += 1
        elif name in _TEXT:
            self._is_text = True
        elif name == _ALTERNATIVES:
            self._alternatives.append(len(self._today))
        elif name in _AROUND:
            self._count(name, 1)
        else:
            self._say(name, attributes)

    def end(self, name: str) -> None:
        """It ends."""
        if self._skipping:
            self._skipping -= 1
            return
        self._is_text = False
        if name in _ENDS:
            self.add(_ENDS[name])
        if name == _ALTERNATIVES:
            self._alternatives.pop()
        elif name in _AROUND:
            self._count(name, -1)

    def text(self, text: str) -> None:
        """Character data, kept inside a run only: white space between elements is layout of the file."""
        if (self._is_text or self._web_pages) and not self._skipping:
            self.add(text)

    @property
    def _has_said_it_already(self) -> bool:
        """An older program would show the same text once more; only where there was none, it may show some."""
        return bool(self._alternatives) and any(map(str.strip, self._today[self._alternatives[-1] :]))

    def _count(self, name: str, by: int) -> None:
        self._web_pages += by * (name in _WEB_PAGE)
        self._removed += by * (name in _REMOVED)
        self._added += by * (name in _ADDED)

    def _say(self, name: str, attributes: Attributes) -> None:
        if name in _STANDS_FOR:
            self.add(_STANDS_FOR[name])
        elif name in _SAID_BY:
            self.add(attribute(attributes, _SAID_BY[name]) + "\n")
        elif name in _LINKS:
            self._look_at_picture(attribute(attributes, _LINKS[name]), attributes)

    def _look_at_picture(self, link: str, attributes: Attributes) -> None:
        # Some programs keep a copy of what they link to.
        has_copy = any(attribute(attributes, name) for name in _EMBEDDED)
        self.linked_pictures += bool(link) and not has_copy
