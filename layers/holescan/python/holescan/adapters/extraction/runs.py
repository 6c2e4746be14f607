"""Text runs of Word, PowerPoint, charts, diagrams and drawings: they share the way they spell a paragraph."""

from holescan.adapters.extraction.xml_stream import Attributes, attribute

# `v` holds a chart's labels, `text` a comment thread, `font` and `div` the caption of an old form button.
_TEXT = frozenset({"t", "delText", "v", "text", "font", "div"})
_STANDS_FOR = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
    "sym": " ",
}
# The end of these ends a word; ruby text (rt) stands before the letters that it explains.
_ENDS = {"p": "\n", "pt": "\n", "rt": "\t", "comment": "\n", "threadedComment": "\n", "tc": "\n"}
# What an older program shows instead: the same text again, or a note that it cannot show it; what a paragraph was before.
_SKIPPED = frozenset({"Fallback", "rPh", "instrText", "pPrChange"})
# How DrawingML and VML point at a picture that lies elsewhere.
_LINKS = {"blip": "link", "imagedata": "href"}
_EMBEDDED = ("embed", "id", "relid")


class Runs:
    """Collects the text of one XML part, and how many pictures stand in it that the file does not hold."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked_pictures = 0
        self._is_text = False
        self._skipping = 0

    @property
    def joined(self) -> str:
        """The text so far."""
        return "".join(self.pieces)

    @property
    def is_skipping(self) -> bool:
        """What comes now is not shown."""
        return self._skipping > 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
        elif name in _TEXT:
            self._is_text = True
        elif name in _STANDS_FOR:
            self.pieces.append(_STANDS_FOR[name])
        elif name in _LINKS:
            self._look_at_picture(attribute(attributes, _LINKS[name]), attributes)

    def end(self, name: str) -> None:
        """It ends."""
        if self._skipping:
            self._skipping -= 1
            return
        self._is_text = False
        if name in _ENDS:
            self.pieces.append(_ENDS[name])

    def text(self, text: str) -> None:
        """Character data, kept inside a run only: white space between elements is layout of the file."""
        if self._is_text and not self._skipping:
            self.pieces.append(text)

    def _look_at_picture(self, link: str, attributes: Attributes) -> None:
        # Some programs keep a copy of what they link to.
        has_copy = any(attribute(attributes, name) for name in _EMBEDDED)
        self.linked_pictures += bool(link) and not has_copy
