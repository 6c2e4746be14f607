"""The worker: once per file, at its first hit, and never silent."""

import pytest

from holescan.domain.errors import DependencyFailed, FileUnreadable, Throttled
from holescan.domain.examination import FileStatus
from holescan.domain.ids import SessionId
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters, ScanState
from holescan.protocol.server import Complete, MatchFound
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import World

TREE: Tree = {f"{n}.pdf": b"HOLE-1" if n % 2 else b"nothing" for n in range(6)}


def listed() -> tuple[World, SessionId]:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    return world, session_id


def test_a_batch_that_is_delivered_again_changes_nothing() -> None:
    world, session_id = listed()
    tasks = list(world.scan_queue.tasks)
    world.scan_files(*tasks)
    world.scan_files(*tasks, receive=2)

    assert world.live(session_id).counted == Counters(processed=6, matched=3, failed=0)
    assert len(world.heard(MatchFound)) == 3


def test_a_file_twice_in_one_batch_is_counted_once() -> None:
    world, session_id = listed()
    task = world.scan_queue.tasks[0]
    world.scan_files(task, task)

    assert world.live(session_id).counted.processed == 1


def test_a_redelivered_batch_looks_for_the_end_again() -> None:
    world, _ = listed()
    tasks = list(world.scan_queue.tasks)
    world.scan_files(*tasks)
    world.report_queue.tasks.clear()
    world.scan_files(*tasks, receive=2)

    assert world.report_queue.tasks


def test_the_first_hit_of_a_batch_is_committed_before_the_rest() -> None:
    world, _ = listed()
    world.scan_files(*world.scan_queue.tasks)

    assert [len(commit) for commit in world.outcomes.commits] == [2, 4]


def test_messages_received_a_third_time_go_on_alone_and_are_counted_as_tried_twice() -> None:
    world, session_id = listed()
    tasks = [world.scan_queue.tasks.pop() for _ in range(6)]
    assert world.scan_files(*tasks, receive=3) == ()

    assert [task.tried for task in world.quarantine.tasks] == [2] * 6
    assert world.outcomes.commits == []
    world.drain()
    assert [len(commit) for commit in world.outcomes.commits] == [1] * 6
    assert {outcome.attempt for outcome in world.record(session_id).values()} == {3}


def test_beside_messages_that_go_on_alone_the_others_are_worked() -> None:
    world, session_id = listed()
    first, second, *_ = world.scan_queue.tasks
    world.scan_files(first, receive=2)
    world.scan_files(second, receive=3)

    assert world.quarantine.tasks == [second.model_copy(update={"tried": 2})]
    assert world.record(session_id).keys() == {first.file.name}


def test_a_message_that_quarantine_does_not_take_comes_again() -> None:
    world, _ = listed()
    task = world.scan_queue.tasks[0]
    world.quarantine.room = 0

    assert [late.task for late in world.scan_files(task, receive=3)] == [task]
    assert [delay_s for _, delay_s in world.scan_queue.postponed] == [8]


def test_in_quarantine_a_message_is_worked_however_often_it_comes_and_waits_there() -> None:
    world, session_id = listed()
    task = world.scan_queue.tasks[0].model_copy(update={"tried": 2})
    world.drive.fail(task.file.file_id, DependencyFailed("drive"), times=1)
    assert len(world.scan_files(task, receive=2)) == 1
    assert [delay_s for _, delay_s in world.quarantine.postponed] == [16]

    assert world.scan_files(task, receive=3) == ()
    assert world.record(session_id).keys() == {task.file.name}


def test_a_message_that_fails_again_and_again_is_tried_every_half_minute() -> None:
    world, _ = listed()
    task = world.scan_queue.tasks[0].model_copy(update={"tried": 2})
    world.drive.fail(task.file.file_id, DependencyFailed("drive"))
    for receive in range(1, 11):
        world.scan_files(task, receive=receive)

    assert [delay_s for _, delay_s in world.quarantine.postponed] == [8, 16, *[32] * 8]


def test_what_is_sent_afresh_from_quarantine_is_an_ordinary_message() -> None:
    world, _ = listed()
    task = world.scan_queue.tasks.pop().model_copy(update={"tried": 2})
    world.scan_queue.tasks.clear()
    world.drive.fail(task.file.file_id, Throttled("drive"))
    world.scan_files(task)

    assert [(later.hop, later.tried) for later in world.scan_queue.tasks] == [(1, 0)]


def test_files_that_come_for_the_first_time_are_not_looked_up() -> None:
    world, _ = listed()
    world.scan_files(*world.scan_queue.tasks)
    assert world.outcomes.reads == 0

    world.scan_files(*world.scan_queue.tasks, receive=2)
    assert world.outcomes.reads == 1


def test_a_file_that_drive_does_not_hand_out_comes_again_alone() -> None:
    world, session_id = listed()
    world.drive.fail(id_of("2.pdf"), DependencyFailed("drive"), times=1)
    again = world.scan_files(*world.scan_queue.tasks)

    assert [late.task.file.name for late in again] == ["2.pdf"]
    assert world.live(session_id).counted.processed == 5
    assert [receipt for receipt, _ in world.scan_queue.postponed] == [again[0].receipt]


def test_a_conflict_is_settled_by_reading_again() -> None:
    world, session_id = listed()
    world.outcomes.conflicts = 3
    again = world.scan_files(*world.scan_queue.tasks)

    assert again == ()
    assert world.live(session_id).counted.processed == 6


def test_a_store_that_stays_in_conflict_loses_no_file() -> None:
    world, session_id = listed()
    world.outcomes.conflicts = 1_000
    again = world.scan_files(*world.scan_queue.tasks)
    world.outcomes.conflicts = 0
    world.scan_files(*(late.task for late in again), receive=2)

    assert len(again) == 6
    assert world.live(session_id).counted.processed == 6


def test_no_file_is_begun_that_could_not_be_finished() -> None:
    world, session_id = listed()
    again = world.scan_files(*world.scan_queue.tasks, seconds=10)

    assert len(again) == 6
    assert world.live(session_id).counted.processed == 0


def test_a_file_larger_than_the_user_allows_is_said_to_be_too_large() -> None:
    world = World({"big.pdf": b"HOLE-1" * 100})
    session_id = world.start("HOLE-1", options={"max_file_bytes": 10})
    world.drain()

    assert world.record(session_id)["big.pdf"].status is FileStatus.NOT_EXAMINED


@pytest.mark.parametrize("state", [ScanState.COMPLETE])
def test_a_message_that_comes_after_the_end_changes_nothing(state: ScanState) -> None:
    world, session_id = listed()
    tasks = list(world.scan_queue.tasks)
    world.drain()
    before = len(world.channel.messages)
    world.scan_files(*tasks, receive=4)

    assert world.live(session_id).state is state
    assert len(world.channel.messages) == before
    assert len(world.heard(Complete)) == 1


def test_files_downloaded_before_their_turn_end_as_those_downloaded_in_it() -> None:
    ended = []
    for ahead in (0, 2):
        world = World(TREE, ahead=ahead)
        session_id = world.start("HOLE-1")
        world.list_files(world.listing_queue.tasks.pop())
        world.drive.fail(id_of("1.pdf"), FileUnreadable(Reason.FORBIDDEN))
        world.drive.fail(id_of("3.pdf"), Throttled("drive"), times=2)
        world.drive.fail(id_of("4.pdf"), DependencyFailed("drive"), times=1)
        again = world.scan_files(*world.scan_queue.tasks)
        ended.append((world.record(session_id), [late.task.file.name for late in again], len(world.clock.waits_s)))

    assert ended[0] == ended[1]
    assert ended[1][1:] == (["4.pdf"], 2)


def test_what_a_cancel_leaves_is_not_downloaded_before_its_turn_either() -> None:
    world = World(TREE, ahead=2)
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    world.cancel(session_id)
    world.scan_files(*world.scan_queue.tasks)

    assert not [item for method, item in world.drive.calls if method == "download"]
