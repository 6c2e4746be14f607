"""Who asks, and whether the scan asked about is theirs. The one place that decides it."""

from dataclasses import dataclass

from holescan.domain.errors import RequestRejected
from holescan.domain.ids import ConnectionId, OwnerId, SessionId
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import LiveScan, Session
from holescan.ports import Sessions


@dataclass(frozen=True, slots=True)
class Caller:
    """The other end of the connection that sent an action."""

    connection_id: ConnectionId
    owner: OwnerId


@dataclass(frozen=True, slots=True)
class OwnScans:
    """The caller's own scans."""

    sessions: Sessions

    def session(self, caller: Caller, session_id: SessionId) -> Session:
        """The session; raises as `of` does."""
        return self.of(caller.owner, session_id)

    def of(self, owner: OwnerId, session_id: SessionId) -> Session:
        """The session, if it is this owner's.

        Raises:
            RequestRejected: there is none, or it is somebody else's.
        """
        session = self.sessions.session(session_id)
        if session is None:
            raise _unknown()
        if session.owner != owner:
            raise RequestRejected(
                ErrorCode.NOT_YOURS,
                "This scan was started by someone else. Ask them for its report.",
            )
        return session

    def live(self, caller: Caller, session_id: SessionId) -> LiveScan:
        """Where the scan stands; raises as `session` does."""
        self.session(caller, session_id)
        live = self.sessions.live(session_id)
        if live is None:
            raise _unknown()
        return live


def _unknown() -> RequestRejected:
    return RequestRejected(
        ErrorCode.UNKNOWN_SESSION,
        "There is no such scan. It was deleted, or is older than 90 days; start a new one.",
    )
