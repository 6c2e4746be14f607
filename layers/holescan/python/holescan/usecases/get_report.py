"""`get_report`: a fresh link to a report, since each link dies within the hour."""

from dataclasses import dataclass

from holescan.domain.errors import RequestRejected
from holescan.domain.reasons import ErrorCode
from holescan.ports import LINK_LIFE_S, Reports
from holescan.protocol.client import GetReport
from holescan.protocol.server import ReportReady
from holescan.steps.callers import Caller, OwnScans


@dataclass(frozen=True, slots=True)
class LinkReport:
    """Sign a link to the caller's own report.

    Raises:
        RequestRejected: no such scan, not the caller's, or no report yet.
    """

    own: OwnScans
    reports: Reports

    def __call__(self, action: GetReport, caller: Caller) -> ReportReady:
        """Answer REPORT_READY."""
        live = self.own.live(caller, action.session_id)
        if not live.report_key:
            raise RequestRejected(
                ErrorCode.WRONG_STATE,
                "The report is not written yet. It comes when the scan ends.",
                hint=str(live.state),
            )
        return ReportReady(
            request_id=action.request_id,
            session_id=live.session_id,
            download_url=self.reports.link(live.report_key),
            expires_in_s=LINK_LIFE_S,
        )
