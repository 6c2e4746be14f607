"""A code list as it was read: sheets of rows of cells, before anybody knows which of them are codes."""

from dataclasses import dataclass
from typing import NamedTuple

LOST = "\ufffc"
"""Stands in a cell's text for what the program that saved the list did not save: the value of a formula, a text, a sheet.

A mark in the text, as an error of Excel is, because where it stands tells whether a code is missing.
"""


class Cell(NamedTuple):
    """A cell as text. No dataclass, because lists have 100,000.

    Attributes:
        is_date: the program stored a date, which may once have been a code (DEC-1).
        row: its number in the sheet, from 1, for people; 0 where nobody knows it.
    """

    text: str
    is_date: bool = False
    row: int = 0


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet: rows from the top, empty rows left out."""

    name: str
    rows: tuple[Row, ...]

    @property
    def is_lost(self) -> bool:
        """All that is known of the sheet is that there was something."""
        shown = (cell.text for row in self.rows for cell in row if cell.text)
        return next(shown, "") == LOST and all(text == LOST for text in shown)
