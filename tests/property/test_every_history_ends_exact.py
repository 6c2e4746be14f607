"""The laws as invariants of histories: duplicates, reordering, death at any port call, loss, cancel, viewers."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holescan.domain.errors import FileUnreadable
from holescan.domain.outcomes import FileStatus
from holescan.domain.reasons import Reason
from holescan.domain.session import ScanState
from holescan.protocol.server import Complete, ProgressMessage
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
HISTORIES = settings().max_examples * 7
"""Of each law: 2,100 histories in all; ten times as many with `pytest --hypothesis-profile=long`."""

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
    "join",
    "leave",
)

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
def test_every_history_ends_exact(steps: list[Op]) -> None:
    history = history_of(steps)
    world, live = history.world, history.world.live(history.session_id)
    record = world.record(history.session_id)
    statuses = Counter(outcome.status for outcome in record.values())

    assert live.state in {ScanState.COMPLETE, ScanState.CANCELLED, ScanState.FAILED}
    assert live.counted.processed == live.planned == len(record)
    assert live.counted.matched == statuses[FileStatus.MATCH]
    assert live.counted.failed == statuses[FileStatus.NOT_EXAMINED]
    for name, outcome in record.items():
        assert outcome.status is TRUTH[name] or outcome.is_provisional
    if live.listing_complete:
        assert record.keys() == TRUTH.keys()


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(ops, max_size=80))
def test_one_report_is_published_and_its_numbers_are_the_records(steps: list[Op]) -> None:
    history = history_of(steps)
    world, live = history.world, history.world.live(history.session_id)
    if live.state is ScanState.FAILED:
        assert live.lease == 3
        return
    complete = world.heard(Complete)

    assert live.report_key in world.reports.stored
    assert complete, "every viewer that is there hears COMPLETE"
    assert {message.total_files for message in complete} == {live.planned}
    assert all(message.total_matches == live.counted.matched for message in complete)
    assert all(message.failed == live.counted.failed for message in complete)
    assert live.totals is not None
    assert live.totals.listed == live.totals.matched + live.totals.no_match + live.totals.not_examined


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(ops, max_size=80))
def test_no_permille_is_said_twice(steps: list[Op]) -> None:
    history = history_of(steps)
    said = [
        (message.epoch, message.processed)
        for message in history.world.heard(ProgressMessage, ALICE)
        if message.state is ScanState.PROCESSING
    ]

    assert len(said) == len(set(said))
