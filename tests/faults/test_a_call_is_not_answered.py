"""Any one call of AWS may go unanswered, with its work done or not: the message comes again, and the totals are exact."""

from collections.abc import Callable
from contextlib import suppress

from holescan.domain.errors import DependencyFailed
from holescan.domain.ids import SessionId
from tests.fakes.world import LEASE, World
from tests.faults.accounts import assert_exact, listed, over, started, taken
from tests.faults.moments import Moment, at_each_moment, no_answer

Play = Callable[[World, Moment, int], None]


def exact_at_each_moment(begin: Callable[..., tuple[World, SessionId]], play: Play) -> int:
    def scene(moment: int) -> bool:
        fuse = Moment(no_answer)
        world, session_id = begin(fuse.at)
        play(world, fuse, moment)
        world.drain()
        world.clock.advance(LEASE.total_seconds() + 1)
        world.sweep()
        world.drain()
        assert_exact(world, session_id)
        return fuse.happened

    return at_each_moment(scene)


def test_a_worker_whose_call_is_not_answered_loses_no_file() -> None:
    def play(world: World, fuse: Moment, moment: int) -> None:
        batch = taken(world.scan_queue.tasks)
        fuse.light(moment)
        try:
            again = [delivery.task for delivery in world.scan_files(*batch)]
        except DependencyFailed:
            again = batch
        fuse.light(None)
        world.scan_files(*again, receive=2)

    assert exact_at_each_moment(listed, play) > 50


def test_a_lister_whose_call_is_not_answered_loses_no_file() -> None:
    def play(world: World, fuse: Moment, moment: int) -> None:
        [task] = taken(world.listing_queue.tasks)
        fuse.light(moment)
        with suppress(DependencyFailed):
            world.list_files(task)
        fuse.light(None)
        world.list_files(task)

    assert exact_at_each_moment(started, play) > 50


def test_a_report_writer_whose_call_is_not_answered_is_followed_by_another() -> None:
    def play(world: World, fuse: Moment, moment: int) -> None:
        [task] = taken(world.report_queue.tasks)
        fuse.light(moment)
        with suppress(DependencyFailed):
            world.write_report(task)
        fuse.light(None)
        world.write_report(task)

    assert exact_at_each_moment(over, play) > 20
