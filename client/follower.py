"""Follows one scan to its end through as many connections as that takes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from secrets import token_hex
from threading import Event

from client.connection import Dropped, Wire
from client.display import Display
from client.errors import Refused, TransferFailed, Unreachable
from client.follow import Pass, ScanView
from client.renewal import Renewal
from client.transfer import snapshot_rows
from holescan.protocol.client import FIRST_PAGE, Action, ResumeScan
from holescan.protocol.server import Error, Paused, Resumed, ServerMessage, Started, SyncState

Seconds = Callable[[], float]
Connect = Callable[[], AbstractContextManager[Wire]]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what, in seconds; shorter in tests.

    Attributes:
        tick: between two looks at the other times.
        lack: fewer rows known than counted for so long: ask for what is missing (docs/protocol/README.md).
        silence: nothing heard for so long: ask, which also keeps API Gateway from closing an idle connection.
        deaf: nothing heard for so long, though asked: take another connection.
        after_end: rows that are still missing so long after the end are left to the report.
        first_pause: before the second connection; doubles with each further one, up to `longest_pause`.
        first_tries: connections that failed before one ever stood; then give up.
        tries: connections in a row that failed or said nothing after one stood; then give up.
    """

    tick: float = 1.0
    lack: float = 5.0
    silence: float = 30.0
    deaf: float = 90.0
    after_end: float = 30.0
    first_pause: float = 1.0
    longest_pause: float = 30.0
    first_tries: int = 3
    tries: int = 8


@dataclass(slots=True)
class _Times:
    """When what happened last, in seconds of the follower's clock."""

    heard: float
    complete: float
    asked: float
    ended: float | None = None


@dataclass(slots=True)
class _Asking:
    """One pass over the record under way.

    Attributes:
        request_id: of the page that is waited for.
        to_the_end: every page is wanted, though no row is missing: there may be rows too many.
    """

    request_id: str | None
    to_the_end: bool
    seen: Pass = field(default_factory=Pass)


@dataclass(slots=True)
class Follower:
    """Brings a view up to date until its scan is over.

    Attributes:
        hello: sent first, and again on each new connection until the scan's session is known; the server treats a
            repeated request_id as the same request.
        renewal: brings the scan the caller's newest token.
    """

    view: ScanView
    hello: Action
    connect: Connect
    display: Display
    clock: Seconds
    url: str
    patience: Patience = field(default_factory=Patience)
    pause: Callable[[float], object] = field(default_factory=lambda: Event().wait)
    renewal: Renewal = field(default_factory=Renewal)
    _times: _Times = field(init=False)
    _asking: _Asking = field(init=False)
    _connections: int = 0
    _answered: bool = False
    _failures: int = 0

    def __post_init__(self) -> None:
        self._start_times()
        self._asking = _Asking(self.hello.request_id, to_the_end=False)

    def follow(self) -> ScanView:
        """Return once the scan is over and everything that was counted is known.

        Raises:
            Refused: the server does not do what `hello` asks.
            Unreachable: the server is gone and stays so.
        """
        while not self._is_finished():
            try:
                with self.connect() as wire:
                    self._listen(wire)
            except Dropped as dropped:
                self._wait_before_next(dropped)
        return self.view

    def _listen(self, wire: Wire) -> None:
        self._connections += 1
        self._start_times()
        self.renewal.begin()
        self._open(wire)
        while not self._is_finished():
            message = wire.receive(self.patience.tick)
            if message is not None:
                self._failures = 0
                self._times.heard = self.clock()
                self._take(wire, message)
            self._tend(wire)

    def _open(self, wire: Wire) -> None:
        if self._answered:
            # What was told while there was no connection includes what is no longer true.
            self._ask(wire, to_the_end=True)
        else:
            wire.send(self.hello)

    def _take(self, wire: Wire, message: ServerMessage) -> None:
        self._asking.seen.take(message)
        self.renewal.take(message)
        for row in self.view.take(message):
            self.display.row(row)
        self._answered = self._answered or bool(getattr(message, "session_id", None))
        match message:
            case Error() if not message.session_id:
                self._refuse(message)
            case Started():
                self._greet(wire, message)
            case SyncState():
                self._go_on(wire, message)
            case Paused():
                self._explain(message)
            case Resumed():
                self.display.say(message.message)
        self.display.standing(self.view.standing)

    def _explain(self, paused: Paused) -> None:
        self.display.say(f"{paused.message} That is at {paused.until}." if paused.until else paused.message)
        if paused.reason == "AUTH_EXPIRED":
            self.display.say(self.renewal.advice(paused.session_id))

    def _refuse(self, error: Error) -> None:
        if error.request_id == self.hello.request_id or not self._answered:
            raise Refused(error)
        self.display.say(error.message)

    def _greet(self, wire: Wire, started: Started) -> None:
        for line in (started.message, *started.warnings):
            self.display.say(line)
        if self._connections > 1:  # it may be long under way, or over
            self._ask(wire, to_the_end=True)

    def _go_on(self, wire: Wire, sync: SyncState) -> None:
        if sync.request_id != self._asking.request_id:
            return  # of a pass that another has overtaken
        is_wanted = self.view.lacks_rows or self._asking.to_the_end
        if not (sync.next_cursor or sync.snapshot_url):
            self.view.conclude(self._asking.seen)
        elif is_wanted and sync.snapshot_url:
            self._take_snapshot(wire, sync.snapshot_url)
        elif is_wanted:
            self._ask_on(wire, sync.next_cursor)

    def _take_snapshot(self, wire: Wire, url: str) -> None:
        try:
            rows = list(snapshot_rows(url))
        except TransferFailed as failed:
            self.display.say(f"{failed} Asking for the rows one page at a time.")
            self._ask_on(wire, FIRST_PAGE)
            return
        for row in self.view.take_rows(rows):
            self.display.row(row)
        self._asking.seen.take_rows(rows)
        self.view.conclude(self._asking.seen)

    def _tend(self, wire: Wire) -> None:
        if self._answered:
            self.renewal.tend(wire, self.view.session_id)
        now, times, patience = self.clock(), self._times, self.patience
        if not self.view.lacks_rows:
            times.complete = now
        if now - times.heard > patience.deaf:
            raise Dropped("the server fell silent")
        waits = patience.lack if self.view.lacks_rows else patience.silence
        since = times.complete if self.view.lacks_rows else times.heard
        if now - max(since, times.asked) > waits:
            self._ask(wire)

    def _ask(self, wire: Wire, *, to_the_end: bool = False) -> None:
        if self._answered:
            self._asking = _Asking(None, to_the_end)
            self._ask_on(wire, "")
        else:
            wire.send(self.hello)
            self._times.asked = self.clock()

    def _ask_on(self, wire: Wire, cursor: str) -> None:
        self._asking.request_id = token_hex(8)
        request_id = self._asking.request_id
        wire.send(ResumeScan(session_id=self.view.session_id, cursor=cursor, request_id=request_id))
        self._times.asked = self.clock()

    def _is_finished(self) -> bool:
        if not self.view.is_over:
            return False
        if self._times.ended is None:
            self._times.ended = self.clock()
        has_all = isinstance(self.view.ending, Error) or not self.view.lacks_rows
        return has_all or self.clock() - self._times.ended > self.patience.after_end

    def _wait_before_next(self, dropped: Dropped) -> None:
        self._failures += 1
        if self._failures >= (self.patience.tries if self._connections else self.patience.first_tries):
            raise Unreachable(self.url, str(dropped), self.view.session_id) from dropped
        wait = min(self.patience.first_pause * 2 ** (self._failures - 1), self.patience.longest_pause)
        self.display.say(f"Connection lost ({dropped}); trying again in {wait:g} s.")
        self.pause(wait)

    def _start_times(self) -> None:
        now = self.clock()
        ended = self._times.ended if self._connections else None
        self._times = _Times(heard=now, complete=now, asked=now, ended=ended)
