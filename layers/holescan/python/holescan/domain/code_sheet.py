"""What one source of codes holds: a sheet, or codes typed one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from holescan.domain import code_warnings
from holescan.domain.code_choice import choose_sheet, labels_of, wanted_column
from holescan.domain.code_columns import CodeColumn, PlacedCell, columns_of, tidy
from holescan.domain.code_entries import is_blank, is_excel_error
from holescan.domain.code_pieces import holding_several
from holescan.domain.errors import ColumnWithoutSheet
from holescan.domain.sheets import SheetTable

MAX_CODE_LENGTH = 200
"""Characters of one code; a longer cell is prose."""


@dataclass(frozen=True, slots=True)
class DateCell:
    """A cell where Excel stored a date, perhaps made of a code such as DEC-1; `shown` is what it shows."""

    cell: str
    shown: str


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """What one source holds.

    Attributes:
        codes: in their order, repeats included.
        blank: cells of the column without any letter or digit, in rows that hold something.
        too_long: cells that are too long for a code.
        dates_made_by_excel: cells that are not used.
        lost: cells whose value is not in the file.
        excel_errors: cells that are not used either: "B7 #REF!", or "#REF!" where no cell is known.
        several: entries that seem to hold several codes, each one of `codes` all the same, by cell or as typed.
        columns: labels of all columns of all sheets.
        label: of the column that was read; "" where there was no sheet.
        column: its name for people.
        guessed_headings: cells above the codes that are not used because they look unlike the rest.
        later_sheet: name of the sheet that was read; "" where it is the first that holds anything.
        lost_sheets: names of sheets of which nothing is in the file.
        unread_sheets: names of sheets that look like codes too.
        unread_columns: labels of columns that look like codes too.
    """

    codes: tuple[str, ...]
    blank: int = 0
    too_long: int = 0
    dates_made_by_excel: tuple[DateCell, ...] = ()
    lost: tuple[str, ...] = ()
    excel_errors: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    label: str = ""
    column: str = ""
    guessed_headings: tuple[str, ...] = ()
    later_sheet: str = ""
    lost_sheets: tuple[str, ...] = ()
    unread_sheets: tuple[str, ...] = ()
    unread_columns: tuple[str, ...] = ()

    def warnings(self) -> tuple[str, ...]:
        """Sentences about what may cost a match, the most urgent first."""
        sentences = (
            code_warnings.dates([date.cell for date in self.dates_made_by_excel]),
            code_warnings.lost(self.lost),
            code_warnings.excel_errors(self.excel_errors),
            code_warnings.lost_sheets(self.lost_sheets),
            code_warnings.later_sheet(self.later_sheet, self.column),
            code_warnings.other_sheets(self.unread_sheets),
            code_warnings.other_columns(self.unread_columns),
            code_warnings.too_long(self.too_long, MAX_CODE_LENGTH),
            code_warnings.several(self.several),
            code_warnings.headings(self.guessed_headings),
        )
        return tuple(filter(None, sentences))


def read_code_sheet(tables: Sequence[SheetTable], column: str = "") -> CodeSheet:
    """Read the codes of one sheet: the first that holds anything, unless another clearly looks more like codes.

    Args:
        tables: the sheets of a file.
        column: one of the labels in `CodeSheet.columns`, a heading, or a column's letters; "" chooses.

    Raises:
        RequestRejected: BAD_SHEET, there is no such column; INVALID_FIELD, there is none at all.
    """
    lost_sheets = tuple(table.name for table in tables if table.is_lost)
    columns_by_name = [(each.name, columns) for each in tables if not each.is_lost and (columns := columns_of(each))]
    if not columns_by_name:
        if column:
            raise ColumnWithoutSheet
        return CodeSheet((), lost_sheets=lost_sheets)
    names, sheets = zip(*columns_by_name, strict=True)
    labels = labels_of(names, sheets)
    choice = wanted_column(sheets, labels, column) if column else choose_sheet(sheets)
    return replace(
        _sheet_of(choice.column),
        columns=tuple(chain(*labels)),
        label=labels[choice.sheet][choice.columns.index(choice.column)],
        later_sheet=names[choice.sheet] if choice.sheet else "",
        lost_sheets=lost_sheets,
        unread_sheets=tuple(names[index] for index in choice.rivals),
        unread_columns=tuple(column.label for column in choice.beside),
    )


def typed_codes(texts: Sequence[str]) -> CodeSheet:
    """Codes that somebody typed one by one: what is empty is none, and is not worth a word."""
    tidied = [tidy(text) for text in texts]
    return CodeSheet(
        tuple(filter(_is_code, tidied)),
        several=tuple(f'"{tidied[number]}"' for number in holding_several(texts) if _is_code(tidied[number])),
        too_long=sum(map(_is_too_long, tidied)),
        excel_errors=tuple(filter(is_excel_error, tidied)),
    )


def _sheet_of(column: CodeColumn) -> CodeSheet:
    errors = [placed for placed in column.body if is_excel_error(placed.text)]
    entries = [placed for placed in column.body if not (placed.is_date or placed.is_lost)]
    texts = [placed.text for placed in entries]
    codes = tuple(filter(_is_code, texts))
    too_long = sum(map(_is_too_long, texts))
    return CodeSheet(
        codes=codes,
        blank=column.blank + len(texts) - len(codes) - too_long - len(errors),
        too_long=too_long,
        dates_made_by_excel=tuple(_date_cell(placed) for placed in column.body if placed.is_date),
        lost=tuple(placed.reference for placed in column.body if placed.is_lost),
        excel_errors=tuple(f"{placed.reference} {placed.text}" for placed in errors),
        several=tuple(entries[number].reference for number in holding_several([placed.written for placed in entries])),
        column=column.name,
        guessed_headings=column.guessed,
    )


def _is_code(text: str) -> bool:
    return len(text) <= MAX_CODE_LENGTH and not (is_blank(text) or is_excel_error(text))


def _is_too_long(text: str) -> bool:
    return len(text) > MAX_CODE_LENGTH


def _date_cell(placed: PlacedCell) -> DateCell:
    return DateCell(placed.reference, placed.text)
