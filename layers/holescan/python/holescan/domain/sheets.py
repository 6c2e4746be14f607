"""A code list as it was read: sheets of rows of cells, before anybody knows which of them are codes."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as text; `is_date` where the program stored a date, which may once have been a code (DEC-1).

    Attributes:
        row: its number in the sheet, from 1, for people; 0 where nobody knows it.
    """

    text: str
    is_date: bool = False
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet: rows from the top, empty rows left out."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
