"""`list_scans` and `get_scan`: the caller's history."""

from dataclasses import dataclass

from holescan.domain.remarks import remarks_on
from holescan.domain.session import LiveScan, Session
from holescan.ports import Page, Sessions
from holescan.protocol.client import GetScan, ListScans
from holescan.protocol.rows import cut, take_rows
from holescan.protocol.server import Scan, Scans, ScanSummary
from holescan.steps.callers import Caller, OwnScans

SCANS_AT_ONCE = 20

NAME_BYTES = 512


@dataclass(frozen=True, slots=True)
class ListOwnScans:
    """The caller's scans, newest first."""

    sessions: Sessions

    def __call__(self, action: ListScans, caller: Caller) -> Scans:
        """Answer SCANS; a scan that was deleted in the meantime is left out."""
        page = self.sessions.scans_of(caller.owner, action.cursor, SCANS_AT_ONCE)
        taken = take_rows(self._summaries(page))
        if taken.next_start is not None:
            # Names and options may be long: as many of the same page as one message holds, and the store's cursor there.
            page = self.sessions.scans_of(caller.owner, action.cursor, taken.next_start)
            taken = take_rows(self._summaries(page))
        return Scans(request_id=action.request_id, scans=taken.rows, next_cursor=page.next_cursor)

    def _summaries(self, page: Page[Session]) -> list[ScanSummary]:
        known = ((session, self.sessions.live(session.session_id)) for session in page.rows)
        return [_summary(session, live) for session, live in known if live is not None]


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
        live = self.own.live(caller, action.session_id)
        return Scan(request_id=action.request_id, scan=_summary(session, live), warnings=remarks_on(session, live))


def _summary(session: Session, live: LiveScan) -> ScanSummary:
    totals = live.totals
    return ScanSummary(
        session_id=session.session_id,
        epoch=live.epoch,
        state=live.state,
        folder_name=cut(session.folder_name, NAME_BYTES),
        folder_link=session.folder_link,
        started_at=session.created_at.isoformat(),
        ended_at=live.ended_at.isoformat() if live.ended_at else None,
        total_codes=session.codes_total,
        total=live.planned,
        processed=live.counted.processed,
        matched=live.counted.matched,
        failed=live.counted.failed,
        total_files=live.total_files,
        unread_files=totals.unread_files if totals else 0,
        folders_failed=live.folders_failed,
        codes_not_found=totals.codes_not_found if totals else None,
        listing_complete=live.listed and live.listing_complete,
        has_report=bool(live.report_key),
        options=session.options,
    )
