"""The user's own list of codes as tables of typed cells: .xlsx, .xlsm, .xls, .xlsb, .csv or .txt."""

import csv
import re
from collections.abc import Callable, Iterator
from itertools import repeat

from holescan.adapters.extraction.on_demand import OnDemand
from holescan.adapters.extraction.plain import decoded
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.separated import records
from holescan.adapters.extraction.sniff import Kind, kind_of
from holescan.adapters.extraction.text_damage import empty_blocks
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.sheets import Cell, Row, SheetTable

Sheets = Iterator[tuple[str, Iterator[Row]]]

# What programs write so that Excel keeps the zeros of 007.
_FORMULA = re.compile(r'^="([^"]*)"$')

# A list of lines, as most are that a program writes, is read before either of these would be loaded.
_workbook_sheets: Callable[[Source], Sheets] = OnDemand("workbook_tables", "workbook_sheets")
_binary_workbook_sheets: Callable[[Source], Sheets] = OnDemand("workbook_tables", "binary_workbook_sheets")


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


def _sheets(source: Source) -> Sheets:
    match kind_of(source):
        case Kind.WORKBOOK:
            yield from _workbook_sheets(source)
        case Kind.BINARY_WORKBOOK:
            yield from _binary_workbook_sheets(source)
        case Kind.TEXT:
            yield "", _text_rows(_sound(source.content()))
        case _:
            raise FileUnreadable(Reason.UNSUPPORTED, "not a table")


def _sound(content: bytes) -> str:
    if any(empty_blocks(content)):
        raise FileUnreadable(Reason.CORRUPT, "an empty block")
    return decoded(content)


def _text_rows(text: str) -> Iterator[Row]:
    try:
        for number, row in records(text):
            yield tuple(map(Cell, map(_text_in, row), repeat(False), repeat(number)))
    except csv.Error as error:
        raise FileUnreadable(Reason.CORRUPT, "csv") from error


def _text_in(value: str) -> str:
    # Asked first, because a pattern is slow to say of 100,000 cells that they are none.
    return _FORMULA.sub(r"\1", value) if value.startswith("=") else value
