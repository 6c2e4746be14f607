"""The laws as invariants of histories: duplicates, reordering, death at any port call, loss, cancel, waits, viewers."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.follow import Pass, ScanView
from holescan.domain.errors import FileUnreadable
from holescan.domain.examination import FileStatus
from holescan.domain.ids import ConnectionId
from holescan.domain.reasons import Reason
from holescan.domain.session import MAX_LEASES, ScanState
from holescan.protocol.rows import folder_row, row_of
from holescan.protocol.server import Complete, ProgressMessage, Resumed, SyncState
from tests.fakes.drive import Tree
from tests.fakes.history import History, Op
from tests.fakes.world import ALICE

TREE: Tree = {
    "a.pdf": b"HOLE-1",
    "locked.pdf": b"?",
    "one": {"b.pdf": b"nothing", "c.pdf": b"HOLE-2 and HOLE-1", "two": {"d.pdf": b"HOLE-1"}},
}
TRUTH = {
    "a.pdf": FileStatus.MATCH,
    "b.pdf": FileStatus.NO_MATCH,
    "c.pdf": FileStatus.MATCH,
    "d.pdf": FileStatus.MATCH,
    "locked.pdf": FileStatus.NOT_EXAMINED,
}
MOST_MOMENTS = 30
HISTORIES = settings().max_examples * 20
"""2,000 by default; ten times as many with `pytest --hypothesis-profile=long`."""

WORK = ("deliver", "batch", "deliver", "deliver")
TROUBLE = (
    "lose",
    "replay",
    "replay",
    "poison",
    "poison",
    "dead_letter",
    "dead_letter",
    "sweep",
    "wait",
    "cancel",
    "retry",
    "join",
    "leave",
    "token_dies",
    "token_dies",
    "refresh",
    "refresh",
    "quota",
)
WAITED_FOR = {Reason.AUTH_EXPIRED, Reason.DRIVE_QUOTA}

ops = st.builds(
    Op,
    kind=st.sampled_from(WORK * 6 + TROUBLE),
    pick=st.integers(0, 12),
    dies_after=st.none() | st.integers(0, MOST_MOMENTS),
    again=st.booleans(),
)


def history_of(steps: list[Op]) -> History:
    history = History(TREE, ("HOLE-1", "HOLE-2"))
    history.world.extractor.texts["locked.pdf"] = FileUnreadable(Reason.PASSWORD)
    history.run(steps)
    history.settle()
    return history


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(ops, max_size=80))
def test_every_history_keeps_the_laws(steps: list[Op]) -> None:
    history = history_of(steps)

    assert_it_ended_with_every_file_counted_once(history)
    assert_one_report_speaks_for_the_record(history)
    assert_no_permille_was_said_twice(history)
    assert_who_comes_back_sees_the_record(history)


def assert_it_ended_with_every_file_counted_once(history: History) -> None:
    live, record = history.world.live(history.session_id), history.world.record(history.session_id)
    statuses = Counter(outcome.status for outcome in record.values())

    assert live.state in {ScanState.COMPLETE, ScanState.CANCELLED, ScanState.FAILED}
    assert live.counted.processed == live.planned
    assert live.total_files == len(record)
    assert live.counted.matched == statuses[FileStatus.MATCH]
    assert live.counted.failed == statuses[FileStatus.NOT_EXAMINED]
    for name, outcome in record.items():
        given_up = outcome.reason in WAITED_FOR and outcome.epoch in history.given_up
        assert outcome.status is TRUTH[name] or outcome.is_provisional or given_up
    if live.listing_complete:
        assert record.keys() == TRUTH.keys()


def assert_one_report_speaks_for_the_record(history: History) -> None:
    world, live = history.world, history.world.live(history.session_id)
    if live.state is ScanState.FAILED:
        assert live.lease == MAX_LEASES
        return
    complete = [message for message in world.heard(Complete) if message.epoch == live.epoch]
    for viewer in live.viewers:
        heard = world.heard(Complete, viewer.connection_id)
        assert live.epoch in {message.epoch for message in heard}, f"{viewer} is there and hears COMPLETE"

    assert live.report_key in world.reports.stored
    assert live.report_key.startswith(f"reports/{history.session_id}/{live.epoch}-")
    assert {message.total_files for message in complete} == {live.total_files}
    assert {message.total_matches for message in complete} == {live.counted.matched}
    assert {message.failed for message in complete} == {live.counted.failed}
    assert live.totals is not None
    assert live.totals.listed == live.totals.matched + live.totals.no_match + live.totals.not_examined


def assert_no_permille_was_said_twice(history: History) -> None:
    said = [
        (message.epoch, message.processed)
        for message in history.world.heard(ProgressMessage, ALICE)
        if message.state is ScanState.PROCESSING
    ]
    # A retry says where it stands once more when it begins, and so does a scan that goes on after a wait.
    repeated = history.world.live(history.session_id).epoch - 1 + len(history.world.heard(Resumed, ALICE))
    assert len(said) - len(set(said)) <= repeated


def assert_who_comes_back_sees_the_record(history: History) -> None:
    """Law 7: whatever a viewer was told or missed, one pass over the record makes its rows those of the record."""
    world, live = history.world, history.world.live(history.session_id)
    folders = [folder_row(failure, live.epoch) for failure in world.sessions.failures(live.session_id)]
    files = [row for row in map(row_of, world.record(live.session_id).values()) if row is not None]
    rows = {row.file_id: row for row in (*folders, *files)}
    for viewer in live.viewers:
        view = ScanView()
        for message in world.channel.to(viewer.connection_id):
            view.take(message)
        passed(view, history, viewer.connection_id)
        assert view.rows == rows
        assert not view.lacks_rows


def passed(view: ScanView, history: History, connection: ConnectionId) -> None:
    sync, cursor = Pass(), None
    while cursor != "":
        history.world.join(history.session_id, connection, cursor or "")
        page = history.world.heard(SyncState, connection)[-1]
        sync.take(page)
        view.take(page)
        cursor = page.next_cursor
    view.conclude(sync)
