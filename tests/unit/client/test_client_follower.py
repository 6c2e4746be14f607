"""When the client waits, asks again, takes another connection, and gives up: on a clock that the test moves."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from client.connection import Dropped
from client.errors import Refused, Unreachable
from client.follow import ScanView, Standing
from client.follower import Follower, Patience
from holescan.protocol.client import FIRST_PAGE, Action, RetryFailed, StartScan
from holescan.protocol.rows import Row
from holescan.protocol.server import ServerMessage, SyncState
from tests.unit.client_messages import complete, file_failed, match_found, progress, refusal, started, sync_state
from tests.unit.report_samples import SESSION_ID

START = StartScan(token="t", target_hole_codes=("HOLE-1",), request_id="r1")


@dataclass
class Lines:
    """Remembers what was shown."""

    said: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        self.said.append(line)

    def row(self, row: Row) -> None:
        self.rows.append(row.file_name)

    def standing(self, standing: Standing) -> None:
        """Not looked at."""


@dataclass
class Wires:
    """Connections that say what is scripted; None lets a tick pass, the end of a script drops the connection."""

    scripts: list[Sequence[ServerMessage | None]]
    now: float = 0.0
    sent: list[tuple[float, Action]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    _script: Iterator[ServerMessage | None] = field(default_factory=lambda: iter(()))

    @contextmanager
    def connect(self) -> Iterator["Wires"]:
        if not self.scripts:
            raise Dropped("nobody answers")
        self._script = iter(self.scripts.pop(0))
        yield self

    def send(self, action: Action) -> None:
        self.sent.append((self.now, action))

    def receive(self, timeout_s: float) -> ServerMessage | None:
        try:
            message = next(self._script)
        except StopIteration:
            raise Dropped("closed") from None
        self.now += timeout_s if message is None else 0
        return self._as_answer(message) if isinstance(message, SyncState) else message

    def _as_answer(self, sync: SyncState) -> SyncState:
        """A page answers the latest question, unless the script says which."""
        return sync.model_copy(update={"request_id": sync.request_id or self.sent[-1][1].request_id})

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    def actions(self) -> list[tuple[float, str]]:
        return [(at, action.model_dump()["action"]) for at, action in self.sent]


def follower(wires: Wires, lines: Lines | None = None, hello: Action = START, view: ScanView | None = None) -> Follower:
    return Follower(
        view=view or ScanView(),
        hello=hello,
        connect=wires.connect,
        display=lines or Lines(),
        clock=lambda: wires.now,
        url="wss://example",
        patience=Patience(),
        pause=wires.pause,
    )


def test_five_seconds_with_fewer_rows_than_counted_ask_for_them() -> None:
    found = sync_state(match_found("a.pdf").data, matched=1)
    wires = Wires([[started("r1"), progress(1, 9, matched=1), *[None] * 6, found, complete(matches=1)]])
    follower(wires).follow()
    assert wires.actions() == [(0.0, "start_scan"), (6.0, "resume_scan")]


def test_a_row_that_comes_in_time_needs_no_question() -> None:
    wires = Wires([[started("r1"), progress(1, 9, matched=1), *[None] * 4, match_found("a.pdf"), complete(matches=1)]])
    follower(wires).follow()
    assert wires.actions() == [(0.0, "start_scan")]


def test_silence_is_broken_by_a_question_because_complete_may_be_lost() -> None:
    wires = Wires([[started("r1"), *[None] * 31, sync_state(), complete()]])
    follower(wires).follow()
    assert wires.actions() == [(0.0, "start_scan"), (31.0, "resume_scan")]


def test_a_deaf_connection_is_replaced() -> None:
    wires = Wires([[started("r1"), *[None] * 100], [sync_state(), complete()]])
    lines = Lines()
    follower(wires, lines).follow()
    assert "the server fell silent" in lines.said[-1]
    assert wires.actions()[-1][1] == "resume_scan"


def test_a_start_that_was_never_answered_is_sent_again_under_the_same_request_id() -> None:
    wires = Wires([[], [started("r1"), complete()]])
    follower(wires).follow()
    assert [getattr(action, "request_id", None) for _, action in wires.sent][:2] == ["r1", "r1"]


def test_after_a_repeated_start_the_whole_state_is_asked_for() -> None:
    wires = Wires([[], [started("r1"), complete()]])
    follower(wires).follow()
    assert [name for _, name in wires.actions()] == ["start_scan", "start_scan", "resume_scan"]


def test_pauses_between_connections_double_up_to_their_limit_until_it_gives_up() -> None:
    wires = Wires([[started("r1")]])
    with pytest.raises(Unreachable, match=SESSION_ID):
        follower(wires).follow()
    assert wires.pauses == [1, 2, 4, 8, 16, 30, 30]


def test_a_server_that_never_answered_is_given_up_early() -> None:
    wires = Wires([])
    with pytest.raises(Unreachable, match="nobody answers"):
        follower(wires).follow()
    assert wires.pauses == [1, 2]


def test_an_answer_makes_the_next_pause_short_again() -> None:
    wires = Wires([[started("r1")], [sync_state()], [complete()]])
    follower(wires).follow()
    assert wires.pauses == [1, 1]


def test_pages_are_asked_for_while_rows_are_missing() -> None:
    first = sync_state(match_found("a.pdf").data, matched=2, next_cursor="c1")
    second = sync_state(match_found("b.pdf").data, matched=2)
    wires = Wires([[started("r1"), first, second, complete(matches=2)]])
    lines = Lines()
    follower(wires, lines).follow()
    assert getattr(wires.sent[-1][1], "cursor", None) == "c1"
    assert lines.rows == ["a.pdf", "b.pdf"]


def test_after_a_reconnect_the_pass_goes_to_its_end_and_takes_away_what_is_gone() -> None:
    first = sync_state(epoch=2, next_cursor="c1")
    second = sync_state(file_failed("b.pdf").data, epoch=2)
    wires = Wires(
        [[started("r1"), file_failed("a.pdf"), file_failed("b.pdf")], [first, second, complete(failed=1, epoch=2)]]
    )
    view = follower(wires).follow()
    assert getattr(wires.sent[-1][1], "cursor", None) == "c1"
    assert [row.file_name for row in view.rows.values()] == ["b.pdf"]


def test_a_pass_that_another_overtook_takes_nothing_away() -> None:
    late = sync_state(epoch=2).model_copy(update={"request_id": "of an earlier pass"})
    wires = Wires([[started("r1"), file_failed("a.pdf")], [late, complete(failed=1, epoch=2)]])
    view = follower(wires).follow()
    assert [row.file_name for row in view.rows.values()] == ["a.pdf"]


def test_a_row_too_many_at_the_end_is_asked_about_and_goes() -> None:
    wires = Wires([[started("r1"), file_failed("a.pdf"), complete(epoch=2), *[None] * 6, sync_state(epoch=2)]])
    view = follower(wires).follow()
    assert (view.rows, wires.actions()[-1]) == ({}, (6.0, "resume_scan"))


def test_a_snapshot_that_cannot_be_fetched_is_asked_for_in_pages() -> None:
    unreachable = sync_state(matched=1, snapshot_url="ftp://storage.example/rows")
    wires = Wires([[started("r1"), unreachable, sync_state(match_found("a.pdf").data), complete(matches=1)]])
    follower(wires).follow()
    assert getattr(wires.sent[-1][1], "cursor", None) == FIRST_PAGE


def test_pages_end_when_nothing_is_missing() -> None:
    page = sync_state(match_found("a.pdf").data, matched=1, next_cursor="c1")
    wires = Wires([[started("r1"), page, complete(matches=1)]])
    follower(wires).follow()
    assert wires.actions() == [(0.0, "start_scan")]


def test_rows_missing_at_the_end_are_asked_for_and_then_left_to_the_report() -> None:
    wires = Wires([[started("r1"), complete(matches=1), *[None] * 60]])
    view = follower(wires).follow()
    assert view.is_over
    first_question = next(at for at, name in wires.actions() if name == "resume_scan")
    assert (first_question, wires.now) == (6.0, 31.0)


def test_an_error_that_answers_the_start_is_a_refusal() -> None:
    with pytest.raises(Refused, match="There are no codes"):
        follower(Wires([[refusal("r1")]])).follow()


def test_an_error_that_answers_something_else_is_only_shown() -> None:
    wires = Wires([[started("r1"), refusal("another"), complete()]])
    lines = Lines()
    follower(wires, lines).follow()
    assert "There are no codes." in lines.said


def test_a_retry_is_not_over_before_its_own_epoch_is() -> None:
    hello = RetryFailed(session_id=SESSION_ID, token="t", request_id="r1")
    wires = Wires([[complete(epoch=1), started("r1", epoch=2), complete(epoch=2, matches=0)]])
    view = follower(wires, hello=hello, view=ScanView(SESSION_ID, min_epoch=2)).follow()
    assert view.ending is not None
    assert view.ending.epoch == 2
