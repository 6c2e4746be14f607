"""The worker: download, read, match, commit; tell the viewers; look for the end (laws 1, 3, 6, 8, 9)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from holescan.domain.errors import DependencyFailed, QuotaSpent, Throttled, TokenRefused, Unfinished
from holescan.domain.files import FileRef
from holescan.domain.ids import FileId, SessionId
from holescan.domain.matching import CompiledCodes
from holescan.domain.outcomes import Examination, FileStatus, Outcome
from holescan.domain.pause import PauseReason
from holescan.domain.reasons import Reason
from holescan.domain.session import LiveScan, ScanState, Session
from holescan.ports import Clock, Dice, Drive, FileFetcher, Outcomes, RecognitionRecord, ScanQueue, Sessions
from holescan.protocol.client import ScanOptions
from holescan.protocol.tasks import ScanTask
from holescan.steps.ending import Ending
from holescan.steps.examine import Examiner
from holescan.steps.fetching import fetching
from holescan.steps.pausing import Pausing
from holescan.steps.recognise import Leave
from holescan.steps.record import Recorder

COMMIT_EVERY = timedelta(seconds=2)

ALONE_FROM_ATTEMPT = 3
"""A message received this often may be what kills the worker, so it takes no other outcome down with it."""

LONGEST_BACKOFF_S = 300

WAITS_IN_PLACE_S = (2, 4, 8)
"""Drive asked for fewer requests: most such quotas are by the minute and let go within seconds."""

RESEND_DELAY_S = 60

MOST_HOPS = 120
"""A file that Drive put off for two hours of resending is told as NOT_EXAMINED (drive_quota), and can be retried."""

HOPS_FOR_PAGES = 40
"""After so many hops what text recognition did not take stays unread: with the waits below, two and a half hours."""

FIRST_WAIT_FOR_PAGES_S = 10


@dataclass(frozen=True, slots=True)
class Delivery:
    """A task as SQS delivered it: `attempt` is its receive count, from 1."""

    task: ScanTask
    attempt: int
    message_id: str
    receipt: str


@dataclass(frozen=True, slots=True)
class ScanFiles:
    """Examine a batch of files and move their sessions on.

    May run twice for one task and may die anywhere: the record takes a file once per epoch, only what was newly
    written is told to the viewers, and every run that sees the scan done asks for the report, which is itself
    written once.

    Attributes:
        ahead: so many files are downloaded before their turn (steps/fetching.py); 0: none.
    """

    sessions: Sessions
    outcomes: Outcomes
    drive: Drive
    scans: ScanQueue
    examiner: Examiner
    recognised: RecognitionRecord
    recorder: Recorder
    ending: Ending
    pausing: Pausing
    clock: Clock
    dice: Dice
    session: Callable[[SessionId], Session | None]
    codes: Callable[[SessionId], CompiledCodes]
    token: Callable[[SessionId, int], str]
    max_file_bytes: int
    file_time_limit: timedelta
    ahead: int = 0

    def __call__(self, deliveries: Sequence[Delivery], *, deadline: datetime) -> tuple[Delivery, ...]:
        """Work the batch; answers the deliveries that must come again, already postponed."""
        again = [late for group in _by_session(deliveries) for late in self._scan(group, deadline)]
        for late in again:
            self.scans.postpone(late.receipt, min(2**late.attempt, LONGEST_BACKOFF_S))
        return tuple(again)

    def _scan(self, group: Sequence[Delivery], deadline: datetime) -> Iterable[Delivery]:
        session_id = group[0].task.session_id
        session, live = self.session(session_id), self.sessions.live(session_id)
        if session is None or live is None or not live.state.is_working:
            return ()
        mine = {delivery.task.file.file_id: delivery for delivery in group if delivery.task.epoch == live.epoch}
        recorded = self.outcomes.read(session_id, mine)
        unsettled = [delivery for file_id, delivery in mine.items() if _is_unsettled(live, recorded.get(file_id))]
        if not unsettled:
            self.ending.look(session_id)
            return ()
        try:
            # What a cancel leaves is not downloaded any more, so a token that is gone is not missed.
            token = "" if live.state is ScanState.CANCELLING else self.token(session_id, live.token_generation)
        except TokenRefused:
            return self._wait(live, unsettled)
        unsettled.sort(key=lambda delivery: delivery.attempt)
        files, max_bytes = self._to_begin(live, unsettled), self.largest(session)
        with fetching(self.drive, token, files, max_bytes=max_bytes, ahead=self.ahead) as source:
            batch = _Batch(self, source, session, live, recorded, committed_at=self.clock.now(), opened_as=live)
            return batch.run(unsettled, deadline)

    def _to_begin(self, live: LiveScan, unsettled: Sequence[Delivery]) -> Sequence[FileRef]:
        """What will be downloaded for certain, by a worker that survives it."""
        if live.state is ScanState.CANCELLING:
            return ()
        return [delivery.task.file for delivery in unsettled if delivery.attempt < ALONE_FROM_ATTEMPT]

    def largest(self, session: Session) -> int:
        """In bytes; what is larger is too_large."""
        asked = ScanOptions.model_validate(session.options).max_file_bytes
        return min(asked or self.max_file_bytes, self.max_file_bytes)

    def _wait(self, live: LiveScan, unsettled: Sequence[Delivery]) -> Iterable[Delivery]:
        """No token is kept: the scan waits for one, and what is not settled comes again with it."""
        now = self.pausing.pause(live, PauseReason.AUTH_EXPIRED)
        return unsettled if now is not None and now.state.is_working else ()


def _is_unsettled(live: LiveScan, known: Outcome | None) -> bool:
    return known is None or known.epoch < live.epoch or known.is_provisional


def _by_session(deliveries: Sequence[Delivery]) -> Iterable[list[Delivery]]:
    groups: defaultdict[SessionId, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        groups[delivery.task.session_id].append(delivery)
    return groups.values()


def wait_for_pages_s(hop: int) -> int:
    """Seconds to wait before a hop, from 1: 10 at first, a quarter more each time, five minutes at most."""
    return min(int(FIRST_WAIT_FOR_PAGES_S * 1.25 ** (hop - 1)), LONGEST_BACKOFF_S)


@dataclass(slots=True)
class _Batch:
    """The files of one session in one batch: examined one by one, committed together.

    Attributes:
        live: the scan as it was read last.
        recorded: what was on record of these files when the batch began.
        opened_as: the scan as it was when the source was opened with its token.
    """

    world: ScanFiles
    source: FileFetcher
    session: Session
    live: LiveScan
    recorded: Mapping[FileId, Outcome]
    committed_at: datetime
    opened_as: LiveScan
    pending: list[tuple[Delivery, Outcome]] = field(default_factory=list)
    again: list[Delivery] = field(default_factory=list)
    hit_told: bool = False
    has_moved: bool = False

    def run(self, deliveries: Iterable[Delivery], deadline: datetime) -> list[Delivery]:
        """Examine and commit all, in this order; answers those that must come again."""
        for delivery in deliveries:
            self._take(delivery, deadline)
        self._commit()
        return self.again

    def _take(self, delivery: Delivery, deadline: datetime) -> None:
        alone = delivery.attempt >= ALONE_FROM_ATTEMPT
        if alone:
            self._commit()
        if delivery.task.epoch != self.live.epoch or not self.live.state.is_working:
            return  # the scan went on without this worker: the task is of a past epoch, or the scan waits
        if self.live.token_generation != self.opened_as.token_generation:
            self._send_afresh(delivery, delivery.task, 0)  # to be read with the new token
            return
        if self.world.clock.now() + self.world.file_time_limit > deadline:
            self._leave_for_later(delivery)
            return
        self._examine(delivery)
        if alone or self._is_due():
            self._commit()

    def _leave_for_later(self, delivery: Delivery) -> None:
        """There is no time left for it. Where others took that time, it takes a message of its own."""
        if self.has_moved:
            self._send_afresh(delivery, delivery.task, 0)
        else:
            self.again.append(delivery)

    def _examine(self, delivery: Delivery) -> None:
        examination: Examination | None
        try:
            examination = self._patiently(delivery.task)
        except Unfinished as unfinished:
            self._go_on_later(delivery, unfinished)
            return
        except Throttled:
            examination = self._put_off(delivery.task)
        except TokenRefused:
            self._wait(delivery, PauseReason.AUTH_EXPIRED)
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
            except Throttled:
                self.world.clock.wait(wait_s * (0.5 + self.world.dice.fraction()))
        return self._examination(task)

    def _put_off(self, task: ScanTask) -> Examination | None:
        """Throttling consumes no receive (law 8): the file comes in a message of its own, later."""
        if task.hop >= MOST_HOPS:
            return Examination.failed(Reason.DRIVE_QUOTA)
        self.world.scans.put_all([task.model_copy(update={"hop": task.hop + 1})], delay_s=RESEND_DELAY_S)
        return None

    def _wait(self, delivery: Delivery, reason: PauseReason) -> None:
        """The scan waits, and what is left of the batch comes again when it goes on.

        Where another token is there already, the file comes in a message of its own, and no receive is burnt (law 8).
        """
        now = self.world.pausing.pause(self.opened_as, reason)
        if now is None:
            return
        self.live = now
        if now.state.is_working:
            self._send_afresh(delivery, delivery.task, 0)

    def _go_on_later(self, delivery: Delivery, unfinished: Unfinished) -> None:
        """What was recognised is kept. A file that came no further waits, each time a little longer."""
        if unfinished.is_further:
            self._send_afresh(delivery, delivery.task, 0)
        else:
            hop = delivery.task.hop + 1
            self._send_afresh(delivery, delivery.task.model_copy(update={"hop": hop}), wait_for_pages_s(hop))

    def _send_afresh(self, delivery: Delivery, task: ScanTask, delay_s: int) -> None:
        """A message of its own: the file shall not run out of receives for the sake of others."""
        self.has_moved = True
        try:
            self.world.scans.put_all([task], delay_s=delay_s)
        except DependencyFailed:
            self.again.append(delivery)

    def _examination(self, task: ScanTask) -> Examination:
        if self.live.state is ScanState.CANCELLING:
            return Examination.failed(self.live.cancel_reason)
        codes = self.world.codes(task.session_id)
        max_bytes = self.world.largest(self.session)
        return self.world.examiner(self.source, task.file, codes, self._leave(task), max_bytes=max_bytes)

    def _leave(self, task: ScanTask) -> Leave:
        world, options, file_id = self.world, self._options, task.file.file_id
        return Leave(
            mode=options.ocr,
            claim=partial(world.recognised.claim, self.session, options.ocr_page_budget),
            give_back=partial(world.recognised.give_back, self.session),
            kept=partial(world.recognised.page, self.live, file_id),
            keep=partial(world.recognised.keep, self.live, file_id),
            # The other half is for the page that is begun last.
            until=world.clock.now() + world.file_time_limit / 2,
            comes_again=task.hop < HOPS_FOR_PAGES,
        )

    @property
    def _options(self) -> ScanOptions:
        return ScanOptions.model_validate(self.session.options)

    def _is_due(self) -> bool:
        """At the batch's first hit, so that it is seen at once, and every two seconds."""
        first_hit = not self.hit_told and any(outcome.status is FileStatus.MATCH for _, outcome in self.pending)
        self.hit_told |= first_hit
        return first_hit or self.world.clock.now() - self.committed_at >= COMMIT_EVERY

    def _commit(self) -> None:
        batch, self.pending = self.pending, []
        if not batch:
            return
        try:
            now = self.world.recorder.record(self.live, [outcome for _, outcome in batch], self.recorded)
        except DependencyFailed:
            # Unknown or refused: the messages come again, and what was written after all is found then.
            self.again.extend(delivery for delivery, _ in batch)
            return
        self.live = now or self.live
        self.committed_at = self.world.clock.now()
