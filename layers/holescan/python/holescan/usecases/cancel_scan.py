"""`cancel_scan`: stop a scan and keep what it found (law 10)."""

from dataclasses import dataclass

from holescan.domain.errors import RequestRejected, StoreConflict
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import LiveScan, ScanEvent, ScanState, states_that_take
from holescan.ports import ListQueue, Sessions
from holescan.protocol.client import CancelScan
from holescan.steps.audience import Audience
from holescan.steps.callers import Caller, OwnScans
from holescan.steps.ending import Ending
from holescan.steps.pausing import redrive

TRIES = 5


@dataclass(frozen=True, slots=True)
class StopScan:
    """Ask for the end. CANCELLED follows, to every viewer, when what is queued has drained.

    Raises:
        RequestRejected: no such scan, not the caller's, or already at its end.
    """

    sessions: Sessions
    listings: ListQueue
    own: OwnScans
    audience: Audience
    ending: Ending

    def __call__(self, action: CancelScan, caller: Caller) -> None:
        """Move the scan to CANCELLING; harmless when repeated."""
        session = self.own.session(caller, action.session_id)
        self.sessions.follow(session.session_id, caller.connection_id, session.expires_at)
        for _ in range(TRIES):
            live = self.own.live(caller, session.session_id)
            _refuse_what_has_ended(live)
            if self.sessions.ask_cancel(live):
                self._drain(live)
                return
        raise StoreConflict("the scan moved under each attempt to cancel it")

    def _drain(self, live: LiveScan) -> None:
        if live.state is ScanState.PAUSED:
            # Nothing of it is queued: tasks that came while it waited were acknowledged.
            self.listings.put(redrive(live))
        now = self.ending.look(live.session_id)
        if now is not None:
            self.audience.tell_state(now)


def _refuse_what_has_ended(live: LiveScan) -> None:
    if live.state not in states_that_take(ScanEvent.CANCEL):
        raise RequestRejected(
            ErrorCode.WRONG_STATE,
            "This scan is already at its end, so there is nothing left to cancel. Its report holds what was found.",
            hint=str(live.state),
        )
