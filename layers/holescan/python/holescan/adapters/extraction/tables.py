"""The user's own list of codes as tables of typed cells: .xlsx, .xlsm, .xls, .xlsb, .csv or .txt."""

import csv
from collections.abc import Iterable, Iterator
from itertools import groupby

from holescan.adapters.extraction.archive import open_archive
from holescan.adapters.extraction.plain import decoded
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.separated import records
from holescan.adapters.extraction.sheet_stream import Lost, SheetCell, cells
from holescan.adapters.extraction.sniff import Kind, kind_of
from holescan.adapters.extraction.workbook import contents, referred
from holescan.adapters.extraction.workbook_binary import binary_cells, open_binary
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.sheets import LOST, Cell, SheetTable

Row = tuple[Cell, ...]


def read_sheet(source: Source) -> tuple[SheetTable, ...]:
    """All sheets with their rows, hidden sheets last; empty rows are left out, empty cells before the last of a row are kept.

    Raises:
        FileUnreadable: it is no table, or none that can be opened, or one with too many cells.
    """
    left = source.limits.sheet_cells
    tables = []
    for name, rows in _sheets(source):
        kept = []
        for row in rows:
            left -= len(row)
            if left < 0:
                raise FileUnreadable(Reason.TOO_LARGE, "cells")
            kept.append(row)
        tables.append(SheetTable(name, tuple(kept)))
    return tuple(tables)


def _sheets(source: Source) -> Iterator[tuple[str, Iterator[Row]]]:
    match kind_of(source):
        case Kind.WORKBOOK:
            yield from _workbook_sheets(source)
        case Kind.BINARY_WORKBOOK:
            book = open_binary(source)
            yield from ((name, _rows(binary_cells(book, name))) for name in book.names_by_sight)
        case Kind.TEXT:
            yield "", _text_rows(decoded(source.content()))
        case _:
            raise FileUnreadable(Reason.UNSUPPORTED, "not a table")


def _workbook_sheets(source: Source) -> Iterator[tuple[str, Iterator[Row]]]:
    with open_archive(source) as archive:
        sheets, is_1904 = contents(archive)
        workbook = referred(archive, is_1904=is_1904)
        # Nobody means the codes of a sheet that is not seen, where another holds some.
        for sheet in sorted(sheets, key=lambda each: each.is_hidden):
            if sheet.has_cells:
                yield sheet.name, _rows(cells(archive, sheet.part, workbook, Lost(stand_in=LOST)))
            elif not sheet.part:
                yield sheet.name, iter([(Cell(LOST),)])


def _rows(found: Iterable[SheetCell]) -> Iterator[Row]:
    in_rows = groupby((cell for cell in found if cell.row), key=lambda cell: cell.row)
    return (tuple(_padded(row)) for _, row in in_rows)


def _padded(row: Iterable[SheetCell]) -> Iterator[Cell]:
    next_column = 1
    for cell in row:
        yield from [Cell("", row=cell.row)] * (cell.column - next_column)
        yield Cell(cell.text, cell.is_date, row=cell.row)
        next_column = cell.column + 1


def _text_rows(text: str) -> Iterator[Row]:
    try:
        for number, row in records(text):
            yield tuple(Cell(value, row=number) for value in row)
    except csv.Error as error:
        raise FileUnreadable(Reason.CORRUPT, "csv") from error
