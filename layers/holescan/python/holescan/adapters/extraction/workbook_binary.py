"""Excel's binary workbooks (.xls, .xlsb): cells through python-calamine, texts around them from the records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO

import python_calamine

from holescan.adapters.extraction.archive import open_archive
from holescan.adapters.extraction.biff import embedded_in, floating_texts
from holescan.adapters.extraction.biff_numbers import Shown, shown_cells
from holescan.adapters.extraction.biff_records import are_whole, is_protected, records, workbook_stream
from holescan.adapters.extraction.office_parts import is_markup, members_of, office_members, parts_of
from holescan.adapters.extraction.ole import is_ole
from holescan.adapters.extraction.reading import DAMAGED, Found, Reading, Source
from holescan.adapters.extraction.sheet_stream import SheetCell
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread

_VISIBLE = python_calamine.SheetVisibleEnum.Visible
_SECTOR_BYTES = 512
_Value = int | float | str | bool | time | date | datetime | timedelta


def read_binary_workbook(source: Source) -> Reading:
    """Every sheet; a workbook whose password is Excel's own default counts as protected.

    Raises:
        FileUnreadable: protected, damaged, or without a sheet, which no program writes.
    """
    book = open_binary(source)
    if not book.names:
        raise FileUnreadable(Reason.CORRUPT, "no sheet")
    return Reading(pages=len(book.names), found=_parts(source, book))


@dataclass(frozen=True, slots=True)
class BinaryBook:
    """An .xls or .xlsb that was opened.

    Attributes:
        shown: what cells show that are errors, or whose format says more than their value, by sheet, row and column.
        is_whole: no sheet breaks off, and there is no hole in one.
    """

    workbook: python_calamine.CalamineWorkbook
    shown: dict[str, Shown]
    is_whole: bool = True

    @property
    def names(self) -> list[str]:
        """Of its sheets, in the order of the tabs."""
        return self.workbook.sheet_names

    @property
    def names_by_sight(self) -> list[str]:
        """The same, hidden sheets last."""
        sheets = self.workbook.sheets_metadata
        return [each.name for each in sorted(sheets, key=lambda each: each.visible != _VISIBLE)]


def open_binary(source: Source) -> BinaryBook:
    """Open an .xls or .xlsb.

    Raises:
        FileUnreadable: protected or damaged.
    """
    stream = workbook_stream(source) if is_ole(source) else b""
    # calamine does not tell protected from damaged when it is given a stream.
    if is_protected(stream):
        raise FileUnreadable(Reason.PASSWORD)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(_in_whole_sectors(source))
    except (python_calamine.CalamineError, OSError) as error:
        raise FileUnreadable(Reason.CORRUPT, type(error).__name__) from error
    return BinaryBook(workbook, shown_cells(stream), is_whole=are_whole(records(stream)))


def _in_whole_sectors(source: Source) -> BinaryIO:
    """The last one filled up: calamine dies of a shorter one, as some programs leave it."""
    if not is_ole(source):
        return source.open()
    content = source.content()
    return BytesIO(content + bytes(-len(content) % _SECTOR_BYTES))


def binary_cells(book: BinaryBook, name: str) -> Iterator[SheetCell]:
    """Every cell of a sheet that is not empty.

    Raises:
        FileUnreadable: the sheet is damaged.
    """
    try:
        sheet = book.workbook.get_sheet_by_name(name)
        formatted = book.shown.get(name, {})
        top, left = sheet.start or (0, 0)
        for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
            for column, value in enumerate(values, start=left + 1):
                if text := formatted.get((row, column)) or shown(value):
                    yield SheetCell(row, column, text, isinstance(value, date | time))
    except python_calamine.CalamineError as error:
        raise FileUnreadable(Reason.CORRUPT, type(error).__name__) from error


def shown(value: _Value) -> str:
    """A value as text: a whole number has no ".0", a date is ISO."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return str(value).upper()
    return str(value)


def _parts(source: Source, book: BinaryBook) -> Iterator[Found]:
    for name in book.names:
        yield TextPart(name, place=f"name of sheet {name}")
        try:
            yield from (TextPart(cell.text, place=f"{name}!{cell.reference}") for cell in binary_cells(book, name))
        except FileUnreadable as unreadable:
            yield Unread(name, unreadable.reason)
    if not book.is_whole:
        yield DAMAGED
    yield from floating_texts(source) if is_ole(source) else _xlsb_parts(source)


def binary_members(source: Source) -> Iterator[Found]:
    """Files embedded in it, as its reader hands them out."""
    return embedded_in(source) if is_ole(source) else office_members(source)


def _xlsb_parts(source: Source) -> Iterator[Found]:
    """Drawings and charts are XML in an .xlsb too, comments and page headers are not."""
    with open_archive(source) as archive:
        for name in sorted(archive.names):
            if is_markup(name) and name.startswith("xl/"):
                yield from parts_of(archive, name, place=PurePosixPath(name).stem)
        yield Unread("comments and headers", Reason.UNSUPPORTED)
        yield from members_of(archive, source.limits)
