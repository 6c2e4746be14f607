"""Excel workbooks (.xlsx, .xlsm): cells one by one, then headers, comments, text boxes, charts and sheet names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from holescan.adapters.extraction.archive import Archive, open_archive
from holescan.adapters.extraction.number_formats import NumberFormats
from holescan.adapters.extraction.office_parts import (
    is_markup,
    is_wordless,
    members_of,
    missing_parts,
    parts_of,
    relations,
)
from holescan.adapters.extraction.reading import Found, Reading, Source
from holescan.adapters.extraction.sheet_stream import Lost, SheetCell, Workbook, cells, shared_strings
from holescan.adapters.extraction.xml_stream import Attributes, attribute, stream
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread

_WORKBOOK = "xl/workbook.xml"
# These hold charts and boxes, and are read as drawings are; all others hold cells, in whatever folder they lie.
_WITHOUT_CELLS = re.compile(r"xl/(chartsheets|dialogsheets)/", re.IGNORECASE)
# Read above as cells, or never on the screen: caches of pivot tables and of other workbooks, names, connections.
_NOT_SHOWN = re.compile(
    r"xl/(worksheets|pivotCache|pivotTables|externalLinks|tables|queryTables|richData|model|revisions)/"
    r"|xl/(workbook|sharedStrings|styles|calcChain|metadata|connections|volatileDependencies|xmlMaps)\.xml",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SheetRef:
    """A sheet as the workbook lists it; `part` is its member, "" when the workbook points nowhere."""

    name: str
    part: str
    is_hidden: bool = False

    @property
    def has_cells(self) -> bool:
        """It is there, and is no sheet of charts or boxes."""
        return bool(self.part) and not _WITHOUT_CELLS.match(self.part)


def read_workbook(source: Source) -> Reading:
    """Every sheet, hidden ones too; up to `cell_parts` cells one part each, from then on one part a row.

    Raises:
        FileUnreadable: damaged, or without a sheet, which no program writes.
    """
    with open_archive(source) as archive:
        sheets, _ = contents(archive)
    if not sheets:
        raise FileUnreadable(Reason.CORRUPT, "no sheet")
    return Reading(pages=len(sheets), found=_parts(source))


def contents(archive: Archive) -> tuple[list[SheetRef], bool]:
    """The sheets in the order of their tabs, and whether dates count from 1904."""
    names = {name.lower(): name for name in archive.names}
    part = names.get(_WORKBOOK)
    if part is None:
        raise FileUnreadable(Reason.CORRUPT, "no workbook part")
    tabs = _Tabs()
    stream(archive.chunks(part), tabs)
    targets = relations(archive, part)
    sheets = [
        SheetRef(name, names.get(targets.get(relation, "").lower(), ""), is_hidden)
        for name, relation, is_hidden in tabs.sheets
    ]
    return sheets, tabs.is_1904


def referred(archive: Archive, *, is_1904: bool) -> Workbook:
    """Shared strings and number formats."""
    names = {name.lower(): name for name in archive.names}
    formats = NumberFormats(is_1904=is_1904)
    if styles := names.get("xl/styles.xml"):
        stream(archive.chunks(styles), formats)
    strings = names.get("xl/sharedstrings.xml")
    return Workbook(shared_strings(archive, strings) if strings else [], formats)


def _parts(source: Source) -> Iterator[Found]:
    with open_archive(source) as archive:
        sheets, is_1904 = contents(archive)
        workbook = referred(archive, is_1904=is_1904)
        teller = _Teller(source.limits.cell_parts)
        for sheet in sheets:
            yield TextPart(sheet.name, place=f"name of sheet {sheet.name}")
            if sheet.has_cells:
                lost = Lost()
                yield from teller.sheet(sheet, cells(archive, sheet.part, workbook, lost))
                yield from _gaps(sheet, lost)
            elif not sheet.part:
                yield Unread(sheet.name, Reason.CORRUPT)
        yield from _others(archive, {sheet.part for sheet in sheets if sheet.has_cells})
        yield from missing_parts(archive, is_unseen=_is_unseen)
        yield from members_of(archive, source.limits)


@dataclass(slots=True)
class _Teller:
    """Makes parts of cells; `singles` of them may still stand alone, over all sheets together."""

    singles: int

    def sheet(self, sheet: SheetRef, found: Iterator[SheetCell]) -> Iterator[Found]:
        try:
            for _, row in groupby(found, key=lambda cell: cell.row):
                yield from self._row(sheet, list(row))
        except FileUnreadable as unreadable:
            yield Unread(sheet.name, unreadable.reason)
            if unreadable.reason is Reason.TOO_LARGE:
                raise

    def _row(self, sheet: SheetRef, row: list[SheetCell]) -> Iterator[Found]:
        if self.singles > 0:
            self.singles -= len(row)
            yield from (TextPart(cell.text, place=_place(sheet, cell)) for cell in row)
        else:
            # A tab is never part of a code, so nothing matches from one cell into the next.
            yield TextPart("\t".join(cell.text for cell in row), place=_place(sheet, row[0]))


def _place(sheet: SheetRef, cell: SheetCell) -> str:
    return f"{sheet.name}!{cell.reference}" if cell.row else f"header of {sheet.name}"


def _gaps(sheet: SheetRef, lost: Lost) -> Iterator[Unread]:
    if lost.uncalculated:
        yield Unread(f"{sheet.name}: formulas without a value, from {lost.uncalculated}", Reason.UNSUPPORTED)
    if lost.dangling:
        yield Unread(f"{sheet.name}: texts that are lost, from {lost.dangling}", Reason.CORRUPT)


def _is_unseen(part: str) -> bool:
    """Of the parts behind the cells, lost sheets and texts are told above; lost styles cost the form of every number."""
    return is_wordless(part) or (bool(_NOT_SHOWN.match(part)) and not part.endswith("/styles.xml"))


def _others(archive: Archive, done: set[str]) -> Iterator[Found]:
    for name in sorted(set(archive.names) - done):
        if is_markup(name) and not _NOT_SHOWN.match(name):
            yield from parts_of(archive, name, place=PurePosixPath(name).stem)


class _Tabs:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.is_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            is_hidden = "hidden" in attribute(attributes, "state").lower()
            self.sheets.append((attribute(attributes, "name"), attribute(attributes, "id"), is_hidden))
        elif name == "workbookPr":
            self.is_1904 = attribute(attributes, "date1904") in {"1", "true", "on"}

    def end(self, name: str) -> None:
        """Nothing to do: sheets are attributes."""

    def text(self, text: str) -> None:
        """Nothing to do: sheets are attributes."""
