"""The whole system in memory: every use case over the fakes, and a loop that delivers what is queued."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TypeVar

from holescan.domain.ids import ConnectionId, SessionId, owner_of_connection
from holescan.domain.outcomes import Outcome
from holescan.domain.session import LiveScan
from holescan.protocol.client import (
    CancelScan,
    DeleteScan,
    GetResults,
    ListScans,
    RefreshToken,
    ResumeScan,
    RetryFailed,
    StartScan,
)
from holescan.protocol.row_models import Sent
from holescan.protocol.server import Deleted, Results, Scans, Started
from holescan.protocol.tasks import ListTask, ReportTask, ScanTask
from holescan.steps.audience import Audience
from holescan.steps.callers import Caller, OwnScans
from holescan.steps.closing import Closing
from holescan.steps.code_sheets import CodeSheets
from holescan.steps.ending import Ending
from holescan.steps.examine import Examiner
from holescan.steps.file_batch import Workplace
from holescan.steps.folders import Folders
from holescan.steps.pages import RecordPages
from holescan.steps.pausing import Pausing, Resuming
from holescan.steps.recognise import Recognition
from holescan.steps.record import Recorder
from holescan.steps.redelivery import Delivery, Redelivery
from holescan.steps.scan_requests import ScanRequests
from holescan.steps.snapshots import SnapshotWriter
from holescan.steps.unsettled import EpochLog, Redrive
from holescan.usecases.abandon import Abandon
from holescan.usecases.cancel_scan import StopScan
from holescan.usecases.clear_deleted import ClearDeleted
from holescan.usecases.delete_scan import ForgetScan
from holescan.usecases.get_results import ShowResults
from holescan.usecases.list_files import ListFiles
from holescan.usecases.list_scans import ListOwnScans
from holescan.usecases.refresh_token import RenewToken
from holescan.usecases.resume_scan import FollowScan
from holescan.usecases.retry_failed import Retry
from holescan.usecases.scan_files import ScanFiles
from holescan.usecases.start_scan import OpenScan
from holescan.usecases.sweep import Sweep
from holescan.usecases.write_report import WriteReport
from tests.fakes.channel import RecordingChannel
from tests.fakes.clock import FixedClock, SequenceDice
from tests.fakes.deleting import MemoryDeletions, MemoryEraser
from tests.fakes.drive import FolderDrive, Tree
from tests.fakes.extraction import PlainReportWriter, ScriptedExtractor
from tests.fakes.outcomes import MemoryOutcomes
from tests.fakes.queues import MemoryListQueue, MemoryReportQueue, MemoryScanQueue
from tests.fakes.recognition import MemoryRecognitionRecord, ScriptedRecogniser
from tests.fakes.sessions import MemorySessions
from tests.fakes.storage import (
    MemoryCodeLists,
    MemoryPageLog,
    MemoryReports,
    MemoryResultIndex,
    MemoryRetryLog,
    MemorySnapshots,
    MemoryUploads,
    MemoryVault,
)
from tests.fakes.table import MemoryTable

T = TypeVar("T")
M = TypeVar("M", bound=Sent)

ALICE = ConnectionId("alice")
TOKEN = "ya29.token"
VISIBILITY = timedelta(seconds=180)
STILL_AFTER = timedelta(seconds=1080)
LEASE = timedelta(seconds=120)
FILE_TIME_LIMIT = timedelta(seconds=20)


def _directly(port: T) -> T:
    return port


def caller_of(connection_id: ConnectionId) -> Caller:
    """A client without a secret."""
    return Caller(connection_id, owner_of_connection(connection_id))


@dataclass(slots=True)
class World:
    """One deployment in memory over one folder tree.

    Attributes:
        at: what stands between a use case and each port; a test of faults puts its own there.
        ahead: files that a worker downloads before their turn, in threads; 0 keeps the order of all calls.
    """

    tree: Tree
    page_size: int = 1000
    ahead: int = 0
    max_ocr_pages: int = 1_000_000
    at: Callable[[T], T] = _directly
    table: MemoryTable = field(default_factory=MemoryTable)
    log: MemoryPageLog = field(default_factory=MemoryPageLog)
    retries: MemoryRetryLog = field(default_factory=MemoryRetryLog)
    code_lists: MemoryCodeLists = field(default_factory=MemoryCodeLists)
    uploads: MemoryUploads = field(default_factory=MemoryUploads)
    reports: MemoryReports = field(default_factory=MemoryReports)
    snapshots: MemorySnapshots = field(default_factory=MemorySnapshots)
    index: MemoryResultIndex = field(default_factory=MemoryResultIndex)
    vault: MemoryVault = field(default_factory=MemoryVault)
    listing_queue: MemoryListQueue = field(default_factory=MemoryListQueue)
    scan_queue: MemoryScanQueue = field(default_factory=MemoryScanQueue)
    quarantine: MemoryScanQueue = field(default_factory=MemoryScanQueue)
    report_queue: MemoryReportQueue = field(default_factory=MemoryReportQueue)
    channel: RecordingChannel = field(default_factory=RecordingChannel)
    extractor: ScriptedExtractor = field(default_factory=ScriptedExtractor)
    recogniser: ScriptedRecogniser = field(default_factory=ScriptedRecogniser)
    writer: PlainReportWriter = field(default_factory=PlainReportWriter)
    clock: FixedClock = field(default_factory=FixedClock)
    dice: SequenceDice = field(default_factory=SequenceDice)
    drive: FolderDrive = field(init=False)
    sessions: MemorySessions = field(init=False)
    recognised: MemoryRecognitionRecord = field(init=False)
    deletions: MemoryDeletions = field(init=False)
    eraser: MemoryEraser = field(init=False)
    outcomes: MemoryOutcomes = field(init=False)
    audience: Audience = field(init=False)
    ending: Ending = field(init=False)
    own: OwnScans = field(init=False)
    closing: Closing = field(init=False)
    recorder: Recorder = field(init=False)
    pausing: Pausing = field(init=False)
    resuming: Resuming = field(init=False)
    epoch_log: EpochLog = field(init=False)
    _messages: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self.table.clock = self.clock
        self.drive = FolderDrive(self.tree, page_size=self.page_size)
        self.sessions = MemorySessions(self.table)
        self.recognised = MemoryRecognitionRecord(self.table)
        self.outcomes = MemoryOutcomes(self.table)
        self.deletions = MemoryDeletions(self.table)
        self.eraser = self._eraser()
        self.audience = Audience(self.at(self.sessions), self.at(self.channel), self.clock)
        self.ending = Ending(self.at(self.sessions), self.at(self.report_queue))
        self.own = OwnScans(self.at(self.sessions))
        self.closing = Closing(self.at(self.reports))
        self.recorder = Recorder(self.at(self.outcomes), self.audience, self.ending, self.clock, self.dice)
        self.pausing = Pausing(self.at(self.sessions), self.audience, self.clock)
        self.resuming = Resuming(self.at(self.sessions), self.at(self.listing_queue), self.audience)
        self.epoch_log = EpochLog(
            self.at(self.sessions), self.at(self.outcomes), self.at(self.log), self.at(self.retries)
        )

    def start(self, *codes: str, connection: ConnectionId = ALICE, **fields: object) -> SessionId:
        """Start a scan and answer its id."""
        action = StartScan.model_validate({"token": TOKEN, "target_hole_codes": codes, **fields})
        self.open_scan(action, caller_of(connection))
        started = [message for message in self.channel.to(connection) if isinstance(message, Started)]
        return SessionId(started[-1].session_id)

    def open_scan(self, action: StartScan, caller: Caller) -> None:
        OpenScan(
            sessions=self.at(self.sessions),
            code_lists=self.at(self.code_lists),
            requests=self._requests,
            folders=Folders(self.at(self.drive)),
            vault=self.at(self.vault),
            listings=self.at(self.listing_queue),
            channel=self.at(self.channel),
            clock=self.clock,
            dice=self.dice,
        )(action, caller)

    def cancel(self, session_id: SessionId, connection: ConnectionId = ALICE) -> None:
        stop = StopScan(self.at(self.sessions), self.at(self.listing_queue), self.own, self.audience, self.ending)
        stop(CancelScan(session_id=session_id), caller_of(connection))

    def resume(self, session_id: SessionId, connection: ConnectionId = ALICE, cursor: str = "") -> None:
        self._follow(ResumeScan(session_id=session_id, cursor=cursor), caller_of(connection))

    def join(self, session_id: SessionId, connection: ConnectionId, cursor: str = "") -> None:
        """Follow from one more connection of the client who started the scan."""
        self._follow(ResumeScan(session_id=session_id, cursor=cursor), Caller(connection, owner_of_connection(ALICE)))

    def _follow(self, action: ResumeScan, caller: Caller) -> None:
        sessions, channel = self.at(self.sessions), self.at(self.channel)
        FollowScan(sessions, self._pages, self._snapshots, self.own, channel, self.closing)(action, caller)

    def results(self, session_id: SessionId, section: str, *, asker: ConnectionId = ALICE, **fields: str) -> Results:
        """One page of a section."""
        show = ShowResults(self.own, self.at(self.outcomes), self._pages, self.at(self.index))
        action = GetResults.model_validate({"session_id": session_id, "section": section, **fields})
        return show(action, caller_of(asker))

    def delete(self, session_id: SessionId, *, asker: ConnectionId = ALICE) -> Deleted:
        forget = ForgetScan(self.at(self.sessions), self.own, self.at(self.deletions), self.at(self.eraser), self.clock)
        return forget(DeleteScan(session_id=session_id), caller_of(asker))

    def clear_deleted(self, *, seconds: float = 300) -> None:
        clear = ClearDeleted(self.at(self.deletions), self.at(self.eraser), self.clock)
        clear(deadline=self.clock.now() + timedelta(seconds=seconds))

    def _eraser(self) -> MemoryEraser:
        stores = (self.log, self.retries, self.code_lists, self.reports, self.index, self.snapshots)
        kept = [*(store.stored for store in stores), self.vault.sealed]
        return MemoryEraser(self.table, self.clock, *kept, self.recognised.pages)

    def scans(self, *, asker: ConnectionId = ALICE, cursor: str = "") -> Scans:
        """A page of the asker's history."""
        return ListOwnScans(self.at(self.sessions))(ListScans(cursor=cursor), caller_of(asker))

    @property
    def _requests(self) -> ScanRequests:
        sheets = CodeSheets(self.at(self.extractor), self.at(self.uploads))
        return ScanRequests(sheets, self.own, self.at(self.code_lists), self.max_ocr_pages)

    @property
    def _snapshots(self) -> SnapshotWriter:
        record = (self.at(self.sessions), self.at(self.outcomes))
        return SnapshotWriter(*record, self.at(self.snapshots), self.clock, self.dice)

    @property
    def _pages(self) -> RecordPages:
        return RecordPages(self.at(self.sessions), self.at(self.outcomes))

    def refresh(
        self, session_id: SessionId, token: str, connection: ConnectionId = ALICE, request_id: str = "again"
    ) -> None:
        renew = RenewToken(
            own=self.own,
            folders=Folders(self.at(self.drive)),
            vault=self.at(self.vault),
            resuming=self.resuming,
            channel=self.at(self.channel),
        )
        action = RefreshToken(session_id=session_id, token=token, request_id=request_id)
        renew(action, caller_of(connection))

    def retry(
        self, session_id: SessionId, *file_ids: str, connection: ConnectionId = ALICE, token: str = TOKEN
    ) -> None:
        retry = Retry(
            sessions=self.at(self.sessions),
            outcomes=self.at(self.outcomes),
            retries=self.at(self.retries),
            own=self.own,
            folders=Folders(self.at(self.drive)),
            vault=self.at(self.vault),
            listings=self.at(self.listing_queue),
            channel=self.at(self.channel),
            audience=self.audience,
            clock=self.clock,
        )
        action = RetryFailed(session_id=session_id, file_ids=file_ids, token=token)
        retry(action, caller_of(connection))

    def list_files(self, task: ListTask, *, seconds: float = 300) -> None:
        ListFiles(
            sessions=self.at(self.sessions),
            log=self.at(self.log),
            drive=self.at(self.drive),
            vault=self.at(self.vault),
            listings=self.at(self.listing_queue),
            scans=self.at(self.scan_queue),
            redrive=Redrive(self.epoch_log, self.at(self.scan_queue), self.clock),
            pausing=self.pausing,
            audience=self.audience,
            ending=self.ending,
            clock=self.clock,
        )(task, deadline=self.clock.now() + timedelta(seconds=seconds))

    def scan_files(self, *tasks: ScanTask, receive: int = 1, seconds: float = 300) -> tuple[Delivery, ...]:
        scan = ScanFiles(
            sessions=self.at(self.sessions),
            outcomes=self.at(self.outcomes),
            ending=self.ending,
            session=self.at(self.sessions).session,
            place=Workplace(
                drive=self.at(self.drive),
                redelivery=Redelivery(self.at(self.scan_queue), self.at(self.quarantine)),
                examiner=Examiner(self.at(self.extractor), self._recognition()),
                recognised=self.at(self.recognised),
                recorder=self.recorder,
                pausing=self.pausing,
                clock=self.clock,
                dice=self.dice,
                codes=self.at(self.code_lists).compiled,
                access=lambda session_id, _generation: self.vault.unseal(session_id),
                max_file_bytes=1_000_000,
                file_time_limit=FILE_TIME_LIMIT,
                ahead=self.ahead,
            ),
        )
        return scan(
            [self._delivery(task, receive) for task in tasks], deadline=self.clock.now() + timedelta(seconds=seconds)
        )

    def write_report(self, task: ReportTask) -> None:
        WriteReport(
            sessions=self.at(self.sessions),
            outcomes=self.at(self.outcomes),
            code_lists=self.at(self.code_lists),
            writer=self.at(self.writer),
            reports=self.at(self.reports),
            index=self.at(self.index),
            vault=self.at(self.vault),
            audience=self.audience,
            closing=self.closing,
            clock=self.clock,
            lease=LEASE,
        )(task)

    def abandon(self, task: ScanTask | ListTask | ReportTask) -> None:
        Abandon(self.at(self.sessions), self.recorder, self.ending, self.audience, self.closing)(task, 5)

    def sweep(self) -> None:
        Sweep(
            sessions=self.at(self.sessions),
            epoch_log=self.epoch_log,
            listings=self.at(self.listing_queue),
            scans=[self.at(self.scan_queue), self.at(self.quarantine)],
            reports=self.at(self.report_queue),
            recorder=self.recorder,
            resuming=self.resuming,
            audience=self.audience,
            clock=self.clock,
            still_after=STILL_AFTER,
            visibility=VISIBILITY,
        )()

    def drain(self, *, batch: int = 10) -> None:
        """Deliver everything that is queued, and what that queues, until nothing is left."""
        while self._is_anything_queued():
            for task in _taken(self.listing_queue.tasks, 1):
                self.list_files(task)
            self._redeliver(self.scan_files(*_taken(self.scan_queue.tasks, batch)))
            self._redeliver(self.scan_files(*_taken(self.quarantine.tasks, 1)))
            for report in _taken(self.report_queue.tasks, 1):
                self.write_report(report)

    def _is_anything_queued(self) -> bool:
        queues = (self.listing_queue, self.scan_queue, self.quarantine, self.report_queue)
        return any(queue.tasks for queue in queues)

    def live(self, session_id: SessionId) -> LiveScan:
        live = self.sessions.live(session_id)
        assert live is not None
        return live

    def record(self, session_id: SessionId) -> dict[str, Outcome]:
        """The outcome of each file by its name."""
        return {outcome.file.name: outcome for outcome in self.outcomes.all(session_id)}

    def heard(self, kind: type[M], connection: ConnectionId = ALICE) -> list[M]:
        """The messages of one type that a connection got, in order."""
        return [message for message in self.channel.to(connection) if isinstance(message, kind)]

    def _recognition(self) -> Recognition:
        return Recognition(self.at(self.extractor), self.at(self.recogniser), self.clock)

    def _delivery(self, task: ScanTask, receives: int) -> Delivery:
        number = next(self._messages)
        return Delivery(task, task.tried + receives, f"message-{number}", f"receipt-{number}")

    def _redeliver(self, again: tuple[Delivery, ...]) -> None:
        for task in (delivery.task for delivery in again):
            (self.quarantine if task.tried else self.scan_queue).tasks.append(task)


def _taken(tasks: list[T], count: int) -> list[T]:
    taken, tasks[:] = tasks[:count], tasks[count:]
    return taken
