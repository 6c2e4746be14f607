"""Law 8: throttling by Drive consumes no receive and loses no file."""

from datetime import timedelta

from holescan.domain.errors import Throttled, TurnTooLate
from holescan.domain.examination import FileStatus
from holescan.domain.ids import SessionId
from holescan.domain.reasons import Reason
from holescan.steps.redelivery import MOST_HOPS
from holescan.usecases.list_files import RESEND_DELAY_S
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import FILE_TIME_LIMIT, World

TREE: Tree = {"a.pdf": b"HOLE-1", "b.pdf": b"nothing"}
SLOW_DOWN = Throttled("drive", "userRateLimitExceeded")
TOO_LATE = TurnTooLate("drive", "the quota is spoken for")


def listed() -> tuple[World, SessionId]:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    return world, session_id


def test_a_short_throttle_is_waited_out_in_place() -> None:
    world, session_id = listed()
    world.drive.fail(id_of("a.pdf"), SLOW_DOWN, times=3)
    again = world.scan_files(*world.scan_queue.tasks)

    assert again == ()
    assert world.record(session_id)["a.pdf"].status is FileStatus.MATCH
    assert sum(world.clock.waits_s) <= 20


def test_a_long_throttle_sends_the_file_again_later_and_no_receive_is_consumed() -> None:
    world, session_id = listed()
    world.drive.fail(id_of("a.pdf"), SLOW_DOWN)
    tasks = list(world.scan_queue.tasks)
    world.scan_queue.tasks.clear()
    again = world.scan_files(*tasks)

    [sent_again] = world.scan_queue.tasks
    assert again == ()
    assert (sent_again.file.name, sent_again.hop) == ("a.pdf", 1)
    assert world.scan_queue.delays_s[-1] == 60
    assert "a.pdf" not in world.record(session_id)


def test_a_file_that_is_throttled_for_hours_is_told_so() -> None:
    world, session_id = listed()
    world.drive.fail(id_of("a.pdf"), SLOW_DOWN)
    task = world.scan_queue.tasks[0].model_copy(update={"hop": MOST_HOPS})
    world.scan_files(task)

    assert world.record(session_id)["a.pdf"].reason is Reason.DRIVE_QUOTA


def test_nobody_waits_for_a_turn_that_comes_when_no_file_may_be_begun_any_more() -> None:
    world, _ = listed()
    begun_at = world.clock.now()
    world.scan_files(*world.scan_queue.tasks, seconds=50)

    assert world.drive.until == begun_at + timedelta(seconds=50) - FILE_TIME_LIMIT


def test_what_gets_no_turn_in_time_is_left_to_others_at_once_with_all_that_stands_behind_it() -> None:
    world = World({"a.pdf": b"HOLE-1", "b.pdf": b"HOLE-1", "c.pdf": b"HOLE-1"})
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    world.drive.fail(id_of("b.pdf"), TOO_LATE)
    tasks = list(world.scan_queue.tasks)
    world.scan_queue.tasks.clear()
    again = world.scan_files(*tasks)

    assert again == ()
    assert [(task.file.name, task.hop) for task in world.scan_queue.tasks] == [("b.pdf", 0), ("c.pdf", 0)]
    assert world.scan_queue.delays_s[-2:] == [0, 0]
    assert ("download", id_of("c.pdf")) not in world.drive.calls
    assert not world.clock.waits_s
    assert world.record(session_id).keys() == {"a.pdf"}


def test_where_the_line_is_too_long_for_a_whole_batch_its_first_file_comes_later_and_no_receive_is_consumed() -> None:
    world, session_id = listed()
    world.drive.fail(id_of("a.pdf"), TOO_LATE)
    task = next(task for task in world.scan_queue.tasks if task.file.name == "a.pdf")
    world.scan_queue.tasks.clear()
    again = world.scan_files(task)

    [sent_again] = world.scan_queue.tasks
    assert again == ()
    assert (sent_again.hop, world.scan_queue.delays_s[-1]) == (1, 60)
    assert not world.clock.waits_s
    assert world.record(session_id) == {}


def test_a_listing_that_is_throttled_goes_on_later_where_it_stood_and_no_receive_is_consumed() -> None:
    world = World({"a.pdf": b"HOLE-1", "sub": {"b.pdf": b"HOLE-1"}})
    session_id = world.start("HOLE-1")
    world.drive.fail(id_of("sub"), SLOW_DOWN, times=7)
    world.list_files(world.listing_queue.tasks.pop())

    [later] = world.listing_queue.tasks
    assert (later.hop, world.listing_queue.delays_s[-1]) == (1, RESEND_DELAY_S)
    assert world.live(session_id).planned == 1
    world.drain()
    assert world.record(session_id).keys() == {"a.pdf", "b.pdf"}
    assert world.live(session_id).listing_complete
