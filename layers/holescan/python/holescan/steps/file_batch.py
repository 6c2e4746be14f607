"""A batch of files: downloaded, read and matched one by one, committed together (laws 1, 6, 8, 9)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from holescan.domain.access import Access
from holescan.domain.errors import DependencyFailed, QuotaSpent, Throttled, TokenRefused, TurnTooLate, Unfinished
from holescan.domain.examination import Examination, FileStatus
from holescan.domain.ids import FileId, SessionId
from holescan.domain.matching import CompiledCodes
from holescan.domain.outcomes import Outcome
from holescan.domain.pause import PauseReason
from holescan.domain.reasons import Reason
from holescan.domain.session import LiveScan, ScanState, Session
from holescan.ports import Clock, Dice, FileFetcher, PacedDrive, RecognitionRecord
from holescan.protocol.client import ScanOptions
from holescan.protocol.tasks import ScanTask
from holescan.steps.examine import Examiner
from holescan.steps.fetching import fetching
from holescan.steps.pausing import Pausing
from holescan.steps.recognise import Leave
from holescan.steps.record import Recorder
from holescan.steps.redelivery import HOPS_FOR_PAGES, MOST_HOPS, Delivery, Redelivery

COMMIT_EVERY = timedelta(seconds=2)

WAITS_IN_PLACE_S = (2, 4, 8)
"""Drive asked for fewer requests: most such quotas are by the minute and let go within seconds."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """What batches are worked with.

    Attributes:
        codes: of a scan.
        access: of a scan and a generation of its token; raises TokenRefused where none is kept.
        max_file_bytes: what is larger is too_large, whatever the user allows.
        file_time_limit: for reading one file.
        ahead: so many files are downloaded before their turn (steps/fetching.py); 0: none.
    """

    drive: PacedDrive
    redelivery: Redelivery
    examiner: Examiner
    recognised: RecognitionRecord
    recorder: Recorder
    pausing: Pausing
    clock: Clock
    dice: Dice
    codes: Callable[[SessionId], CompiledCodes]
    access: Callable[[SessionId, int], Access]
    max_file_bytes: int
    file_time_limit: timedelta
    ahead: int = 0

    def largest(self, session: Session) -> int:
        """In bytes; what is larger is too_large."""
        return ScanOptions.model_validate(session.options).largest_file(self.max_file_bytes)


@dataclass(slots=True)
class FileBatch:
    """The files of one session in one batch: examined one by one, committed together.

    Attributes:
        live: the scan as it was read last.
        recorded: what was on record of these files when the batch began.
        until: no file is begun then or later.
        opened_as: the scan as it was when Drive was opened with its token.
    """

    place: Workplace
    session: Session
    live: LiveScan
    recorded: Mapping[FileId, Outcome]
    until: datetime
    committed_at: datetime
    opened_as: LiveScan
    source: FileFetcher = field(init=False)
    pending: list[tuple[Delivery, Outcome]] = field(default_factory=list)
    again: list[Delivery] = field(default_factory=list)
    hit_told: bool = False
    has_moved: bool = False

    def run(self, deliveries: Sequence[Delivery]) -> list[Delivery]:
        """Isolate, examine and commit all, in this order; answers those that must come again."""
        self._isolate([delivery for delivery in deliveries if delivery.is_suspect])
        files = [delivery for delivery in deliveries if not delivery.is_suspect]
        access = self._access(files)
        if files and access is not None:
            self._work(files, access)
        return self.again

    def _isolate(self, suspects: Sequence[Delivery]) -> None:
        try:
            self.place.redelivery.isolate(suspects)
        except DependencyFailed:
            self.again.extend(suspects)

    def _access(self, files: Sequence[Delivery]) -> Access | None:
        """None where none is kept: the scan waits for one, and what is not settled comes again with it."""
        if self._is_cancelled:
            return Access("")  # nothing is downloaded any more, so a token that is gone is not missed
        try:
            return self.place.access(self.live.session_id, self.live.token_generation)
        except TokenRefused as refused:
            now = self.place.pausing.pause(self.live, PauseReason.of(refused))
            if now is not None and now.state.is_working:
                self.again.extend(files)
            return None

    def _work(self, files: Sequence[Delivery], access: Access) -> None:
        begun = [] if self._is_cancelled else [delivery.task.file for delivery in files]
        max_bytes = self.place.largest(self.session)
        with fetching(
            self.place.drive, access, begun, until=self.until, max_bytes=max_bytes, ahead=self.place.ahead
        ) as self.source:
            for delivery in files:
                self._take(delivery)
            self._commit()

    def _take(self, delivery: Delivery) -> None:
        if delivery.task.epoch != self.live.epoch or not self.live.state.is_working:
            return  # the scan went on without this worker: the task is of a past epoch, or the scan waits
        if self.live.token_generation != self.opened_as.token_generation:
            self._send(delivery, self.place.redelivery.send_afresh)  # to be read with the new token
            return
        if self.place.clock.now() >= self.until:
            self._leave_for_later(delivery)
            return
        self._examine(delivery)
        if self._is_due():
            self._commit()

    def _leave_for_later(self, delivery: Delivery) -> None:
        """There is no time left for it. Where others took that time, it takes a message of its own."""
        if self.has_moved:
            self._send(delivery, self.place.redelivery.send_afresh)
        else:
            self.again.append(delivery)

    def _examine(self, delivery: Delivery) -> None:
        examination: Examination | None
        try:
            examination = self._patiently(delivery.task)
        except Unfinished as unfinished:
            self._go_on_later(delivery, unfinished)
            return
        except TurnTooLate:
            examination = self._leave_to_others(delivery)
        except Throttled:
            examination = self._put_off(delivery)
        except TokenRefused as refused:
            self._wait(delivery, PauseReason.of(refused))
            return
        except QuotaSpent:
            self._wait(delivery, PauseReason.QUOTA)
            return
        except DependencyFailed:
            self.again.append(delivery)
            return
        if examination is None:
            return
        outcome = Outcome(delivery.task.file, delivery.task.epoch, delivery.attempt, examination)
        self.has_moved = True
        self.pending.append((delivery, outcome))

    def _patiently(self, task: ScanTask) -> Examination:
        for wait_s in WAITS_IN_PLACE_S:
            try:
                return self._examination(task)
            except TurnTooLate:
                raise
            except Throttled:
                self.place.clock.wait(wait_s * (0.5 + self.place.dice.fraction()))
        return self._examination(task)

    def _leave_to_others(self, delivery: Delivery) -> Examination | None:
        """Its turn comes when the batch's time is up, and so does that of every file behind it."""
        if not self.has_moved:
            return self._put_off(delivery)  # so long is the line
        self.until = self.place.clock.now()
        self._leave_for_later(delivery)
        return None

    def _put_off(self, delivery: Delivery) -> Examination | None:
        """Throttling consumes no receive (law 8): the file comes in a message of its own, later."""
        if delivery.task.hop >= MOST_HOPS:
            return Examination.failed(Reason.DRIVE_QUOTA)
        self._send(delivery, self.place.redelivery.send_later)
        return None

    def _wait(self, delivery: Delivery, reason: PauseReason) -> None:
        """The scan waits, and what is left of the batch comes again when it goes on.

        Where another token is there already, the file comes in a message of its own, and no receive is burnt (law 8).
        """
        now = self.place.pausing.pause(self.opened_as, reason)
        if now is None:
            return
        self.live = now
        if now.state.is_working:
            self._send(delivery, self.place.redelivery.send_afresh)

    def _go_on_later(self, delivery: Delivery, unfinished: Unfinished) -> None:
        """What was recognised is kept. A file that came no further waits, each time a little longer."""
        redelivery = self.place.redelivery
        self._send(delivery, redelivery.send_afresh if unfinished.is_further else redelivery.send_for_pages)

    def _send(self, delivery: Delivery, send: Callable[[ScanTask], None]) -> None:
        self.has_moved = True
        try:
            send(delivery.task)
        except DependencyFailed:
            self.again.append(delivery)

    def _examination(self, task: ScanTask) -> Examination:
        if self._is_cancelled:
            return Examination.failed(self.live.cancel_reason)
        codes = self.place.codes(task.session_id)
        max_bytes = self.place.largest(self.session)
        return self.place.examiner(self.source, task.file, codes, self._leave(task), max_bytes=max_bytes)

    def _leave(self, task: ScanTask) -> Leave:
        place, options, file_id = self.place, self._options, task.file.file_id
        return Leave(
            mode=options.ocr,
            claim=partial(place.recognised.claim, self.session, options.ocr_page_budget),
            give_back=partial(place.recognised.give_back, self.session),
            kept=partial(place.recognised.page, self.live, file_id),
            keep=partial(place.recognised.keep, self.live, file_id),
            # The other half is for the page that is begun last.
            until=place.clock.now() + place.file_time_limit / 2,
            comes_again=task.hop < HOPS_FOR_PAGES,
        )

    @property
    def _is_cancelled(self) -> bool:
        return self.live.state is ScanState.CANCELLING

    @property
    def _options(self) -> ScanOptions:
        return ScanOptions.model_validate(self.session.options)

    def _is_due(self) -> bool:
        """At the batch's first hit, so that it is seen at once, and every two seconds."""
        first_hit = not self.hit_told and any(outcome.status is FileStatus.MATCH for _, outcome in self.pending)
        self.hit_told |= first_hit
        return first_hit or self.place.clock.now() - self.committed_at >= COMMIT_EVERY

    def _commit(self) -> None:
        batch, self.pending = self.pending, []
        if not batch:
            return
        try:
            now = self.place.recorder.record(self.live, [outcome for _, outcome in batch], self.recorded)
        except DependencyFailed:
            # Unknown or refused: the messages come again, and what was written after all is found then.
            self.again.extend(delivery for delivery, _ in batch)
            return
        self.live = now or self.live
        self.committed_at = self.place.clock.now()
