"""Law 8: throttling by Drive consumes no receive and loses no file."""

from holescan.domain.errors import Throttled
from holescan.domain.ids import SessionId
from holescan.domain.outcomes import FileStatus
from holescan.domain.reasons import Reason
from holescan.steps.redelivery import MOST_HOPS
from holescan.usecases.list_files import RESEND_DELAY_S
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import World

TREE: Tree = {"a.pdf": b"HOLE-1", "b.pdf": b"nothing"}
SLOW_DOWN = Throttled("drive", "userRateLimitExceeded")


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
