"""A list with a header that goes on over as many sheets as it needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties

from holescan.adapters.report.cells import cell_text, needs_quote, web_link

FONT_NAME = "Calibri"
"""openpyxl's own default style; a Font without a name falls back to a serif in LibreOffice."""

HEADER_FONT = Font(FONT_NAME, bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="1F3A5F")
HEADER_ALIGNMENT = Alignment(vertical="center")
LINK_FONT = Font(FONT_NAME, color="0563C1", underline="single")


@dataclass(frozen=True, slots=True)
class Limits:
    """Excel's limits for one sheet; smaller ones in tests.

    Attributes:
        rows: with the header.
        links: hyperlinks; what comes after them is written as plain text.
    """

    rows: int = 1_048_576
    links: int = 65_530


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list; `width` in characters."""

    title: str
    width: float


@dataclass(frozen=True, slots=True)
class Link:
    """A value that opens `url` where that is a proper web address, and shows `url` itself where it is not."""

    url: str
    text: str = "Open"


Value = str | int | Link | None


class Table:
    """Rows under one header. When a sheet is full, "Matches" goes on in "Matches (2)", right behind it.

    Rows are on disk as soon as they are appended; only hyperlinks stay in memory, at most `Limits.links` a sheet.
    """

    def __init__(self, book: Workbook, title: str, columns: tuple[Column, ...], limits: Limits) -> None:
        self._book = book
        self._title = title
        self._columns = columns
        self._limits = limits
        self._sheets = 0
        self._begin_sheet()

    def append(self, values: Iterable[Value]) -> None:
        """Write one row, its values in the order of the columns."""
        if self._rows == self._limits.rows:
            self._begin_sheet()
        self._sheet.append(self._cells(values))
        self._rows += 1

    def finish(self) -> None:
        """No more rows: put the filter over what was written."""
        last = get_column_letter(len(self._columns))
        self._sheet.auto_filter.ref = f"A1:{last}{self._rows}"  # type: ignore[attr-defined]  # missing in the stubs
        self._sheet.close()

    def _begin_sheet(self) -> None:
        if self._sheets:
            self.finish()
        self._sheet = self._next_sheet()
        self._rows = 1
        self._links = 0
        self._link_cell = WriteOnlyCell(self._sheet)
        self._link_cell.font = LINK_FONT
        self._sheet.append([self._header_cell(column) for column in self._columns])

    def _next_sheet(self) -> WriteOnlyWorksheet:
        self._sheets += 1
        behind = self._book.index(self._sheet) + 1 if self._sheets > 1 else None
        title = self._title if self._sheets == 1 else f"{self._title} ({self._sheets})"
        sheet: WriteOnlyWorksheet = self._book.create_sheet(title, behind)
        sheet.freeze_panes = "A2"
        set_widths(sheet, (column.width for column in self._columns))
        fit_to_page_width(sheet)
        return sheet

    def _header_cell(self, column: Column) -> Cell:
        cell = WriteOnlyCell(self._sheet, column.title)
        cell.font = HEADER_FONT
        cell.fill = HEADER_FILL
        cell.alignment = HEADER_ALIGNMENT
        return cell

    # A generator, because openpyxl writes each cell before it asks for the next: so one link cell, styled once, does.
    def _cells(self, values: Iterable[Value]) -> Iterator[Cell | str | int | None]:
        for value in values:
            match value:
                case Link():
                    yield self._linked(value)
                case str():
                    yield text_cell(self._sheet, value)
                case _:
                    yield value

    def _linked(self, link: Link) -> Cell | str:
        url = web_link(link.url)
        if url is None or self._links == self._limits.links:
            return text_cell(self._sheet, link.url)
        self._links += 1
        self._link_cell.value = link.text
        self._link_cell.hyperlink = url
        return self._link_cell


def set_widths(sheet: WriteOnlyWorksheet, widths: Iterable[float]) -> None:
    """Set the width of columns A, B, … in characters; must happen before the first row."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width  # type: ignore[attr-defined]  # as above


def fit_to_page_width(sheet: WriteOnlyWorksheet) -> None:
    """Print in landscape, all columns on one page, as many pages down as it takes."""
    sheet.page_setup.orientation = "landscape"  # type: ignore[attr-defined]  # as above
    sheet.page_setup.fitToHeight = 0  # type: ignore[attr-defined]  # as above
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)  # type: ignore[attr-defined]  # as above


def text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell | str:
    """`text` as openpyxl must be given it so that it is written as text, whatever it begins with."""
    shown = cell_text(text)
    if not needs_quote(shown):
        return shown
    cell = WriteOnlyCell(sheet, shown)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
