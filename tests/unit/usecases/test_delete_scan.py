"""A scan that is deleted is out of reach at once, and in the end nothing of it is stored."""

import pytest

from holescan.domain.errors import RequestRejected
from holescan.domain.ids import ConnectionId, SessionId
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import ScanEvent, ScanState
from holescan.protocol.tasks import ScanTask
from holescan.usecases.clear_deleted import LONGEST_RUN
from tests.fakes.drive import Tree
from tests.fakes.world import ALICE, LEASE, World, caller_of

TREE: Tree = {"a.pdf": b"HOLE-1", "b.pdf": b"x"}


def complete() -> tuple[World, SessionId]:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.drain()
    return world, session_id


def cancelled() -> tuple[World, SessionId]:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.cancel(session_id)
    world.drain()
    return world, session_id


def failed() -> tuple[World, SessionId]:
    world = World(TREE)
    other = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    world.scan_files(*world.scan_queue.tasks)
    live, now = world.live(other), world.clock.now()
    assert world.sessions.take_lease(live, now=now, until=now + LEASE) == 1
    assert world.sessions.publish(world.live(other), lease=1, event=ScanEvent.GIVE_UP, now=now)
    world.report_queue.tasks.clear()
    world.scan_queue.tasks.clear()
    return world, other


def later(world: World) -> None:
    world.clock.advance(LONGEST_RUN.total_seconds() + 1)


@pytest.mark.parametrize("ended", [complete, cancelled, failed])
def test_nothing_is_stored_of_a_deleted_scan(ended: object) -> None:
    assert callable(ended)
    world, session_id = ended()
    answer = world.delete(session_id)

    assert answer.session_id == session_id
    assert world.eraser.remains(session_id) == []
    assert world.sessions.live(session_id) is None
    assert session_id not in {scan.session_id for scan in world.scans().scans}


@pytest.mark.parametrize("state", [ScanState.LISTING, ScanState.PROCESSING, ScanState.CANCELLING])
def test_a_scan_that_runs_is_not_deleted(state: ScanState) -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    if state is ScanState.PROCESSING:
        world.list_files(world.listing_queue.tasks.pop())
    if state is ScanState.CANCELLING:
        world.list_files(world.listing_queue.tasks.pop())
        world.cancel(session_id)
    assert world.live(session_id).state is state
    with pytest.raises(RequestRejected) as refused:
        world.delete(session_id)

    assert (refused.value.code, refused.value.hint) == (ErrorCode.WRONG_STATE, state)
    assert "Cancel it" in refused.value.message


def test_somebody_elses_scan_is_not_deleted() -> None:
    world, session_id = complete()
    with pytest.raises(RequestRejected) as refused:
        world.delete(session_id, asker=ConnectionId("bob"))

    assert refused.value.code is ErrorCode.NOT_YOURS
    assert world.live(session_id).state is ScanState.COMPLETE


def test_a_scan_is_deleted_twice_with_one_answer() -> None:
    world, session_id = complete()

    assert world.delete(session_id) == world.delete(session_id)


def test_a_scan_too_large_for_one_action_is_out_of_reach_at_once_and_gone_with_the_next_sweep() -> None:
    world, session_id = complete()
    world.eraser.room = 1
    world.delete(session_id)
    assert world.sessions.session(session_id) is None
    assert world.eraser.remains(session_id)
    world.eraser.room = None
    world.clear_deleted()

    assert world.eraser.remains(session_id) == []


def test_what_a_late_worker_writes_is_removed_when_no_worker_can_be_late_any_more() -> None:
    world, session_id = complete()
    live, outcome = world.live(session_id), world.record(session_id)["a.pdf"]
    world.delete(session_id)
    world.recorder.write(live, [outcome])
    assert world.eraser.remains(session_id)
    later(world)
    world.clear_deleted()

    assert world.eraser.remains(session_id) == []
    assert list(world.deletions.begun()) == []


def test_a_deletion_stays_on_record_while_a_late_worker_may_write() -> None:
    world, session_id = complete()
    world.delete(session_id)
    world.clear_deleted()

    assert [deletion.session_id for deletion in world.deletions.begun()] == [session_id]


def test_a_deletion_that_is_not_through_stays_on_record_however_old() -> None:
    world, session_id = complete()
    world.eraser.room = 0
    world.delete(session_id)
    later(world)
    world.clear_deleted()

    assert [deletion.session_id for deletion in world.deletions.begun()] == [session_id]


def test_a_message_that_comes_after_the_deletion_changes_nothing() -> None:
    world, session_id = complete()
    file = world.record(session_id)["a.pdf"].file
    world.delete(session_id)
    world.scan_files(ScanTask(session_id=session_id, epoch=1, file=file))

    assert world.eraser.remains(session_id) == []
    assert not world.report_queue.tasks


def test_the_request_that_started_a_deleted_scan_does_not_start_it_again() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1", request_id="r-1")
    world.drain()
    world.delete(session_id)
    with pytest.raises(RequestRejected) as refused:
        world.start("HOLE-1", request_id="r-1")

    assert (refused.value.code, refused.value.hint) == (ErrorCode.WRONG_STATE, "request_id")
    assert not world.listing_queue.tasks
    assert session_id not in world.vault.sealed


def test_a_retry_that_begins_first_wins() -> None:
    world, session_id = complete()
    live = world.live(session_id)
    assert world.sessions.begin_retry(live, planned=1, now=world.clock.now())

    assert not world.deletions.begin(live, now=world.clock.now())


def test_a_deletion_that_begins_first_wins() -> None:
    world, session_id = complete()
    live = world.live(session_id)
    world.delete(session_id)

    assert not world.sessions.begin_retry(live, planned=1, now=world.clock.now())


def test_other_scans_of_the_owner_stay() -> None:
    world, session_id = complete()
    other = world.start("HOLE-1")
    world.drain()
    before = world.eraser.remains(other)
    world.delete(session_id)

    assert world.eraser.remains(other) == before
    assert caller_of(ALICE).owner == world.table.partitions[other].session.owner  # type: ignore[union-attr]
