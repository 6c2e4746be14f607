"""`retry_failed`: examine again what was not read, in a new epoch of the same scan (law 11)."""

from dataclasses import dataclass

from holescan.domain.errors import RequestRejected
from holescan.domain.files import FileRef
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import LiveScan, ScanEvent, Session, states_that_take
from holescan.ports import ClientChannel, Clock, ListQueue, Outcomes, RetryLog, Sessions, TokenVault
from holescan.protocol.client import RetryFailed
from holescan.protocol.server import Started
from holescan.protocol.tasks import ListTask
from holescan.steps.audience import Audience
from holescan.steps.callers import Caller, OwnScans
from holescan.steps.folders import Folders


@dataclass(frozen=True, slots=True)
class Retry:
    """Begin an epoch with the files that are not examined, or not to their end.

    Raises:
        RequestRejected: not the caller's scan, not at its end, nothing to retry, or a token that Google refuses.
    """

    sessions: Sessions
    outcomes: Outcomes
    retries: RetryLog
    own: OwnScans
    folders: Folders
    vault: TokenVault
    listings: ListQueue
    channel: ClientChannel
    audience: Audience
    clock: Clock

    def __call__(self, action: RetryFailed, caller: Caller) -> None:
        """Write the list first, then begin the epoch in one conditional write, then have it queued."""
        session, live = self.own.session(caller, action.session_id), self.own.live(caller, action.session_id)
        if live.state not in states_that_take(ScanEvent.RETRY):
            raise _not_at_its_end(live)
        entered = self.folders.enter(action.token, session.place)
        files = self._unread(session, action.file_ids)
        planned = self.retries.write_once(session.session_id, live.epoch + 1, files)
        self.vault.seal(session, live.token_generation + 1, entered.access)
        if not self.sessions.begin_retry(live, planned=planned, now=self.clock.now()):
            raise _not_at_its_end(self.own.live(caller, action.session_id))
        self._announce(session, action, caller)
        self.listings.put(ListTask(session_id=session.session_id, epoch=live.epoch + 1))

    def _unread(self, session: Session, asked: tuple[str, ...]) -> list[FileRef]:
        outcomes = self.outcomes.all(session.session_id)
        files = [outcome.file for outcome in outcomes if outcome.examination.unread]
        chosen = [file for file in files if not asked or file.file_id in asked]
        if not chosen:
            raise RequestRejected(
                ErrorCode.WRONG_STATE,
                "There is nothing to retry: every file that you asked for was read to its end.",
                hint="file_ids",
            )
        return chosen

    def _announce(self, session: Session, action: RetryFailed, caller: Caller) -> None:
        self.sessions.follow(session.session_id, caller.connection_id, session.expires_at)
        live = self.own.live(caller, action.session_id)
        self.channel.send(caller.connection_id, _started(session, live, self.clock, action.request_id))
        self.audience.tell_state(live)


def _not_at_its_end(live: LiveScan) -> RequestRejected:
    return RequestRejected(
        ErrorCode.WRONG_STATE,
        "Only a scan that is complete or cancelled can be retried. Wait for its end, or cancel it.",
        hint=str(live.state),
    )


def _started(session: Session, live: LiveScan, clock: Clock, request_id: str | None) -> Started:
    return Started(
        session_id=session.session_id,
        epoch=live.epoch,
        request_id=request_id,
        message=f"Examining {live.planned:,} files of {session.folder_name} again.",
        timestamp=clock.now().isoformat(),
        total_codes=session.codes_total,
        warnings=(),
    )
