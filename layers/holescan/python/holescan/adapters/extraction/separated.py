"""Delimiter-separated text (CSV and its kin): which character parts the cells, and the rows with their quotes undone."""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from operator import itemgetter

_DELIMITERS = ",;\t|"
_ONE_COLUMN = "\x1f"
_SNIFFED_CHARACTERS = 4096
# Excel's own way: a first line that says it, and that no spreadsheet shows.
_DELIMITER_TOLD = re.compile(r"sep=(?P<delimiter>[^\"\r\n])(?:\r\n|\n|\r)", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def records(text: str, *, strict: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with their number from 1 as a spreadsheet counts them.

    Args:
        text: the whole file.
        strict: a quote that nobody closed, or that closes in the middle of a cell, is an error. Else, where such a
            quote would join lines, quotes around cells are all that is undone: an inch mark hides no row.

    Raises:
        csv.Error: the quotes do not fit, or a cell has over 131,072 characters.
    """
    rows = _rows(text, strict=strict)
    return ((number, row) for number, row in enumerate(rows, 1) if any(map(str.strip, row)))


def _rows(text: str, *, strict: bool) -> Iterable[list[str]]:
    told = _DELIMITER_TOLD.match(text)
    delimiter = told["delimiter"] if told else delimiter_of(text)
    return _parted(text[told.end() :] if told else text, delimiter, strict=strict)


def _parted(text: str, delimiter: str, *, strict: bool) -> Iterable[list[str]]:
    if not strict and _has_runaway_quote(text, delimiter):
        rows = csv.reader(_lines(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)
        return (list(map(_without_quotes, row)) for row in rows)
    return csv.reader(_lines(text), delimiter=delimiter, strict=strict)


def _has_runaway_quote(text: str, delimiter: str) -> bool:
    """The quotes do not fit, and one of them joins lines."""
    if '"' not in text or is_well_quoted(text):
        return False
    reader = csv.reader(_lines(text), delimiter=delimiter)
    try:
        return sum(1 for _ in reader) < reader.line_num
    except csv.Error:
        return True


def _without_quotes(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if _is_quoted(cell) else cell


def _is_quoted(cell: str) -> bool:
    return len(cell) >= len('""') and cell.startswith('"') and cell.endswith('"')


def is_well_quoted(text: str) -> bool:
    """Whether the whole text can be taken apart strictly."""
    try:
        deque(_rows(text, strict=True), maxlen=0)
    except csv.Error:
        return False
    return True


def delimiter_of(text: str) -> str:
    """The delimiter that gives most rows the same number of cells; one that no text has where few rows have any.

    A list of tags in one column has some with a comma, such as P-101A,B: there it parts no cells.
    """
    whole_lines = text[:_SNIFFED_CHARACTERS]
    if len(text) > _SNIFFED_CHARACTERS:
        whole_lines = whole_lines[: whole_lines.rfind("\n") + 1] or whole_lines
    lines = sum(1 for line in _lines(whole_lines) if line.strip())
    widths = {each: _widths(whole_lines, each) for each in _DELIMITERS}
    likely = [each for each in _DELIMITERS if 2 * widths[each][1] < lines]
    return max(likely, key=lambda each: _agreement(widths[each]), default=_ONE_COLUMN)


def _widths(sample: str, delimiter: str) -> Counter[int]:
    """How many rows have how many cells; quotes around a wrong delimiter end the count."""
    widths: Counter[int] = Counter()
    # What came before an error counts: an inch mark may open a quote in one odd row.
    with suppress(csv.Error):
        widths.update(len(row) for row in csv.reader(_lines(sample), delimiter=delimiter, strict=True) if row)
    return widths


def _agreement(widths: Counter[int]) -> tuple[int, int]:
    """How many rows have the most common width above 1, and that width."""
    width, rows = max(((each, rows) for each, rows in widths.items() if each > 1), key=_by_rows, default=(0, 0))
    return rows, width


def _by_rows(width_and_rows: tuple[int, int]) -> tuple[int, int]:
    width, rows = width_and_rows
    return rows, width


def _lines(text: str) -> Iterator[str]:
    # A file object would copy the text; a line may end in a lone CR, as on old Macs.
    return map(itemgetter(0), _LINE.finditer(text))
