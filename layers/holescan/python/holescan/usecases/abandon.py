"""The dead-letter consumer: a message that nobody could work becomes an outcome, so that every scan ends (law 5)."""

from dataclasses import dataclass
from typing import assert_never

from holescan.domain.examination import Examination
from holescan.domain.listing import FolderFailure
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.domain.session import LiveScan
from holescan.ports import Sessions
from holescan.protocol.tasks import ListTask, ReportTask, ScanTask
from holescan.steps.audience import Audience
from holescan.steps.closing import Closing
from holescan.steps.ending import Ending
from holescan.steps.record import Recorder


@dataclass(frozen=True, slots=True)
class Abandon:
    """Give up on one task.

    The outcome it writes is provisional, and the scan's end is left to the sweeper: a worker that is only slow
    may still bring the real one.
    """

    sessions: Sessions
    recorder: Recorder
    ending: Ending
    audience: Audience
    closing: Closing

    def __call__(self, task: ScanTask | ListTask | ReportTask, attempt: int) -> None:
        """Record that the task was given up; a task of an older epoch, or of no scan, is dropped."""
        live = self.sessions.live(task.session_id)
        if live is None or live.epoch != task.epoch:
            return
        match task:
            case ScanTask():
                self._file(live, task, attempt)
            case ListTask():
                self._listing(live)
            case ReportTask():
                self._report(live)
            case _:
                assert_never(task)

    def _report(self, live: LiveScan) -> None:
        # A writer may die between the end and its telling; the scan is over then, and this is who still knows.
        if live.state.is_ended:
            self.audience.tell(live, *self.closing.words(live))
        else:
            self.ending.look(live.session_id)

    def _file(self, live: LiveScan, task: ScanTask, attempt: int) -> None:
        if not live.state.is_working:
            return
        given_up = Outcome(task.file, live.epoch, attempt, Examination.failed(Reason.GAVE_UP))
        written = self.recorder.write(live, [given_up])
        if not written:
            # The worker committed and died before it looked: looking again is all that is missing.
            self.ending.look(live.session_id)
            return
        now = self.sessions.live(live.session_id)
        if now is not None:
            self.recorder.tell(now, written)

    def _listing(self, live: LiveScan) -> None:
        session = self.sessions.session(live.session_id)
        if session is None or live.listed:
            return
        failure = FolderFailure(session.root, Reason.GAVE_UP)
        self.sessions.record_failure(live, failure)
        self.audience.tell_folder(live, failure)
        self.sessions.close_listing(live.session_id, live.epoch, complete=False)
        self.ending.look(live.session_id)
