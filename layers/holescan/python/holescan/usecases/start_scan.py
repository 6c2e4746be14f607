"""`start_scan`: check everything that can be checked now, open the session once, say STARTED, queue the listing."""

from dataclasses import dataclass
from datetime import timedelta

from holescan.domain.codes import CodeList, unite
from holescan.domain.drive_links import MY_DRIVE, parse_link
from holescan.domain.errors import RequestRejected
from holescan.domain.files import FolderRef
from holescan.domain.ids import SessionId, session_of_request
from holescan.domain.matching import CompiledCodes, MatchOptions
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import LiveScan, ScanState, Session
from holescan.ports import ClientChannel, Clock, CodeLists, Dice, ListQueue, Sessions, TokenVault
from holescan.protocol.client import StartScan
from holescan.protocol.server import Started
from holescan.protocol.tasks import ListTask
from holescan.steps.callers import Caller
from holescan.steps.code_sheets import CodeSheets
from holescan.steps.folders import Folders

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
    sheets: CodeSheets
    folders: Folders
    vault: TokenVault
    listings: ListQueue
    channel: ClientChannel
    clock: Clock
    dice: Dice
    default_folder: str = ""

    def __call__(self, action: StartScan, caller: Caller) -> None:
        """Open the scan, or follow the one that this request opened before."""
        session_id = self._session_id(action, caller)
        known = self.sessions.session(session_id)
        session = known or self._open(session_id, action, caller)
        self.sessions.follow(session_id, caller.connection_id, session.expires_at)
        live = self.sessions.live(session_id)
        if live is None:
            return
        self.channel.send(caller.connection_id, _started(session, live, action.request_id))
        if _not_begun(live):
            self.listings.put(ListTask(session_id=session_id, epoch=live.epoch))

    def _session_id(self, action: StartScan, caller: Caller) -> SessionId:
        if action.request_id:
            return session_of_request(caller.owner, action.request_id)
        return SessionId(self.dice.name())

    def _open(self, session_id: SessionId, action: StartScan, caller: Caller) -> Session:
        _refuse_what_is_not_built(action)
        codes = self._codes(action, caller)
        folder = self._folder(action)
        now = self.clock.now()
        session = Session(
            session_id=session_id,
            owner=caller.owner,
            folder_id=folder.folder_id,
            folder_name=folder.name,
            folder_link=folder.link,
            options=action.options.model_dump(mode="json"),
            codes_total=len(codes.codes),
            warnings=codes.warnings(),
            created_at=now,
            expires_at=now + SESSION_LIFE,
        )
        options = MatchOptions(action.options.mode, action.options.leading_zeros)
        self.code_lists.put(session_id, codes.codes, CompiledCodes.compile(codes.codes, options))
        self.vault.seal(session, 1, action.token)
        self.sessions.open(session)
        return session

    def _codes(self, action: StartScan, caller: Caller) -> CodeList:
        sheets = [self.sheets.inline(action.file_content)] if action.file_content else []
        if action.upload_id:
            sheets.append(self.sheets.uploaded(caller.owner, action.upload_id))
        return unite(*sheets, action.target_hole_codes)

    def _folder(self, action: StartScan) -> FolderRef:
        link = action.drive_link or self.default_folder
        return self.folders.find(action.token, parse_link(link) if link else MY_DRIVE)


def _refuse_what_is_not_built(action: StartScan) -> None:
    # An option that is accepted and ignored would be a silent miss of its own.
    if action.options.modified_since:
        raise RequestRejected(
            ErrorCode.NOT_AVAILABLE,
            "Filtering by date is not available yet. Leave modified_since out.",
            hint="options.modified_since",
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
