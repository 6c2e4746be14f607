"""The report writer: one lease, one workbook, one end (law 4)."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from holescan.domain.errors import DependencyFailed
from holescan.domain.session import LiveScan, ReportTotals, ScanEvent, ScanState, Session
from holescan.ports import (
    Clock,
    CodeLists,
    Outcomes,
    ReportContents,
    Reports,
    ReportWriter,
    ResultIndex,
    Sessions,
    TokenVault,
)
from holescan.protocol.tasks import ReportTask
from holescan.steps.audience import Audience
from holescan.steps.closing import Closing


@dataclass(frozen=True, slots=True)
class WriteReport:
    """Write the report of a scan that is over, and end it.

    May run twice at once and may die anywhere: the lease lets one writer publish, the key of the workbook holds
    epoch and lease, and whoever comes after the end says COMPLETE again. The scan is open until that is done.
    """

    sessions: Sessions
    outcomes: Outcomes
    code_lists: CodeLists
    writer: ReportWriter
    reports: Reports
    index: ResultIndex
    vault: TokenVault
    audience: Audience
    closing: Closing
    clock: Clock
    lease: timedelta

    def __call__(self, task: ReportTask) -> None:
        """Write and publish, take over, or do nothing: whichever is due."""
        session, live = self.sessions.session(task.session_id), self.sessions.live(task.session_id)
        if session is None or live is None or live.epoch != task.epoch:
            return
        if live.state.is_ended:
            self._take_leave(live)
            return
        if self._has_lapsed_for_good(live):
            self._end(live, lease=live.lease, event=ScanEvent.GIVE_UP)
            return
        now = self.clock.now()
        lease = self.sessions.take_lease(live, now=now, until=now + self.lease)
        if lease is not None:
            self._try_to_write(session, live, lease)

    def _has_lapsed_for_good(self, live: LiveScan) -> bool:
        lapsed = live.lease_until is not None and live.lease_until < self.clock.now()
        return live.state is ScanState.REPORTING and lapsed and live.has_lost_its_writers

    def _try_to_write(self, session: Session, live: LiveScan, lease: int) -> None:
        try:
            self._write(session, live, lease)
        except DependencyFailed:
            # Who comes next need not wait for a writer that is not coming back.
            self.sessions.release_lease(live, lease=lease, now=self.clock.now())
            raise

    def _write(self, session: Session, live: LiveScan, lease: int) -> None:
        ending = ScanEvent.PUBLISH_CANCELLED if live.cancel_asked else ScanEvent.PUBLISH
        key = f"reports/{session.session_id}/{live.epoch}-{lease}.xlsx"
        with TemporaryDirectory(prefix="holescan-") as folder:
            workbook = Path(folder, "results.xlsx")
            written = self.writer.write(self._contents(session, live), workbook)
            self.index.put(live.session_id, "by_code", key, written.by_code)
            self.index.put(live.session_id, "not_found", key, written.not_found)
            self.reports.put(key, workbook)
        self._end(live, lease=lease, event=ending, key=key, totals=written.totals)

    def _contents(self, session: Session, live: LiveScan) -> ReportContents:
        return ReportContents(
            session=session,
            live=live,
            codes=self.code_lists.codes(session.session_id),
            outcomes=lambda: self.outcomes.all(session.session_id),
            folders=tuple(self.sessions.failures(session.session_id)),
            written_at=self.clock.now(),
        )

    def _end(
        self, live: LiveScan, *, lease: int, event: ScanEvent, key: str = "", totals: ReportTotals | None = None
    ) -> None:
        held = replace(live, state=ScanState.REPORTING, lease=lease)
        if not self.sessions.publish(
            held, lease=lease, event=event, now=self.clock.now(), report_key=key, totals=totals
        ):
            return
        ended = self.sessions.live(live.session_id)
        if ended is not None:
            self._take_leave(ended)

    def _take_leave(self, ended: LiveScan) -> None:
        self.vault.forget(ended.session_id)
        self.audience.tell(ended, *self.closing.words(ended))
        self.sessions.close(ended)
