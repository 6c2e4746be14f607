"""ExcelReport: one pass over the outcomes fills all lists at once, the summary comes last and stands first."""

from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

from holescan.adapters.report import lists
from holescan.adapters.report.summary import SUMMARY, gaps, write_summary
from holescan.adapters.report.tables import Column, Limits, Table
from holescan.adapters.report.tally import Tally
from holescan.domain.outcomes import Outcome
from holescan.ports import ReportContents, WrittenReport


@dataclass(frozen=True, slots=True)
class ExcelReport:
    """Writes the .xlsx: a summary, and five lists behind it.

    Memory: a row leaves it when it is written. What stays are 65,530 hyperlinks a sheet and one tally per code found
    (`tally.NAMES_IN_ALL` bounds the names in it). Disk: openpyxl keeps each sheet as XML in the temporary directory
    until the end. Figures: bench/report.py.
    """

    limits: Limits = field(default_factory=Limits)

    def write(self, contents: ReportContents, target: Path) -> WrittenReport:
        """Write the workbook and say what it holds."""
        tally = Tally(contents.codes, contents.live.total_files)
        book = Workbook(write_only=True)
        summary = book.create_sheet(SUMMARY)
        pages = _Lists(book, self.limits)
        pages.add_folders(contents)
        for outcome in contents.outcomes():
            tally.add(outcome)
            pages.add_file(outcome)
        tally.add_doubles()
        pages.add_codes(tally, everything_was_read=not gaps(contents, tally))
        pages.finish()
        write_summary(summary, contents, tally)
        book.save(target)
        return WrittenReport(tally.totals, tally.code_rows(), tally.not_found_rows())


class _Lists:
    """The five lists behind the summary, in the order of their tabs."""

    def __init__(self, book: Workbook, limits: Limits) -> None:
        def table(title: str, columns: tuple[Column, ...]) -> Table:
            return Table(book, title, columns, limits)

        self._matches = table(lists.MATCHES, lists.MATCH_COLUMNS)
        self._by_code = table(lists.BY_CODE, lists.BY_CODE_COLUMNS)
        self._not_found = table(lists.NOT_FOUND, lists.NOT_FOUND_COLUMNS)
        self._not_examined = table(lists.NOT_EXAMINED, lists.NOT_EXAMINED_COLUMNS)
        self._files = table(lists.ALL_FILES, lists.ALL_FILES_COLUMNS)

    def add_folders(self, contents: ReportContents) -> None:
        """Folders first: each may hide any number of files."""
        for failure in contents.folders:
            self._not_examined.append(lists.folder_not_examined_row(failure))

    def add_file(self, outcome: Outcome) -> None:
        """A file's rows in all lists."""
        for row in lists.match_rows(outcome):
            self._matches.append(row)
        for row in lists.not_examined_rows(outcome):
            self._not_examined.append(row)
        self._files.append(lists.file_row(outcome))

    def add_codes(self, tally: Tally, *, everything_was_read: bool) -> None:
        """What only the whole scan knows of the codes."""
        for code, found in tally.codes_found():
            self._by_code.append(lists.by_code_row(code, found))
        for code in tally.codes_not_found():
            near = tally.near.get(code, ())
            for row in lists.not_found_rows(code, near, everything_was_read=everything_was_read):
                self._not_found.append(row)

    def finish(self) -> None:
        """No more rows anywhere."""
        for table in (self._matches, self._by_code, self._not_found, self._not_examined, self._files):
            table.finish()
