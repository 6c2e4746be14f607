"""Laws 4, 5 and 10: one report, every scan ends, cancel keeps what was found."""

import pytest

from holescan.domain.errors import DependencyFailed, RequestRejected
from holescan.domain.examination import FileStatus
from holescan.domain.files import FileRef
from holescan.domain.ids import SessionId
from holescan.domain.reasons import ErrorCode, Reason
from holescan.domain.session import MAX_LEASES, MAX_TRIES, ScanState
from holescan.protocol.server import Cancelled, Complete, Error, FileFailed
from holescan.protocol.tasks import ListTask, ReportTask, ScanTask
from tests.fakes.drive import Tree
from tests.fakes.world import ALICE, LEASE, STILL_AFTER, VISIBILITY, World

TREE: Tree = {f"{n}.pdf": b"HOLE-1" for n in range(12)}


def listed() -> tuple[World, SessionId]:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    return world, session_id


def over() -> tuple[World, SessionId, ReportTask]:
    world, session_id = listed()
    world.scan_files(*world.scan_queue.tasks)
    world.scan_queue.tasks.clear()
    return world, session_id, world.report_queue.tasks[0]


def sweep_after(world: World, seconds: float) -> None:
    world.sweep()
    world.clock.advance(seconds)
    world.sweep()


def test_asking_for_the_report_twice_writes_it_once() -> None:
    world, _, task = over()
    world.write_report(task)
    world.write_report(task)

    assert len(world.writer.written) == 1
    assert list(world.reports.stored) == [f"reports/{task.session_id}/1-1.xlsx"]


def test_complete_is_said_again_to_whoever_asks_after_the_end() -> None:
    world, _, task = over()
    world.write_report(task)
    world.write_report(task)

    assert len(world.heard(Complete)) == 2


def test_a_report_writer_that_died_is_taken_over_when_its_lease_has_lapsed() -> None:
    world, session_id, task = over()
    live, now = world.live(session_id), world.clock.now()
    assert world.sessions.take_lease(live, now=now, until=now + LEASE) == 1
    world.write_report(task)
    assert world.live(session_id).state is ScanState.REPORTING
    world.clock.advance(LEASE.total_seconds() + 1)
    world.write_report(task)

    assert world.live(session_id).report_key.endswith("/1-2.xlsx")


def test_a_report_writer_that_fails_is_followed_without_waiting_for_its_lease() -> None:
    world, session_id, task = over()
    world.reports.fails = 1
    with pytest.raises(DependencyFailed):
        world.write_report(task)
    world.clock.advance(1)
    world.write_report(task)

    assert world.live(session_id).report_key.endswith("/1-2.xlsx")


def test_report_writers_that_fail_again_and_again_do_not_count_as_dead() -> None:
    world, session_id, task = over()
    world.reports.fails = MAX_LEASES + 2
    for _ in range(MAX_LEASES + 2):
        with pytest.raises(DependencyFailed):
            world.write_report(task)
        world.clock.advance(1)
    world.write_report(task)

    assert world.live(session_id).state is ScanState.COMPLETE


def test_a_report_that_can_never_be_written_ends_the_scan_as_failed() -> None:
    world, session_id, task = over()
    world.reports.fails = MAX_TRIES
    for _ in range(MAX_TRIES):
        with pytest.raises(DependencyFailed):
            world.write_report(task)
        world.clock.advance(1)
    world.write_report(task)

    assert world.live(session_id).state is ScanState.FAILED


def test_a_report_writer_that_fails_after_the_end_leaves_the_end_alone() -> None:
    world, session_id, task = over()
    world.vault.fails = True
    with pytest.raises(DependencyFailed):
        world.write_report(task)

    assert world.live(session_id).state is ScanState.COMPLETE
    assert world.live(session_id).released == 0


def test_three_dead_report_writers_end_the_scan_as_failed() -> None:
    world, session_id, task = over()
    for _ in range(3):
        live, now = world.live(session_id), world.clock.now()
        assert world.sessions.take_lease(live, now=now, until=now + LEASE)
        world.clock.advance(LEASE.total_seconds() + 1)
    world.write_report(task)

    assert world.live(session_id).state is ScanState.FAILED
    assert [error.session_id for error in world.heard(Error)] == [session_id]


def test_a_cancelled_scan_drains_and_keeps_what_it_found() -> None:
    world, session_id = listed()
    world.scan_files(*world.scan_queue.tasks[:4])
    world.scan_queue.tasks = world.scan_queue.tasks[4:]
    world.cancel(session_id)
    world.drain()

    record = list(world.record(session_id).values())
    assert sum(outcome.status is FileStatus.MATCH for outcome in record) == 4
    assert sum(outcome.reason is Reason.CANCELLED for outcome in record) == 8
    assert world.live(session_id).state is ScanState.CANCELLED


def test_complete_with_state_cancelled_comes_before_cancelled() -> None:
    world, session_id = listed()
    world.cancel(session_id)
    world.drain()

    complete, cancelled = world.channel.to(ALICE)[-2:]
    assert isinstance(complete, Complete)
    assert complete.state is ScanState.CANCELLED
    assert isinstance(cancelled, Cancelled)


def test_a_cancel_in_mid_listing_leaves_an_incomplete_listing_that_ends() -> None:
    world = World(TREE, page_size=3)
    session_id = world.start("HOLE-1")
    world.cancel(session_id)
    world.drain()

    assert world.live(session_id).state is ScanState.CANCELLED
    assert not world.heard(Complete)[0].listing_complete


def test_an_ended_scan_cannot_be_cancelled() -> None:
    world, session_id = listed()
    world.drain()

    with pytest.raises(RequestRejected) as refused:
        world.cancel(session_id)
    assert refused.value.code is ErrorCode.WRONG_STATE


def test_a_dead_letter_becomes_an_outcome_and_the_sweeper_ends_the_scan() -> None:
    world, session_id = listed()
    *most, poison = world.scan_queue.tasks
    world.scan_queue.tasks.clear()
    world.scan_files(*most)
    world.abandon(poison)
    assert not world.report_queue.tasks
    sweep_after(world, VISIBILITY.total_seconds() + 1)
    world.drain()

    assert world.record(session_id)[poison.file.name].reason is Reason.GAVE_UP
    assert world.live(session_id).state is ScanState.COMPLETE


def test_a_slow_worker_still_replaces_what_was_given_up() -> None:
    world, session_id = listed()
    task = world.scan_queue.tasks[0]
    world.abandon(task)
    world.scan_files(task)

    assert world.record(session_id)[task.file.name].status is FileStatus.MATCH
    assert world.live(session_id).counted.failed == 0


def test_a_dead_letter_of_a_file_that_was_counted_looks_for_the_end() -> None:
    world, session_id, _ = over()
    world.report_queue.tasks.clear()
    file = world.record(session_id)["3.pdf"].file
    world.abandon(world_task(session_id, file))

    assert world.report_queue.tasks


def world_task(session_id: SessionId, file: FileRef) -> ScanTask:
    return ScanTask(session_id=session_id, epoch=1, file=file)


def test_a_dead_listing_is_a_failed_root_folder_and_the_scan_ends() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.listing_queue.tasks.clear()
    world.abandon(ListTask(session_id=session_id, epoch=1))
    world.drain()

    [complete] = world.heard(Complete)
    assert (complete.total_files, complete.folders_failed, complete.listing_complete) == (0, 1, False)
    assert [(told.data.kind, told.data.reason) for told in world.heard(FileFailed)] == [("folder", Reason.GAVE_UP)]


def test_messages_that_vanished_are_sent_once_more() -> None:
    world, session_id = listed()
    world.scan_queue.tasks.clear()
    sweep_after(world, STILL_AFTER.total_seconds() + 1)
    world.drain()

    assert world.live(session_id).state is ScanState.COMPLETE
    assert world.heard(Complete)[0].failed == 0


def test_what_vanishes_again_is_lost_and_the_scan_ends() -> None:
    world, session_id = listed()
    for _ in range(3):
        world.scan_queue.tasks.clear()
        sweep_after(world, STILL_AFTER.total_seconds() + 1)
    world.drain()

    assert {outcome.reason for outcome in world.record(session_id).values()} == {Reason.LOST}
    assert world.live(session_id).state is ScanState.COMPLETE


def test_a_listing_that_never_began_is_queued_again() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.listing_queue.tasks.clear()
    sweep_after(world, STILL_AFTER.total_seconds() + 1)
    world.drain()

    assert world.live(session_id).state is ScanState.COMPLETE


def test_a_scan_behind_a_long_queue_is_left_alone() -> None:
    world, session_id = listed()
    sweep_after(world, STILL_AFTER.total_seconds() + 1)
    sweep_after(world, STILL_AFTER.total_seconds() + 1)

    assert len(world.scan_queue.tasks) == 12
    assert not world.record(session_id)


def test_a_report_writer_that_dies_between_the_end_and_its_telling_is_spoken_for() -> None:
    world, session_id, task = over()
    world.write_report(task)
    world.channel.sent.clear()
    world.abandon(task)

    assert [complete.session_id for complete in world.heard(Complete)] == [session_id]


def test_a_dead_letter_that_comes_after_the_end_changes_nothing() -> None:
    world, session_id, _ = over()
    file = world.record(session_id)["3.pdf"].file
    world.drain()
    before = world.record(session_id)
    world.abandon(world_task(session_id, file))

    assert world.record(session_id) == before
