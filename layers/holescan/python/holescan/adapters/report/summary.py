"""The first sheet: what was scanned, what came of it, and whether that is everything."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from holescan.adapters.report.cells import web_link
from holescan.adapters.report.cost_words import cost_words
from holescan.adapters.report.option_words import option_words
from holescan.adapters.report.tables import (
    FONT_NAME,
    HEADER_FILL,
    HEADER_FONT,
    LINK_FONT,
    Link,
    fit_to_page_width,
    set_widths,
    text_cell,
)
from holescan.adapters.report.tally import Tally
from holescan.domain.pause import how_it_was_cut_short
from holescan.domain.remarks import remarks_on
from holescan.ports import ReportContents

SUMMARY = "Summary"
LABEL_WIDTH = 30
VALUE_WIDTH = 90
LINE_HEIGHT = 16
"""In points."""

LINE_CHARACTERS = 80
"""What surely fits a line of the values, bold text in a substitute font included."""

OWNER_CHARACTERS = 8
"""Enough of the owner's hash to tell two people apart, too little to be anybody's key."""

INTEGER_FORMAT = "#,##0"
INSTANT_FORMAT = 'yyyy-mm-dd hh:mm:ss "UTC"'
DURATION_FORMAT = "[h]:mm:ss"

TITLE_FONT = Font(FONT_NAME, bold=True, size=16, color="1F3A5F")
LABEL_FONT = Font(FONT_NAME, color="595959")
BOLD = Font(FONT_NAME, bold=True)
GOOD_FILL = PatternFill("solid", fgColor="E2F0D9")
BAD_FILL = PatternFill("solid", fgColor="FCE4D6")
WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left")

Shown = str | int | datetime | timedelta | Link


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the summary; `is_good` colours the value, None leaves it plain."""

    label: str
    value: Shown
    is_good: bool | None = None


@dataclass(slots=True)
class Rows:
    """Appends rows as high as their wrapped text: a program that only displays or prints does not see to that."""

    sheet: WriteOnlyWorksheet
    written: int = 0

    def append(self, cells: list[Cell]) -> None:
        """Write one row; openpyxl wants its height before."""
        self.written += 1
        lines = max((-(-len(str(cell.value)) // LINE_CHARACTERS) for cell in cells), default=1)
        if lines > 1:
            self.sheet.row_dimensions[self.written].height = lines * LINE_HEIGHT  # type: ignore[attr-defined]  # missing in the stubs
        self.sheet.append(cells)


def write_summary(sheet: WriteOnlyWorksheet, contents: ReportContents, tally: Tally) -> None:
    """Fill the sheet: title, banner, then one block after the other."""
    set_widths(sheet, (LABEL_WIDTH, VALUE_WIDTH))
    fit_to_page_width(sheet)
    rows = Rows(sheet)
    rows.append([_styled(sheet, "holescan report", TITLE_FONT)])
    rows.append(_banner(sheet, contents, tally))
    for title, lines in _blocks(contents, tally):
        rows.append([])
        rows.append([_heading(sheet, title), _heading(sheet, "")])
        for line in lines:
            rows.append([_label(sheet, line.label, LABEL_FONT), _value_cell(sheet, line)])


def gaps(contents: ReportContents, tally: Tally) -> tuple[str, ...]:
    """What keeps this report from speaking for every file, in words; empty when nothing does."""
    found = (
        (how_it_was_cut_short(contents.live.cancel_reason), contents.live.cancel_asked),
        (f"not examined: {_count(tally.not_examined, 'file')}", tally.not_examined),
        (f"read only in part: {_count(tally.unread_files, 'file')} with codes", tally.unread_files),
        (f"not listed completely: {_count(len(contents.folders), 'folder')}", contents.folders),
        ("the listing is incomplete, so files may be missing", not contents.live.listing_complete),
        ("the totals do not reconcile", not tally.reconciles),
        ("there was no file to read", not tally.listed),
    )
    return tuple(words for words, is_so in found if is_so)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _banner(sheet: WriteOnlyWorksheet, contents: ReportContents, tally: Tally) -> list[Cell]:
    missing = gaps(contents, tally)
    words = "Complete: every listed file was read to its end."
    if missing:
        words = f"This report does not speak for every file: {'; '.join(missing)}. See the sheet Not examined."
    label = _label(sheet, "Attention" if missing else "Result", BOLD)
    value = _styled(sheet, words, BOLD)
    label.fill = value.fill = BAD_FILL if missing else GOOD_FILL
    value.alignment = WRAPPED
    return [label, value]


def _blocks(contents: ReportContents, tally: Tally) -> Iterator[tuple[str, Iterator[Line]]]:
    yield "Scan", _scan_lines(contents)
    yield "Files", _file_lines(contents, tally)
    yield "Codes", _code_lines(contents, tally)
    yield "Options", _option_lines(contents)


def _scan_lines(contents: ReportContents) -> Iterator[Line]:
    session = contents.session
    yield Line("Folder", Link(session.folder_link, session.folder_name))
    yield Line("Scan", session.session_id)
    yield Line("Run", contents.live.epoch)
    yield Line("Started by", session.owner[:OWNER_CHARACTERS])
    yield Line("Started", session.created_at)
    yield Line("Report written", contents.written_at)
    yield Line("From start to report", contents.written_at - session.created_at)
    for label, words in cost_words(files=contents.live.total_files, pages=contents.live.pages_recognised):
        yield Line(label, words)


def _file_lines(contents: ReportContents, tally: Tally) -> Iterator[Line]:
    complete = contents.live.listing_complete
    yield Line("Files listed", tally.listed)
    yield Line("With at least one code", tally.matched - tally.only_weak)
    yield Line("With weak codes only", tally.only_weak)
    yield Line("Without a code", tally.no_match)
    yield Line("Not examined", tally.not_examined)
    yield Line("Totals", _reconciliation(tally), is_good=tally.reconciles)
    yield Line("With codes, read in part", tally.unread_files)
    yield Line("Listing complete", "Yes" if complete else "No: files may be missing", is_good=complete)
    yield Line("Folders not listed", len(contents.folders))


def _code_lines(contents: ReportContents, tally: Tally) -> Iterator[Line]:
    weak = sum(found.weak for _, found in tally.codes_found())
    yield Line("Codes in the list", contents.session.codes_total)
    yield Line("Codes found", len(tally.found) - weak)
    yield Line("Weak codes found", weak)
    yield Line("Codes not found", tally.totals.codes_not_found)
    for remark in remarks_on(contents.session, contents.live):
        yield Line("Warning", remark)


def _option_lines(contents: ReportContents) -> Iterator[Line]:
    return (Line(label, value) for label, value in option_words(contents.session.options))


def _reconciliation(tally: Tally) -> str:
    parts = f"{tally.matched:,} matched + {tally.no_match:,} no match + {tally.not_examined:,} not examined"
    if tally.reconciles:
        return f"✓ reconciles: {tally.listed:,} listed = {parts}"
    return f"✗ does not reconcile: {tally.listed:,} listed, but {parts} = {tally.accounted:,}"


def _value_cell(sheet: WriteOnlyWorksheet, line: Line) -> Cell:
    cell = _plain_cell(sheet, line.value)
    cell.alignment = WRAPPED
    if line.is_good is not None:
        cell.fill = GOOD_FILL if line.is_good else BAD_FILL
    return cell


def _plain_cell(sheet: WriteOnlyWorksheet, value: Shown) -> Cell:
    match value:
        case Link():
            return _linked(sheet, value)
        case str():
            return _as_cell(sheet, text_cell(sheet, value))
        case datetime():
            return _formatted(sheet, value.astimezone(UTC).replace(tzinfo=None, microsecond=0), INSTANT_FORMAT)
        case timedelta():
            return _formatted(sheet, value, DURATION_FORMAT)
        case int():
            return _formatted(sheet, value, INTEGER_FORMAT)


def _linked(sheet: WriteOnlyWorksheet, link: Link) -> Cell:
    cell = _as_cell(sheet, text_cell(sheet, link.text or link.url))
    url = web_link(link.url)
    if url is not None:
        cell.hyperlink = url
        cell.font = LINK_FONT
    return cell


def _formatted(sheet: WriteOnlyWorksheet, value: int | datetime | timedelta, number_format: str) -> Cell:
    cell = WriteOnlyCell(sheet)
    cell.value = value
    cell.number_format = number_format
    return cell


def _heading(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = _styled(sheet, text, HEADER_FONT)
    cell.fill = HEADER_FILL
    return cell


def _label(sheet: WriteOnlyWorksheet, text: str, font: Font) -> Cell:
    cell = _styled(sheet, text, font)
    cell.alignment = WRAPPED
    return cell


def _styled(sheet: WriteOnlyWorksheet, text: str, font: Font) -> Cell:
    cell = _as_cell(sheet, text_cell(sheet, text))
    cell.font = font
    return cell


def _as_cell(sheet: WriteOnlyWorksheet, text: Cell | str) -> Cell:
    return WriteOnlyCell(sheet, text) if isinstance(text, str) else text
