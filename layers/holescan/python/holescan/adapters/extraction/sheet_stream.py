"""Cells of one worksheet part, in document order: a sheet with two cells costs two cells, wherever they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from holescan.adapters.extraction.archive import Archive
from holescan.adapters.extraction.number_formats import NumberFormats
from holescan.adapters.extraction.xml_stream import Attributes, steps, stream

_REFERENCE = re.compile(r"([A-Za-z]+)(\d+)")
_HEADERS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
_BOOLEANS = {"0": "FALSE", "1": "TRUE"}


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that shows something; row and column from 1. Row 0 stands for a header or footer of the page."""

    row: int
    column: int
    text: str
    is_date: bool = False

    @property
    def reference(self) -> str:
        """As Excel writes it: "B7"."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """What the cells of a workbook refer to."""

    strings: list[str]
    formats: NumberFormats


@dataclass(slots=True)
class Lost:
    """What a sheet shows and its file does not say, by the first cell of each kind; "" where there is none.

    Attributes:
        uncalculated: a formula whose value the program that wrote it left to Excel.
        dangling: a text that is not among the workbook's texts.
        stand_in: what such a cell is handed out with; "" leaves it out.
    """

    uncalculated: str = ""
    dangling: str = ""
    stand_in: str = ""


def cells(archive: Archive, part: str, workbook: Workbook, lost: Lost | None = None) -> Iterator[SheetCell]:
    """Every cell of a worksheet part that is not empty, then its headers and footers.

    Raises:
        FileUnreadable: the part is broken; the cells before the break were handed out.
    """
    sheet = _Sheet(workbook, lost or Lost())
    for _ in steps(archive.chunks(part), sheet):
        yield from sheet.cells
        sheet.cells.clear()


def shared_strings(archive: Archive, part: str) -> list[str]:
    """The table that most text cells point into."""
    strings = _SharedStrings()
    stream(archive.chunks(part), strings)
    return strings.strings


class _Sheet:
    def __init__(self, workbook: Workbook, lost: Lost) -> None:
        self.cells: list[SheetCell] = []
        self._workbook = workbook
        self._lost = lost
        self._row = self._column = 0
        self._type = self._style = ""
        self._pieces: list[str] = []
        self._is_wanted = False
        self._is_formula = False
        self._skipping = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in {"v", "t"} or name in _HEADERS:
            self._is_wanted = not self._skipping
        elif name == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
        elif name == "f":
            self._is_formula = True
        elif name == "rPh":
            self._skipping = True

    def end(self, name: str) -> None:
        self._is_wanted = False
        if name == "c":
            self._end_cell()
        elif name in _HEADERS:
            self._append(SheetCell(0, 0, without_header_codes("".join(self._pieces))))
        elif name == "rPh":
            self._skipping = False

    def text(self, text: str) -> None:
        if self._is_wanted:
            self._pieces.append(text)

    def _start_cell(self, attributes: Attributes) -> None:
        self._pieces.clear()
        self._is_formula = False
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = column_number(reference[1]) if reference else self._column + 1

    def _end_cell(self) -> None:
        stored = "".join(self._pieces)
        if stored:
            self._append(SheetCell(self._row, self._column, *self._shown(stored)))
        elif self._is_formula and self._type != "str":
            # An empty text is a value too, and is said to be a text.
            self._lost.uncalculated = self._lost.uncalculated or self._reference
            self._append(SheetCell(self._row, self._column, self._lost.stand_in))

    def _append(self, cell: SheetCell) -> None:
        self._pieces.clear()
        if cell.text.strip():
            self.cells.append(cell)

    @property
    def _reference(self) -> str:
        return SheetCell(self._row, self._column, "").reference

    def _shown(self, stored: str) -> tuple[str, bool]:
        match self._type:
            case "s":
                return self._shown_text(self._shared(stored.strip())), False
            case "n" | "":
                return self._workbook.formats.shown(stored.strip(), self._style)
            case "b":
                return _BOOLEANS.get(stored, stored), False
            case "d":
                return stored, True
            case _:
                return self._shown_text(unescaped(stored)), False

    def _shown_text(self, text: str) -> str:
        return self._workbook.formats.shown_text(text, self._style)

    def _shared(self, index: str) -> str:
        if index.isdigit() and int(index) < len(self._workbook.strings):
            return self._workbook.strings[int(index)]
        self._lost.dangling = self._lost.dangling or self._reference
        return self._lost.stand_in


class _SharedStrings:
    def __init__(self) -> None:
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._is_text = False
        self._skipping = False

    def start(self, name: str, attributes: Attributes) -> None:
        del attributes
        if name == "t":
            self._is_text = not self._skipping
        elif name == "rPh":
            self._skipping = True

    def end(self, name: str) -> None:
        self._is_text = False
        if name == "rPh":
            self._skipping = False
        elif name == "si":
            self.strings.append(unescaped("".join(self._pieces)))
            self._pieces.clear()

    def text(self, text: str) -> None:
        if self._is_text:
            self._pieces.append(text)


_ESCAPED = re.compile(r"_x((?!D[89A-F])[0-9A-F]{4})_", re.IGNORECASE)


def unescaped(text: str) -> str:
    """Excel writes characters that XML forbids, and whatever looks like one of these, as `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


_HEADER_CODE = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-F]{6}|\d{2}[+-]\d{3})|\d+|[A-Za-z&])')


def without_header_codes(header: str) -> str:
    """The fixed text of a page header: `&L&"Arial,Bold"&12HOLE-1&RPage &P` becomes two lines, HOLE-1 and Page."""
    return _HEADER_CODE.sub(_header_text, header)


def _header_text(found: re.Match[str]) -> str:
    match found[0]:
        case "&&":
            return "&"
        case "&L" | "&C" | "&R":
            return "\n"
        case _:
            return ""


def column_number(letters: str) -> int:
    """A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is A, 16384 is XFD."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
