"""The code list of a scan: what a sheet and typed codes come to, and what people should know about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from holescan.domain import code_warnings
from holescan.domain.code_choice import choose_sheet, labels_of, wanted_column
from holescan.domain.code_columns import CodeColumn, PlacedCell, columns_of, tidy
from holescan.domain.code_doubts import colliding_among, holding_several, remarks_among, weak_among
from holescan.domain.code_entries import is_blank, is_excel_error
from holescan.domain.errors import ColumnWithoutSheet, RequestRejected
from holescan.domain.matching import letters_of
from holescan.domain.reasons import ErrorCode
from holescan.domain.sheets import SheetTable

MAX_CODES = 100_000
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
        excel_errors: nor are these: "B7 #REF!", or "#REF!" where no cell is known.
        several: entries that seem to hold several codes, each one of `codes` all the same, by cell or as typed.
        columns: labels of all columns of all sheets.
        label: of the column that was read; "" where there was no sheet.
        column: its name for people.
        guessed_heading: a first cell that is not used because it looks unlike the rest; "" where there is none.
        later_sheet: name of the sheet that was read; "" where it is the first that holds anything.
        unread_sheets: names of sheets that look like codes too.
        unread_columns: letters of columns without heading that look like codes too.
    """

    codes: tuple[str, ...]
    blank: int = 0
    too_long: int = 0
    dates_made_by_excel: tuple[DateCell, ...] = ()
    excel_errors: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    label: str = ""
    column: str = ""
    guessed_heading: str = ""
    later_sheet: str = ""
    unread_sheets: tuple[str, ...] = ()
    unread_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes of a scan, and what happened on the way to them.

    Attributes:
        codes: distinct, in the order of the sources.
        repeated: how many entries were the same as an earlier one.
        blank: cells without any letter or digit.
        dates_made_by_excel: not among the codes.
        excel_errors: nor are these.
        several: entries that seem to hold several codes.
        remarks: codes that probably are none.
        weak: codes so short that a hit may be chance.
        colliding: groups of codes that normalised matching cannot tell apart.
        columns: labels of all columns of the sheets.
        label: of the column that was read.
        column: its name for people.
        read_from: sentences about codes that were not on the first sheet.
        unread_sheets: names of sheets that look like codes too.
        unread_columns: letters of columns that do.
    """

    codes: tuple[str, ...]
    repeated: int = 0
    blank: int = 0
    too_long: int = 0
    dates_made_by_excel: tuple[DateCell, ...] = ()
    excel_errors: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    colliding: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    label: str = ""
    column: str = ""
    guessed_headings: tuple[str, ...] = ()
    read_from: tuple[str, ...] = ()
    unread_sheets: tuple[str, ...] = ()
    unread_columns: tuple[str, ...] = ()

    def warnings(self) -> tuple[str, ...]:
        """Sentences for people, the most urgent first; none where there is nothing to know."""
        # A repeat or a blank cell costs nobody a match.
        harmless = (code_warnings.repeated(self.repeated), code_warnings.blank(self.blank, self.column))
        return (*self.urgent_warnings(), *filter(None, harmless))

    def urgent_warnings(self) -> tuple[str, ...]:
        """Those about what may cost a match, or makes one doubtful."""
        sentences = (
            code_warnings.dates([date.cell for date in self.dates_made_by_excel]),
            code_warnings.excel_errors(self.excel_errors),
            *self.read_from,
            code_warnings.other_sheets(self.unread_sheets),
            code_warnings.other_columns(self.unread_columns),
            code_warnings.too_long(self.too_long, MAX_CODE_LENGTH),
            code_warnings.several(self.several),
            code_warnings.headings(self.guessed_headings),
            code_warnings.remarks(self.remarks),
            code_warnings.colliding(self.colliding),
            code_warnings.weak(self.weak),
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
    columns_by_name = [(table.name, columns) for table in tables if (columns := columns_of(table))]
    if not columns_by_name:
        if column:
            raise ColumnWithoutSheet
        return CodeSheet(())
    names, sheets = zip(*columns_by_name, strict=True)
    labels = labels_of(names, sheets)
    choice = wanted_column(sheets, labels, column) if column else choose_sheet(sheets)
    return replace(
        _sheet_of(choice.column),
        columns=tuple(chain(*labels)),
        label=labels[choice.sheet][choice.columns.index(choice.column)],
        later_sheet=names[choice.sheet] if choice.sheet else "",
        unread_sheets=tuple(names[index] for index in choice.rivals),
        unread_columns=tuple(column.name for column in choice.beside),
    )


def unite(*sources: CodeSheet | Sequence[str]) -> CodeList:
    """One list of all sources. Empty strings are no codes; the same spelling twice is one code.

    Raises:
        RequestRejected: NO_CODES or TOO_MANY_CODES.
    """
    sheets = [each if isinstance(each, CodeSheet) else _typed(each) for each in sources]
    listed = [code for sheet in sheets for code in sheet.codes]
    codes = tuple(dict.fromkeys(listed))
    dates = tuple(date for sheet in sheets for date in sheet.dates_made_by_excel)
    errors = tuple(error for sheet in sheets for error in sheet.excel_errors)
    _refuse_size(len(codes), dates, errors)
    letters = letters_of(codes)
    return CodeList(
        codes=codes,
        repeated=len(listed) - len(codes),
        blank=sum(sheet.blank for sheet in sheets),
        too_long=sum(sheet.too_long for sheet in sheets),
        dates_made_by_excel=dates,
        excel_errors=errors,
        several=tuple(entry for sheet in sheets for entry in sheet.several),
        remarks=remarks_among(codes),
        weak=weak_among(codes, letters),
        colliding=colliding_among(codes, letters),
        columns=tuple(label for sheet in sheets for label in sheet.columns),
        label=next((sheet.label for sheet in sheets if sheet.label), ""),
        column=", ".join(sheet.column for sheet in sheets if sheet.column),
        guessed_headings=tuple(sheet.guessed_heading for sheet in sheets if sheet.guessed_heading),
        read_from=tuple(
            code_warnings.later_sheet(sheet.later_sheet, sheet.column) for sheet in sheets if sheet.later_sheet
        ),
        unread_sheets=tuple(name for sheet in sheets for name in sheet.unread_sheets),
        unread_columns=tuple(name for sheet in sheets for name in sheet.unread_columns),
    )


def _sheet_of(column: CodeColumn) -> CodeSheet:
    dates = [placed for placed in column.body if placed.is_date]
    errors = [placed for placed in column.body if is_excel_error(placed.text)]
    entries = [placed for placed in column.body if not placed.is_date]
    texts = [placed.text for placed in entries]
    codes = tuple(filter(_is_code, texts))
    too_long = sum(map(_is_too_long, texts))
    return CodeSheet(
        codes=codes,
        blank=len(texts) - len(codes) - too_long - len(errors),
        too_long=too_long,
        dates_made_by_excel=tuple(map(_date_cell, dates)),
        excel_errors=tuple(f"{placed.reference} {placed.text}" for placed in errors),
        several=tuple(entries[number].reference for number in holding_several([placed.written for placed in entries])),
        column=column.name,
        guessed_heading=column.heading if column.is_guessed else "",
    )


def _typed(texts: Sequence[str]) -> CodeSheet:
    """Codes that somebody typed one by one: what is empty is none, and is not worth a word."""
    tidied = [tidy(text) for text in texts]
    return CodeSheet(
        tuple(filter(_is_code, tidied)),
        several=tuple(f'"{tidied[number]}"' for number in holding_several(texts) if _is_code(tidied[number])),
        too_long=sum(map(_is_too_long, tidied)),
        excel_errors=tuple(filter(is_excel_error, tidied)),
    )


def _is_code(text: str) -> bool:
    return len(text) <= MAX_CODE_LENGTH and not (is_blank(text) or is_excel_error(text))


def _is_too_long(text: str) -> bool:
    return len(text) > MAX_CODE_LENGTH


def _date_cell(placed: PlacedCell) -> DateCell:
    return DateCell(placed.reference, placed.text)


def _refuse_size(codes: int, dates: Sequence[DateCell], errors: Sequence[str]) -> None:
    if not codes:
        cells = [date.cell for date in dates]
        hint = " ".join(filter(None, [code_warnings.dates(cells), code_warnings.excel_errors(errors)]))
        raise RequestRejected(
            ErrorCode.NO_CODES,
            "There is no code to look for. Send a sheet with one code a row, or type the codes.",
            hint=hint,
        )
    if codes > MAX_CODES:
        raise RequestRejected(
            ErrorCode.TOO_MANY_CODES,
            f"The list has {codes:,} different codes and a scan takes {MAX_CODES:,}. "
            "Split the list and start one scan for each part.",
            hint=f"at most {MAX_CODES:,} codes",
        )
