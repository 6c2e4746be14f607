"""How Excel shows a number: dates are numbers, and 7 shown as 0007 or HOLE-7 is the code 0007 or HOLE-7."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Context, Decimal, InvalidOperation

from holescan.adapters.extraction.format_sections import adds_to_numbers, section_for, sections_of, text_section
from holescan.adapters.extraction.xml_stream import Attributes, attribute

# ECMA-376 part 1, 18.8.30: formats that are known by number alone; 27 to 58 are the East Asian dates.
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
# A cell shows others as powers of ten, and spelled out they may fill the memory.
_MOST_DIGITS = 20
_FIFTEEN_DIGITS = Context(prec=15)
# Day 60 of the count is 29 February 1900, which never was; from March 1900 on the count starts here.
_FIRST_DAY = datetime(1899, 12, 30, tzinfo=UTC)
_FIRST_DAY_1904 = datetime(1904, 1, 1, tzinfo=UTC)
_LAST_SERIAL = 2_958_465


@dataclass(slots=True)
class NumberFormats:
    """The formats of one workbook, collected from its styles; `is_1904` from its workbook part."""

    is_1904: bool = False
    _codes: dict[int, str] = field(default_factory=dict)
    _cell_formats: list[int] = field(default_factory=list)
    _in_cell_formats: bool = False

    def add_code(self, format_id: int, code: str) -> None:
        """A format of the workbook's own."""
        self._codes[format_id] = code

    def add_cell_format(self, format_id: int) -> None:
        """The next of the formats that cells point to by their index."""
        self._cell_formats.append(format_id)

    def start(self, name: str, attributes: Attributes) -> None:
        """An element of styles.xml begins."""
        if name == "numFmt":
            self.add_code(int(attribute(attributes, "numFmtId")), attribute(attributes, "formatCode"))
        elif name == "cellXfs":
            self._in_cell_formats = True
        elif name == "xf" and self._in_cell_formats:
            self.add_cell_format(int(attribute(attributes, "numFmtId") or 0))

    def end(self, name: str) -> None:
        """It ends."""
        if name == "cellXfs":
            self._in_cell_formats = False

    def text(self, text: str) -> None:
        """Styles hold attributes only."""

    def shown(self, value: str, style: str) -> tuple[str, bool]:
        """A stored number as it is seen, as far as codes may depend on it, and whether it is a date."""
        format_id = self._format_of(style)
        code = self._codes.get(format_id, "")
        if format_id in _BUILT_IN_DATES or is_date_format(code):
            return self._date(value), True
        return with_format(value, code), False

    def shown_text(self, text: str, style: str) -> str:
        """A stored text as it is seen."""
        return text_with_format(text, self._codes.get(self._format_of(style), ""))

    def _format_of(self, style: str) -> int:
        index = int(style) if style.isdigit() else 0
        return self._cell_formats[index] if index < len(self._cell_formats) else 0

    def _date(self, value: str) -> str:
        try:
            days = float(value)
        except ValueError:
            return value
        if not 0 <= days <= _LAST_SERIAL:
            return value
        shown = (_FIRST_DAY_1904 if self.is_1904 else _FIRST_DAY) + timedelta(days=days)
        return shown.strftime("%Y-%m-%d" if days == int(days) else "%Y-%m-%d %H:%M:%S")


def is_date_format(code: str) -> bool:
    """The format shows days or hours: it has one of their letters outside quotes and brackets."""
    bare = _BRACKETS.sub("", _LITERAL.sub("", code.partition(";")[0]))
    return bool(_DATE_LETTERS.search(bare)) and "general" not in bare.lower()


def with_format(value: str, code: str) -> str:
    """A number with its leading zeros and the fixed text around it; without such text as it is stored, or nearly."""
    plain = plain_number(value)
    number = _number(plain) if adds_to_numbers(code) else None
    if number is None:
        return plain
    section = section_for(number, code)
    if section.counts_digits and (section.has_words or plain.isdigit()):
        return _signed(section.digits(abs(number)), number, code)
    return section.around(plain) if section.has_words else plain


def text_with_format(text: str, code: str) -> str:
    """A text with the fixed text around it: 07 shown as BH-07."""
    section = text_section(code) if "@" in code else None
    return section.around(text) if section else text


def plain_number(stored: str) -> str:
    """As a cell shows it that is wide enough: no exponent, no .0, 15 digits. Java writes 10423001 as 1.0423001E7."""
    number = None if stored.isdigit() else _number(stored)
    if number is None:
        return stored
    shown = f"{_FIFTEEN_DIGITS.plus(number):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS else None


def _signed(shown: str, number: Decimal, code: str) -> str:
    return f"-{shown}" if number < 0 and len(sections_of(code)) == 1 else shown
