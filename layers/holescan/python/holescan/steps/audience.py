"""Tells everybody who follows a scan, and forgets who is gone."""

from dataclasses import dataclass

from holescan.domain.listing import FolderFailure
from holescan.domain.pause import PauseReason
from holescan.domain.session import LiveScan, ScanState
from holescan.ports import ClientChannel, Clock, Sessions
from holescan.protocol.row_models import Sent
from holescan.protocol.rows import folder_message
from holescan.protocol.server import Paused, ProgressMessage, Resumed


@dataclass(frozen=True, slots=True)
class Audience:
    """The viewers of a scan as `live` names them. Messages may be lost; the record is the table."""

    sessions: Sessions
    channel: ClientChannel
    clock: Clock

    def tell(self, live: LiveScan, *messages: Sent) -> None:
        """Send the messages, in order, to each viewer."""
        for viewer in live.viewers:
            if not all(self.channel.send(viewer.connection_id, message) for message in messages):
                self.sessions.unfollow(live.session_id, viewer.connection_id)

    def tell_folder(self, live: LiveScan, failure: FolderFailure) -> None:
        """Send the row of a folder that was not listed completely (law 6: it is shown live)."""
        self.tell(live, folder_message(failure, live.session_id, live.epoch))

    def tell_progress(self, live: LiveScan) -> None:
        """Send PROGRESS if this caller is the one elected to (law 9)."""
        # Most commits move a large scan by less than a thousandth: then the election is over before it is held.
        if live.is_told:
            return
        if self.sessions.elect_progress(live, now=self.clock.now()):
            self.tell(live, progress_of(live))

    def tell_state(self, live: LiveScan) -> None:
        """Send the numbers without an election: the state changed, and a client waits to see it."""
        self.tell(live, progress_of(live))


def pause_words(live: LiveScan) -> tuple[Sent, ...]:
    """PAUSED, for a scan that waits; nothing for any other."""
    if live.state is not ScanState.PAUSED or live.pause is None:
        return ()
    pause = live.pause
    return (
        Paused(
            session_id=live.session_id,
            epoch=live.epoch,
            reason=pause.reason.on_the_wire,
            message=pause.reason.message,
            until=pause.until.isoformat() if pause.until else None,
        ),
    )


def resumed(live: LiveScan, request_id: str | None = None) -> Resumed:
    """RESUMED, also for a scan that never waited: its token was renewed in time."""
    reason = live.pause.reason if live.pause else PauseReason.AUTH_EXPIRED
    return Resumed(
        session_id=live.session_id,
        epoch=live.epoch,
        request_id=request_id,
        reason=reason.on_the_wire,
        message="The scan goes on where it stopped.",
    )


def progress_of(live: LiveScan) -> ProgressMessage:
    """The numbers of a scan as the wire carries them."""
    return ProgressMessage(
        session_id=live.session_id,
        epoch=live.epoch,
        value=live.percent,
        processed=live.counted.processed,
        total=live.planned,
        matched=live.counted.matched,
        failed=live.counted.failed,
        state=live.state,
    )
