"""Delimiter-separated text (CSV and its kin): which character parts the cells, and the rows with their quotes undone."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

_DELIMITERS = ",;\t|"
_SNIFFED_CHARACTERS = 4096
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def records(text: str, *, strict: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with their number from 1 as a spreadsheet counts them.

    Args:
        text: the whole file.
        strict: a quote that nobody closed, or that closes in the middle of a cell, is an error.

    Raises:
        csv.Error: the quotes do not fit, or a cell has over 131,072 characters.
    """
    rows = csv.reader(_lines(text), delimiter=delimiter_of(text), strict=strict)
    return ((number, row) for number, row in enumerate(rows, 1) if any(map(str.strip, row)))


def is_well_quoted(text: str) -> bool:
    """Whether the whole text can be taken apart strictly."""
    try:
        for _ in records(text, strict=True):
            pass
    except csv.Error:
        return False
    return True


def delimiter_of(text: str) -> str:
    """The delimiter that gives most rows the same number of cells; a comma when none does, which leaves one column."""
    whole_lines = text[:_SNIFFED_CHARACTERS]
    if len(text) > _SNIFFED_CHARACTERS:
        whole_lines = whole_lines[: whole_lines.rfind("\n") + 1] or whole_lines
    return max(_DELIMITERS, key=lambda each: _agreement(whole_lines, each))


def _agreement(sample: str, delimiter: str) -> tuple[int, int]:
    """How many rows have the most common width above 1, and that width; quotes around a wrong delimiter disagree."""
    widths: Counter[int] = Counter()
    # What came before an error counts: an inch mark may open a quote in one odd row.
    with suppress(csv.Error):
        widths.update(map(len, csv.reader(_lines(sample), delimiter=delimiter, strict=True)))
    width, rows = max(((each, rows) for each, rows in widths.items() if each > 1), key=_by_rows, default=(0, 0))
    return rows, width


def _by_rows(width_and_rows: tuple[int, int]) -> tuple[int, int]:
    width, rows = width_and_rows
    return rows, width


def _lines(text: str) -> Iterator[str]:
    # A file object would copy the text; a line may end in a lone CR, as on old Macs.
    return (line[0] for line in _LINE.finditer(text))
