"""`list_scans` and `get_scan`: the caller's history."""

from dataclasses import dataclass

from holescan.domain.session import LiveScan, Session
from holescan.ports import Sessions
from holescan.protocol.client import GetScan, ListScans
from holescan.protocol.server import Scan, Scans, ScanSummary
from holescan.steps.callers import Caller, OwnScans

SCANS_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class ListOwnScans:
    """The caller's scans, newest first."""

    sessions: Sessions

    def __call__(self, action: ListScans, caller: Caller) -> Scans:
        """Answer SCANS; a scan that was deleted in the meantime is left out."""
        page = self.sessions.scans_of(caller.owner, action.cursor, SCANS_AT_ONCE)
        known = ((session, self.sessions.live(session.session_id)) for session in page.rows)
        return Scans(
            request_id=action.request_id,
            scans=tuple(_summary(session, live) for session, live in known if live is not None),
            next_cursor=page.next_cursor,
        )


@dataclass(frozen=True, slots=True)
class ShowScan:
    """One of the caller's scans.

    Raises:
        RequestRejected: no such scan, or not the caller's.
    """

    own: OwnScans

    def __call__(self, action: GetScan, caller: Caller) -> Scan:
        """Answer SCAN."""
        session = self.own.session(caller, action.session_id)
        return Scan(request_id=action.request_id, scan=_summary(session, self.own.live(caller, action.session_id)))


def _summary(session: Session, live: LiveScan) -> ScanSummary:
    return ScanSummary(
        session_id=session.session_id,
        epoch=live.epoch,
        state=live.state,
        folder_name=session.folder_name,
        folder_link=session.folder_link,
        started_at=session.created_at.isoformat(),
        ended_at=live.ended_at.isoformat() if live.ended_at else None,
        total_codes=session.codes_total,
        total=live.planned,
        processed=live.counted.processed,
        matched=live.counted.matched,
        failed=live.counted.failed,
    )
