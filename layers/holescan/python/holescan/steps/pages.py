"""Rows out of the record, a page that fits one message at a time."""

from collections.abc import Callable
from dataclasses import dataclass

from holescan.domain.errors import ForeignCursor
from holescan.domain.outcomes import Outcome
from holescan.domain.session import LiveScan
from holescan.ports import Outcomes, Page, Sessions
from holescan.protocol.rows import Row, folder_row, take_rows

OUTCOMES_READ_AT_ONCE = 100

FOLDERS, FILES = "folders:", "files:"
"""A cursor says which of the two lists it stands in: `folders:<number>` or `files:<id of the last file seen>`."""

MOST_READS = 20
"""Most files have nothing to tell, so several reads may fill one message; a message without rows says where to go on."""

RowOf = Callable[[Outcome], Row | None]
"""Chooses: None leaves the file out."""


@dataclass(frozen=True, slots=True)
class RecordPages:
    """Pages of the failed folders by number, then of the files by id; a cursor outlives what is recorded between pages.

    Raises:
        ForeignCursor: the cursor is none of ours; "" begins.
    """

    sessions: Sessions
    outcomes: Outcomes

    def all(self, live: LiveScan, cursor: str, row_of: RowOf) -> Page[Row]:
        """The rows of folders and files from this cursor on."""
        if cursor.startswith(FILES):
            return self.files(live, cursor, row_of)
        start = number_after(FOLDERS, cursor)
        folders = [folder_row(failure, live.epoch) for failure in self.sessions.failures(live.session_id)]
        taken = take_rows(folders, start)
        if taken.next_start is not None:
            return Page(taken.rows, f"{FOLDERS}{taken.next_start}")
        return Page(taken.rows, FILES) if taken.rows else self.files(live, "", row_of)

    def files(self, live: LiveScan, cursor: str, row_of: RowOf) -> Page[Row]:
        """The rows of files alone."""
        if not cursor.startswith(FILES) and cursor:
            raise ForeignCursor
        rows, next_cursor = self._read(live, cursor.removeprefix(FILES), row_of)
        taken = take_rows(rows)
        if taken.next_start is not None:
            next_cursor = f"{FILES}{taken.rows[-1].file_id}"
        return Page(taken.rows, next_cursor)

    def _read(self, live: LiveScan, after: str, row_of: RowOf) -> tuple[list[Row], str]:
        """Rows behind a file id, a message full if there are as many, and the cursor behind them."""
        rows: list[Row] = []
        for _ in range(MOST_READS):
            page = self.outcomes.page(live.session_id, after, OUTCOMES_READ_AT_ONCE)
            rows.extend(row for row in map(row_of, page.rows) if row is not None)
            after = page.next_cursor
            if not after:
                return rows, ""
            if len(rows) >= OUTCOMES_READ_AT_ONCE:
                break
        return rows, f"{FILES}{after}"


def number_after(prefix: str, cursor: str) -> int:
    """The number in a cursor such as `folders:7`; 0 for "", which begins.

    Raises:
        ForeignCursor: there is none.
    """
    number = cursor.removeprefix(prefix)
    if cursor and (number == cursor or not (number.isascii() and number.isdecimal())):
        raise ForeignCursor
    return int(number or 0)
