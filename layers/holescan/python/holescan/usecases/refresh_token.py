"""`refresh_token`: a scan whose sign-in ended, or is about to, goes on with a new one (law 8)."""

from dataclasses import dataclass

from holescan.domain.access import Access
from holescan.domain.errors import RequestRejected, StoreConflict
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import LiveScan, ScanState, Session
from holescan.ports import ClientChannel, TokenVault
from holescan.protocol.client import RefreshToken
from holescan.steps.audience import resumed
from holescan.steps.callers import Caller, OwnScans
from holescan.steps.folders import Folders
from holescan.steps.pausing import Resuming

TRIES = 5


@dataclass(frozen=True, slots=True)
class RenewToken:
    """Give a scan another token. One that is paused goes on; one that works takes it before the old one ends.

    May be repeated: each time there is one generation more, and the last token counts.

    Raises:
        RequestRejected: not the caller's scan, one that needs no token any more, or a token that does not open its folder.
    """

    own: OwnScans
    folders: Folders
    vault: TokenVault
    resuming: Resuming
    channel: ClientChannel

    def __call__(self, action: RefreshToken, caller: Caller) -> None:
        """Check the token, seal it, and let the scan go on with it."""
        session = self.own.session(caller, action.session_id)
        _refuse_what_needs_none(self.own.live(caller, action.session_id))
        entered = self.folders.enter(action.token, session.place)
        live = self._renew(session, entered.access, caller)
        self.channel.send(caller.connection_id, resumed(live, action.request_id))

    def _renew(self, session: Session, access: Access, caller: Caller) -> LiveScan:
        for _ in range(TRIES):
            live = self.own.live(caller, session.session_id)
            _refuse_what_needs_none(live)
            generation = live.token_generation + 1
            self.vault.seal(session, generation, access)
            now = self.resuming.resume(live, token_generation=generation)
            if now is not None:
                return now
            self._forget_what_came_late(session, caller)
        raise StoreConflict("the scan moved under each attempt to give it a token")

    def _forget_what_came_late(self, session: Session, caller: Caller) -> None:
        """A token that was sealed when the scan had just ended would be kept for as long as its results."""
        if self.own.live(caller, session.session_id).state.is_ended:
            self.vault.forget(session.session_id)


def _refuse_what_needs_none(live: LiveScan) -> None:
    if live.state not in {ScanState.LISTING, ScanState.PROCESSING, ScanState.PAUSED}:
        raise RequestRejected(
            ErrorCode.WRONG_STATE,
            "This scan reads no more files, so it needs no sign-in. To read what it left out, retry it.",
            hint=str(live.state),
        )
