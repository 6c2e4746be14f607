"""`delete_scan`: forget a scan and everything stored of it."""

from dataclasses import dataclass
from datetime import timedelta

from holescan.domain.errors import RequestRejected
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import LiveScan
from holescan.ports import Clock, Deletions, Eraser, Sessions
from holescan.protocol.client import DeleteScan
from holescan.protocol.server import Deleted
from holescan.steps.callers import Caller, OwnScans

TIME_TO_ERASE = timedelta(seconds=20)
"""An action has 29 s. What a large scan leaves after this time, `clear_deleted` removes."""


@dataclass(frozen=True, slots=True)
class ForgetScan:
    """Delete one of the caller's scans that has ended.

    May die anywhere and be run again: the scan is out of reach with one write, and from then on its deletion is on
    record until nothing is left.

    Raises:
        RequestRejected: not the caller's scan, or one that has not ended.
    """

    sessions: Sessions
    own: OwnScans
    deletions: Deletions
    eraser: Eraser
    clock: Clock

    def __call__(self, action: DeleteScan, caller: Caller) -> Deleted:
        """Answer DELETED; of a scan that is not there too, for then it is what was wanted."""
        if self.sessions.session(action.session_id) is not None:
            self._delete(self.own.live(caller, action.session_id))
        return Deleted(request_id=action.request_id, session_id=action.session_id)

    def _delete(self, live: LiveScan) -> None:
        now = self.clock.now()
        if not (live.state.is_ended and self.deletions.begin(live, now=now)):
            raise _has_not_ended(live)
        for viewer in live.viewers:
            self.sessions.unfollow(live.session_id, viewer.connection_id)
        self.eraser.erase(live.session_id, until=now + TIME_TO_ERASE)


def _has_not_ended(live: LiveScan) -> RequestRejected:
    return RequestRejected(
        ErrorCode.WRONG_STATE,
        "Only a scan that has ended can be deleted. Cancel it, or wait for its end, then delete it.",
        hint=str(live.state),
    )
