"""Text runs of Word, PowerPoint, charts, diagrams and drawings: they share the way they spell a paragraph."""

import re

from holescan.adapters.extraction.xml_stream import Attributes, attribute

# A quarter of a PowerPoint slide, or a fifth of an A4 sheet, in square EMU (914,400 to the inch).
LARGE_PICTURE_EMU2 = 15_000_000_000_000
_EMU_PER_POINT = 12_700

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
# What an older program shows instead: the same text again, or a note that it cannot show it.
_SKIPPED = frozenset({"Fallback", "rPh", "instrText"})
_SIZE = re.compile(r"(width|height)\s*:\s*([\d.]+)pt")


class Runs:
    """Collects the text of one XML part, and how many large pictures stand in it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.large_pictures = 0
        self._is_text = False
        self._skipping = 0
        self._in_picture = False
        self._shape_emu2 = 0.0

    @property
    def joined(self) -> str:
        """The text so far."""
        return "".join(self.pieces)

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
        elif name in _TEXT:
            self._is_text = True
        elif name in _STANDS_FOR:
            self.pieces.append(_STANDS_FOR[name])
        else:
            self._look_at_picture(name, attributes)

    def end(self, name: str) -> None:
        """It ends."""
        if self._skipping:
            self._skipping -= 1
            return
        self._is_text = False
        if name in _ENDS:
            self.pieces.append(_ENDS[name])
        elif name == "pic":
            self._in_picture = False

    def text(self, text: str) -> None:
        """Character data, kept inside a run only: white space between elements is layout of the file."""
        if self._is_text and not self._skipping:
            self.pieces.append(text)

    def _look_at_picture(self, name: str, attributes: Attributes) -> None:
        if name == "pic":
            self._in_picture = True
        elif name == "ext" and self._in_picture:
            self._count_picture(_number(attributes, "cx") * _number(attributes, "cy"))
        elif name == "shape":
            sides = dict(_SIZE.findall(attributes.get("style", "")))
            self._shape_emu2 = float(sides.get("width", 0)) * float(sides.get("height", 0)) * _EMU_PER_POINT**2
        elif name == "imagedata":
            self._count_picture(self._shape_emu2)

    def _count_picture(self, emu2: float) -> None:
        self.large_pictures += emu2 >= LARGE_PICTURE_EMU2


def _number(attributes: Attributes, name: str) -> float:
    value = attribute(attributes, name)
    return float(value) if value.isdigit() else 0.0
