"""Which column of which sheet holds the codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from holescan.domain.code_columns import (
    CodeColumn,
    column_letters,
    has_heading_of_codes_below,
    likeness,
    likeness_of_cells,
    prefixes_of,
    tidy,
)
from holescan.domain.code_headings import promises_codes, promises_others
from holescan.domain.errors import RequestRejected
from holescan.domain.reasons import ErrorCode

_LABELS_IN_HINT = 20
_CLEARLY = 0.3
_HARDLY = 0.15  # depths and counters come to less, words and numbers of four digits to more
_CODES = 0.8  # most cells of a column that comes to this have letters and digits, and few repeat


@dataclass(frozen=True, slots=True)
class Choice:
    """A column of one of several sheets.

    Attributes:
        sheet: its number from 0.
        columns: all columns of that sheet.
        rivals: numbers of the other sheets with a column that looks like codes nearly as much.
        beside: columns of that sheet that look like codes too, as the second of BH-1, BH-2 does in a .csv.
    """

    sheet: int
    columns: Sequence[CodeColumn]
    column: CodeColumn
    rivals: tuple[int, ...] = ()
    beside: tuple[CodeColumn, ...] = ()


Labels = Sequence[Sequence[str]]
"""Of each sheet, of each column, what it is chosen by."""


def labels_of(names: Sequence[str], sheets: Sequence[Sequence[CodeColumn]]) -> Labels:
    """All different: "B Hole no.", or "Holes!B Hole no." where several sheets hold something."""
    prefixes = [f"{name}!" for name in names] if len(sheets) > 1 else [""]
    return [[prefix + column.label for column in columns] for prefix, columns in zip(prefixes, sheets, strict=True)]


def wanted_column(sheets: Sequence[Sequence[CodeColumn]], labels: Labels, wanted: str) -> Choice:
    """The column with this label; else, on the first sheet that has one, with this heading or these letters.

    Raises:
        RequestRejected: BAD_SHEET, there is no such column.
    """
    for number, (columns, of_sheet) in enumerate(zip(sheets, labels, strict=True)):
        if wanted in of_sheet:
            return Choice(number, columns, columns[of_sheet.index(wanted)])
    for number, columns in enumerate(sheets):
        for column in _called(columns, tidy(wanted).casefold()):
            return Choice(number, columns, column)
    raise RequestRejected(
        ErrorCode.BAD_SHEET,
        "The sheet has no such column. Name one of its columns.",
        hint=", ".join(list(chain(*labels))[:_LABELS_IN_HINT]),
    )


def choose_sheet(sheets: Sequence[Sequence[CodeColumn]]) -> Choice:
    """Each sheet's best column, and of these the first.

    Another sheet is read where its column clearly looks more like codes: a cover of titles comes first in many files.

    Args:
        sheets: their columns; at least one sheet, and each with at least one column.
    """
    chosen, looks = zip(*map(_chosen, sheets), strict=True)
    best = max(range(len(sheets)), key=looks.__getitem__)
    number = best if looks[best] >= looks[0] + _CLEARLY else 0
    rivals = tuple(each for each in range(len(sheets)) if each != number and _is_rival(chosen[each], chosen[number]))
    beside = tuple(
        column for column in sheets[number] if column is not chosen[number] and _is_beside(column, chosen[number])
    )
    return Choice(number, sheets[number], chosen[number], rivals, beside)


def _chosen(columns: Sequence[CodeColumn]) -> tuple[CodeColumn, float]:
    """The first column, unless another clearly looks more like codes; and how much it does."""
    looks = list(map(likeness, columns))
    best = max(range(len(columns)), key=looks.__getitem__)
    number = best if looks[best] >= looks[0] + _CLEARLY else 0
    return columns[number], looks[number]


def _is_beside(column: CodeColumn, chosen: CodeColumn) -> bool:
    return _is_rival(column, chosen) or has_heading_of_codes_below(column)


def _is_rival(column: CodeColumn, chosen: CodeColumn) -> bool:
    """Its cells look like codes, or as much like them as those of the chosen one do."""
    enough = min(_CODES, max(_HARDLY, likeness_of_cells(chosen)))
    return likeness_of_cells(column) >= enough and _may_hold_codes(column, chosen)


def _may_hold_codes(column: CodeColumn, chosen: CodeColumn) -> bool:
    """A heading that is no code's says what else a column is: drawings look like codes too, but not like these."""
    if not column.heading or promises_codes(column.heading):
        return True
    if promises_others(column.heading):
        return False
    return not promises_codes(chosen.heading) or not prefixes_of(column).isdisjoint(prefixes_of(chosen))


def _called(columns: Sequence[CodeColumn], asked: str) -> list[CodeColumn]:
    by_heading = [column for column in columns if column.heading.casefold() == asked]
    return by_heading or [column for column in columns if column_letters(column.index).casefold() == asked]
