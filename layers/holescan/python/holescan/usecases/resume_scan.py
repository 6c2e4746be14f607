"""`resume_scan`: follow a scan from here on, beginning with what is known (law 7)."""

from dataclasses import dataclass

from holescan.domain.session import LiveScan
from holescan.ports import ClientChannel, Page, Sessions
from holescan.protocol.client import ResumeScan
from holescan.protocol.rows import Row, failures_among, matches_among, row_of
from holescan.protocol.server import SyncState
from holescan.steps.audience import pause_words
from holescan.steps.callers import Caller, OwnScans
from holescan.steps.closing import Closing
from holescan.steps.pages import RecordPages
from holescan.steps.snapshots import SnapshotWriter


@dataclass(frozen=True, slots=True)
class FollowScan:
    """Register the viewer first and read after, so that whatever is committed in between is told or read.

    Raises:
        RequestRejected: no such scan, or not the caller's.
    """

    sessions: Sessions
    pages: RecordPages
    snapshots: SnapshotWriter
    own: OwnScans
    channel: ClientChannel
    closing: Closing

    def __call__(self, action: ResumeScan, caller: Caller) -> None:
        """Answer SYNC_STATE, then why the scan waits, or its last words."""
        session = self.own.session(caller, action.session_id)
        self.sessions.follow(session.session_id, caller.connection_id, session.expires_at)
        live = self.own.live(caller, session.session_id)
        said = (self._known(live, action), *pause_words(live), *self.closing.words(live))
        if not all(self.channel.send(caller.connection_id, message) for message in said):
            self.sessions.unfollow(session.session_id, caller.connection_id)

    def _known(self, live: LiveScan, action: ResumeScan) -> SyncState:
        snapshot_url = "" if action.cursor else self.snapshots.link(live)
        page: Page[Row] = Page(()) if snapshot_url else self.pages.all(live, action.cursor, row_of)
        return SyncState(
            session_id=live.session_id,
            epoch=live.epoch,
            request_id=action.request_id,
            state=live.state,
            processed=live.counted.processed,
            total=live.planned,
            matched=live.counted.matched,
            failed=live.counted.failed,
            matches=matches_among(page.rows),
            failures=failures_among(page.rows),
            next_cursor=page.next_cursor,
            snapshot_url=snapshot_url,
        )
