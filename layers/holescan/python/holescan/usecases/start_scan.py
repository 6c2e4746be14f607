"""`start_scan`: check everything that can be checked now, open the session once, say STARTED, queue the listing."""

from dataclasses import dataclass
from datetime import timedelta

from holescan.domain.codes import CodeList
from holescan.domain.errors import RequestRejected
from holescan.domain.files import FileRef, FolderRef
from holescan.domain.ids import OwnerId, SessionId, session_of_request
from holescan.domain.matching import CompiledCodes, MatchOptions
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import LiveScan, ScanState, Session
from holescan.ports import ClientChannel, Clock, CodeLists, Dice, ListQueue, Sessions, TokenVault
from holescan.protocol.client import StartScan
from holescan.protocol.server import Started
from holescan.protocol.tasks import ListTask
from holescan.steps.callers import Caller
from holescan.steps.folders import Folders
from holescan.steps.scan_requests import ScanRequests

SESSION_LIFE = timedelta(days=90)
"""How long results are kept; the bucket's lifecycle rules say the same."""


@dataclass(frozen=True, slots=True)
class OpenScan:
    """Open a scan.

    May run twice for one request: the same caller and request_id lead to the same session, and the listing
    is a log, so a second ListTask changes nothing.

    Raises:
        RequestRejected: nothing was opened.
        DependencyFailed: Drive or the store did not answer; the same request may be sent again.
    """

    sessions: Sessions
    code_lists: CodeLists
    requests: ScanRequests
    folders: Folders
    vault: TokenVault
    listings: ListQueue
    channel: ClientChannel
    clock: Clock
    dice: Dice

    def __call__(self, action: StartScan, caller: Caller) -> None:
        """Open the scan, or follow the one that this request opened before."""
        session_id = self._session_id(action, caller)
        known = self.sessions.session(session_id)
        session = known or self._open(session_id, action, caller)
        self.sessions.follow(session_id, caller.connection_id, session.expires_at)
        live = self.sessions.live(session_id)
        if live is None:
            self.vault.forget(session_id)
            raise _was_deleted()
        self.channel.send(caller.connection_id, _started(session, live, action.request_id))
        if _not_begun(live):
            self.listings.put(ListTask(session_id=session_id, epoch=live.epoch))

    def _session_id(self, action: StartScan, caller: Caller) -> SessionId:
        if action.request_id:
            return session_of_request(caller.owner, action.request_id)
        return SessionId(self.dice.name())

    def _open(self, session_id: SessionId, action: StartScan, caller: Caller) -> Session:
        codes = self.requests.codes(action, caller.owner)
        entered = self.folders.enter(action.token, self.requests.place(action))
        session = self._session(session_id, action, caller.owner, codes, entered.root)
        options = MatchOptions(action.options.mode, action.options.leading_zeros)
        self.code_lists.put(session_id, codes.codes, CompiledCodes.compile(codes.codes, options))
        self.vault.seal(session, 1, entered.access)
        self.sessions.open(session)
        return session

    def _session(
        self, session_id: SessionId, action: StartScan, owner: OwnerId, codes: CodeList, found: FolderRef | FileRef
    ) -> Session:
        now, root = self.clock.now(), _root_of(found)
        granted = self.requests.options(action)
        return Session(
            session_id=session_id,
            owner=owner,
            folder_id=root.folder_id,
            folder_name=root.name,
            folder_link=root.link,
            options=granted.options.model_dump(mode="json"),
            codes_total=len(codes.codes),
            warnings=(*codes.warnings(), *granted.warnings),
            created_at=now,
            expires_at=now + SESSION_LIFE,
            folder_key=root.resource_key,
            drive_id=root.drive_id,
            is_file=isinstance(found, FileRef),
        )


def _root_of(found: FolderRef | FileRef) -> FolderRef:
    if isinstance(found, FolderRef):
        return found
    return FolderRef(found.file_id, found.name, "", found.link, resource_key=found.resource_key)


def _was_deleted() -> RequestRejected:
    return RequestRejected(
        ErrorCode.WRONG_STATE,
        "The scan that this request started has been deleted. Send the request under another request_id.",
        hint="request_id",
    )


def _not_begun(live: LiveScan) -> bool:
    return live.state is ScanState.LISTING and live.planned == 0 and not live.listed


def _started(session: Session, live: LiveScan, request_id: str | None) -> Started:
    return Started(
        session_id=session.session_id,
        epoch=live.epoch,
        request_id=request_id,
        message=f"Scanning {session.folder_name} for {session.codes_total:,} hole codes.",
        timestamp=session.created_at.isoformat(),
        total_codes=session.codes_total,
        warnings=session.warnings,
    )
