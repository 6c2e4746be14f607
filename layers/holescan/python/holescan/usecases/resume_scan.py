"""`resume_scan`: follow a scan from here on, beginning with what is known (law 7)."""

from dataclasses import dataclass

from holescan.domain.session import LiveScan
from holescan.ports import ClientChannel, Outcomes, Sessions
from holescan.protocol.client import ResumeScan
from holescan.protocol.rows import Row, RowsTaken, folder_row, row_of, take_rows
from holescan.protocol.server import SyncState
from holescan.steps.callers import Caller, OwnScans
from holescan.steps.closing import Closing

OUTCOMES_READ_AT_ONCE = 100

FOLDERS, FILES = "folders:", "files:"
"""A cursor says which of the two lists it stands in: `folders:<number>` or `files:<id of the last file seen>`."""

MOST_READS = 20
"""Most files carry no code, so several reads may fill one message; a message without rows says where to go on."""


@dataclass(frozen=True, slots=True)
class FollowScan:
    """Register the viewer first and read after, so that whatever is committed in between is told or read.

    Raises:
        RequestRejected: no such scan, or not the caller's.
    """

    sessions: Sessions
    outcomes: Outcomes
    own: OwnScans
    channel: ClientChannel
    closing: Closing

    def __call__(self, action: ResumeScan, caller: Caller) -> None:
        """Answer SYNC_STATE, and the last words of a scan that has ended."""
        session = self.own.session(caller, action.session_id)
        self.sessions.follow(session.session_id, caller.connection_id, session.expires_at)
        live = self.own.live(caller, session.session_id)
        self.channel.send(caller.connection_id, self._known(live, action))
        for words in self.closing.words(live):
            self.channel.send(caller.connection_id, words)

    def _known(self, live: LiveScan, action: ResumeScan) -> SyncState:
        page = self._page(live, action.cursor)
        return SyncState(
            session_id=live.session_id,
            epoch=live.epoch,
            request_id=action.request_id,
            state=live.state,
            processed=live.counted.processed,
            total=live.planned,
            matched=live.counted.matched,
            failed=live.counted.failed,
            matches=page.taken.matches,
            failures=page.taken.failures,
            next_cursor=page.next_cursor,
        )

    def _page(self, live: LiveScan, cursor: str) -> "_SyncPage":
        """Failed folders first, by number, then the files that have something to say, by id."""
        if not cursor.startswith(FILES):
            number = cursor.removeprefix(FOLDERS)
            start = int(number) if number.isdecimal() else 0
            folders = [folder_row(failure, live.epoch) for failure in self.sessions.failures(live.session_id)]
            taken = take_rows(folders, start)
            if taken.next_start is not None:
                return _SyncPage(taken, f"{FOLDERS}{taken.next_start}")
            if taken.failures:
                return _SyncPage(taken, FILES)
        rows, next_cursor = self._file_rows(live, cursor.removeprefix(FILES) if cursor.startswith(FILES) else "")
        taken = take_rows(rows)
        cut = taken.next_start is not None
        return _SyncPage(taken, f"{FILES}{rows[(taken.next_start or 0) - 1].file_id}" if cut else next_cursor)

    def _file_rows(self, live: LiveScan, after: str) -> tuple[list[Row], str]:
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


@dataclass(frozen=True, slots=True)
class _SyncPage:
    taken: RowsTaken
    next_cursor: str
