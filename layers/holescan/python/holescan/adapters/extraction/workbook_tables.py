"""The sheets of workbooks as tables of typed cells."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from holescan.adapters.extraction.archive import open_archive
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.sheet_stream import Lost, SheetCell, cells
from holescan.adapters.extraction.workbook import contents, referred
from holescan.adapters.extraction.workbook_binary import binary_cells, open_binary
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.sheets import LOST, Cell, Row


def workbook_sheets(source: Source) -> Iterator[tuple[str, Iterator[Row]]]:
    """Names and rows of an .xlsx or .xlsm."""
    with open_archive(source) as archive:
        sheets, is_1904 = contents(archive)
        workbook = referred(archive, is_1904=is_1904)
        # Nobody means the codes of a sheet that is not seen, where another holds some.
        for sheet in sorted(sheets, key=lambda each: each.is_hidden):
            if sheet.has_cells:
                yield sheet.name, _rows(cells(archive, sheet.part, workbook, Lost(stand_in=LOST)))
            elif not sheet.part:
                yield sheet.name, iter([(Cell(LOST),)])


def binary_workbook_sheets(source: Source) -> Iterator[tuple[str, Iterator[Row]]]:
    """Names and rows of an .xls or .xlsb.

    Raises:
        FileUnreadable: it has holes, and nobody would miss the codes that were in them.
    """
    book = open_binary(source)
    if not book.is_whole:
        raise FileUnreadable(Reason.CORRUPT, "holes")
    return ((name, _rows(binary_cells(book, name))) for name in book.names_by_sight)


def _rows(found: Iterable[SheetCell]) -> Iterator[Row]:
    in_rows = groupby((cell for cell in found if cell.row), key=lambda cell: cell.row)
    return (tuple(_padded(row)) for _, row in in_rows)


def _padded(row: Iterable[SheetCell]) -> Iterator[Cell]:
    next_column = 1
    for cell in row:
        yield from [Cell("", row=cell.row)] * (cell.column - next_column)
        yield Cell(cell.text, cell.is_date, row=cell.row)
        next_column = cell.column + 1
