"""`resume_scan`: follow a scan from here on, beginning with what is known (law 7)."""

from dataclasses import dataclass

from holescan.domain.session import LiveScan
from holescan.ports import ClientChannel, Outcomes, Sessions
from holescan.protocol.client import ResumeScan
from holescan.protocol.rows import folder_row, row_of, take_rows
from holescan.protocol.server import SyncState
from holescan.steps.callers import Caller, OwnScans
from holescan.steps.closing import Closing

OUTCOMES_READ_AT_ONCE = 100

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
        folders = (
            [] if action.cursor else [folder_row(each, live.epoch) for each in self.sessions.failures(live.session_id)]
        )
        cursor, rows = action.cursor, list(folders)
        for _ in range(MOST_READS):
            page = self.outcomes.page(live.session_id, cursor, OUTCOMES_READ_AT_ONCE)
            rows.extend(row for row in map(row_of, page.rows) if row is not None)
            taken = take_rows(rows)
            cursor = page.next_cursor if taken.next_start is None else rows[taken.next_start - 1].file_id
            if taken.next_start is not None or not cursor:
                break
        return SyncState(
            session_id=live.session_id,
            epoch=live.epoch,
            request_id=action.request_id,
            state=live.state,
            processed=live.counted.processed,
            total=live.planned,
            matched=live.counted.matched,
            failed=live.counted.failed,
            matches=taken.matches,
            failures=taken.failures,
            next_cursor=cursor,
        )
