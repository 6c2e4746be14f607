"""A history of one scan: queues that duplicate and reorder, processes that die, time that passes. Every step is an Op."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from holescan.domain.errors import HolescanError
from holescan.domain.ids import ConnectionId, SessionId
from holescan.domain.pause import LONGEST_PAUSE
from holescan.domain.reasons import Reason
from holescan.domain.session import ScanState
from holescan.protocol.tasks import ListTask, ReportTask, ScanTask
from tests.fakes.drive import Tree
from tests.fakes.dying import Death, Fuse
from tests.fakes.world import LEASE, STILL_AFTER, TOKEN, VISIBILITY, World

Task: TypeAlias = ListTask | ScanTask | ReportTask

RECEIVES = 5
"""After so many receives a message goes to the dead letters: the fewest that any queue gives (cdk/variant.py)."""

MOST_ROUNDS = 60
"""Rounds of undisturbed work, each with a sweep, in which every scan must end."""


@dataclass(frozen=True, slots=True)
class Op:
    """One step of a history.

    Attributes:
        kind: which step.
        pick: chooses among what is there: a message, a viewer.
        dies_after: moments until the process of this step dies; None: it lives.
        again: SQS delivers the messages of this step once more.
    """

    kind: str
    pick: int = 0
    dies_after: int | None = None
    again: bool = False


@dataclass(slots=True)
class Message:
    """A task in a queue, and how often it was received."""

    task: Task
    receives: int = 0


@dataclass(slots=True)
class History:
    """Runs steps against a world and keeps what is in flight.

    Attributes:
        given_up: epochs in which nobody came back to a scan that waited.
        tokens: how many were given after the first.
    """

    tree: Tree
    codes: tuple[str, ...]
    page_size: int = 2
    fuse: Fuse = field(default_factory=Fuse)
    waiting: list[Message] = field(default_factory=list)
    dead: list[Task] = field(default_factory=list)
    sent: list[Task] = field(default_factory=list)
    given_up: set[int] = field(default_factory=set)
    tokens: int = 0
    unanswered: set[ConnectionId] = field(default_factory=set)
    world: World = field(init=False)
    session_id: SessionId = field(init=False)

    def __post_init__(self) -> None:
        self.world = World(self.tree, page_size=self.page_size, at=self.fuse.at)
        self.session_id = self.world.start(*self.codes)
        self._collect()

    def run(self, ops: Sequence[Op]) -> None:
        """Do the steps in order."""
        for op in ops:
            self._do(op)

    def settle(self) -> None:
        """Let the services do what they promise, undisturbed, until the scan has ended; who got no answer asks again."""
        for viewer in sorted(self.unanswered):
            self.world.join(self.session_id, viewer)
        self.world.drive.is_spent = False
        for _ in range(MOST_ROUNDS):
            self._deliver_everything()
            if not self.waiting and not list(self.world.sessions.open_scans()):
                return
            self.world.clock.advance(self._patience_s())
            self.world.sweep()
            self._collect()

    def _patience_s(self) -> float:
        is_waiting = self.world.live(self.session_id).state is ScanState.PAUSED
        return (LONGEST_PAUSE / 4 if is_waiting else STILL_AFTER).total_seconds() + 1

    def _do(self, op: Op) -> None:
        steps: dict[str, Callable[[Op], None]] = {
            "deliver": self._deliver,
            "batch": self._deliver_batch,
            "lose": self._lose,
            "replay": self._replay,
            "poison": self._poison,
            "dead_letter": self._consume_dead_letter,
            "sweep": lambda _: self.world.sweep(),
            "wait": lambda op: self.world.clock.advance(
                (VISIBILITY, LEASE, STILL_AFTER, LONGEST_PAUSE)[op.pick % 4].total_seconds() + 1
            ),
            "cancel": lambda _: self.world.cancel(self.session_id),
            "retry": lambda _: self.world.retry(self.session_id, token=self._token),
            "token_dies": lambda _: self.world.drive.refused.add(self._token),
            "refresh": self._refresh,
            "quota": lambda op: setattr(self.world.drive, "is_spent", op.pick % 2 == 0),
            "join": self._join,
            "leave": lambda op: self.world.channel.gone.add(_viewer(op)),
        }
        self.fuse.light(op.dies_after)
        try:
            steps[op.kind](op)
        except (Death, HolescanError):
            pass  # the process is gone, or said no: what it wrote stands, what it took comes again
        finally:
            self.fuse.light(None)
            self._collect()

    def _deliver(self, op: Op) -> None:
        if self.waiting:
            self._work([self.waiting[op.pick % len(self.waiting)]], again=op.again)

    def _deliver_batch(self, op: Op) -> None:
        scans = [message for message in self.waiting if isinstance(message.task, ScanTask) and not message.task.tried]
        start = op.pick % (len(scans) or 1)
        self._work((scans[start:] + scans[:start])[:4], again=op.again)

    @property
    def _token(self) -> str:
        return f"{TOKEN}{self.tokens or ''}"

    def _refresh(self, _: Op) -> None:
        self.tokens += 1
        self.world.refresh(self.session_id, self._token)

    def _lose(self, op: Op) -> None:
        if self.waiting:
            self.waiting.pop(op.pick % len(self.waiting))

    def _replay(self, op: Op) -> None:
        """A message that was worked long ago comes once more."""
        if self.sent:
            self.waiting.append(Message(self.sent[op.pick % len(self.sent)]))

    def _poison(self, op: Op) -> None:
        """A message that killed its worker five times."""
        if self.waiting:
            self.dead.append(self.waiting.pop(op.pick % len(self.waiting)).task)

    def _consume_dead_letter(self, op: Op) -> None:
        if self.dead:
            self.world.abandon(self.dead[op.pick % len(self.dead)])
            self.dead.pop(op.pick % len(self.dead))

    def _join(self, op: Op) -> None:
        self.unanswered.add(_viewer(op))
        self.world.join(self.session_id, _viewer(op))
        self.unanswered.remove(_viewer(op))

    def _work(self, messages: Sequence[Message], *, again: bool) -> None:
        alive = [message for message in messages if message.receives < RECEIVES]
        for message in messages:
            message.receives += 1
            if message not in alive:
                self.waiting.remove(message)
                self.dead.append(message.task)
        done = self._handle(alive)
        if not again:
            self.waiting = [message for message in self.waiting if message not in done]

    def _handle(self, messages: Sequence[Message]) -> list[Message]:
        match [message.task for message in messages]:
            case []:
                return []
            case [ListTask() as task]:
                self.world.list_files(task)
            case [ReportTask() as task]:
                self.world.write_report(task)
            case tasks:
                scans = [task for task in tasks if isinstance(task, ScanTask)]
                late = {id(delivery.task) for delivery in self.world.scan_files(*scans, receive=messages[0].receives)}
                return [message for message in messages if id(message.task) not in late]
        return list(messages)

    def _deliver_everything(self) -> None:
        while self.waiting or self.dead:
            if self.waiting:
                self._do(Op("deliver"))
            if self.dead:
                self._do(Op("dead_letter"))

    def _collect(self) -> None:
        queues: tuple[list[ListTask] | list[ScanTask] | list[ReportTask], ...] = (
            self.world.listing_queue.tasks,
            self.world.scan_queue.tasks,
            self.world.quarantine.tasks,
            self.world.report_queue.tasks,
        )
        for queue in queues:
            self.sent.extend(queue)
            self.waiting.extend(Message(task) for task in queue)
            queue.clear()
        live = self.world.live(self.session_id)
        if live.cancel_reason is not Reason.CANCELLED:
            self.given_up.add(live.epoch)


def _viewer(op: Op) -> ConnectionId:
    return ConnectionId(f"viewer-{op.pick % 3}")
