"""Looks whether a scan is over (law 3). Whoever moved it looks; asking for the report twice is harmless."""

from dataclasses import dataclass

from holescan.domain.ids import SessionId
from holescan.domain.session import LiveScan
from holescan.ports import ReportQueue, Sessions
from holescan.protocol.tasks import ReportTask


@dataclass(frozen=True, slots=True)
class Ending:
    """The one idempotent look at the end."""

    sessions: Sessions
    reports: ReportQueue

    def look(self, session_id: SessionId) -> LiveScan | None:
        """Read the scan consistently, ask for its report if it is over, and answer what was read."""
        live = self.sessions.live(session_id)
        if live is not None and live.is_over:
            self.reports.put(ReportTask(session_id=live.session_id, epoch=live.epoch))
        return live
