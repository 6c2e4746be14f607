"""Lets a scan wait for a sign-in or a quota, and go on (law 8)."""

from dataclasses import dataclass

from holescan.domain.pause import Pause, PauseReason
from holescan.domain.session import LiveScan, ScanEvent, ScanState, states_that_take
from holescan.ports import Clock, ListQueue, Sessions
from holescan.protocol.tasks import ListTask
from holescan.steps.audience import Audience, pause_words, resumed


@dataclass(frozen=True, slots=True)
class Pausing:
    """What a worker or lister does when Google refuses the token, or Drive gives nothing more today."""

    sessions: Sessions
    audience: Audience
    clock: Clock

    def pause(self, used: LiveScan, reason: PauseReason) -> LiveScan | None:
        """Let the scan wait, unless it moved on since: `used` is the scan as it was when its token was taken.

        Whoever pauses it tells the viewers; answers the scan as it is then. Where that works with another token, the
        task shall run again.
        """
        live = self.sessions.live(used.session_id)
        if live is None or not _waits_for_this(live, used):
            return live
        # The progress is that of this moment: an older one would pass for a scan that got nowhere between two waits.
        pause = Pause.begin(reason, self.clock.now(), live.mark)
        is_mine = self.sessions.pause(live, pause)
        now = self.sessions.live(used.session_id)
        if is_mine and now is not None:
            self.audience.tell(now, *pause_words(now))
        return now


@dataclass(frozen=True, slots=True)
class Resuming:
    """Lets a paused scan go on, and sees to it that what was acknowledged while it waited comes again."""

    sessions: Sessions
    listings: ListQueue
    audience: Audience

    def resume(self, live: LiveScan, *, token_generation: int) -> LiveScan | None:
        """Go on with the token of this generation, and tell the viewers; None when the scan is not as it was read.

        A scan that works takes the token, and nothing comes again.
        """
        if not self.sessions.resume(live, token_generation=token_generation):
            return None
        if live.state is ScanState.PAUSED:
            self.listings.put(redrive(live))
        now = self.sessions.live(live.session_id)
        if now is not None:
            self.audience.tell(now, resumed(now))
            self.audience.tell_state(now)
        return now


def redrive(live: LiveScan) -> ListTask:
    """The task that lists what is unlisted, and queues anew what is unsettled."""
    return ListTask(session_id=live.session_id, epoch=live.epoch, redrive_from=0)


def _waits_for_this(live: LiveScan, used: LiveScan) -> bool:
    same_token = (live.epoch, live.token_generation) == (used.epoch, used.token_generation)
    return same_token and live.state in states_that_take(ScanEvent.PAUSE)
