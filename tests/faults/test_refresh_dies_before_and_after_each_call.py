"""A dispatcher that dies while it takes a new token, and a lister that dies while it queues anew: the totals stay exact."""

from contextlib import suppress

from holescan.domain.ids import SessionId
from holescan.domain.session import ScanState
from tests.fakes.dying import Death
from tests.fakes.world import STILL_AFTER, TOKEN, World
from tests.faults.accounts import TRUTH, assert_exact, listed, taken
from tests.faults.moments import Moment, at_each_moment, die


def paused(fuse: Moment) -> tuple[World, SessionId]:
    """A listed scan whose token died before its first file."""
    world, session_id = listed(fuse.at)
    world.drive.refused.add(TOKEN)
    world.drain()
    assert world.live(session_id).state is ScanState.PAUSED
    return world, session_id


def healed(world: World) -> World:
    """When everything is delivered, and the sweeper has found what stands still."""
    world.drain()
    for _ in range(2):
        world.sweep()
        world.clock.advance(STILL_AFTER.total_seconds() + 1)
        world.sweep()
        world.drain()
    return world


def test_whenever_a_dispatcher_dies_over_a_token_the_token_sent_again_lets_the_scan_go_on() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world, session_id = paused(fuse)
        fuse.light(moment)
        with suppress(Death):
            world.refresh(session_id, "ya29.second")
        fuse.light(None)
        world.refresh(session_id, "ya29.third")
        assert_exact(healed(world), session_id)
        return fuse.happened

    assert at_each_moment(scene) > 10


def test_whenever_a_lister_dies_over_what_it_queues_anew_the_redelivered_task_queues_all_of_it() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world, session_id = paused(fuse)
        world.refresh(session_id, "ya29.second")
        [task] = world.listing_queue.tasks
        world.listing_queue.tasks.clear()
        fuse.light(moment)
        with suppress(Death):
            world.list_files(task)
        fuse.light(None)
        world.list_files(task)
        assert {waiting.file.name for waiting in world.scan_queue.tasks} == set(TRUTH)
        assert_exact(healed(world), session_id)
        return fuse.happened

    assert at_each_moment(scene) > 5


def test_a_token_that_is_renewed_at_any_moment_of_a_refused_worker_ends_the_wait_or_prevents_it() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(lambda: world.refresh(session_id, "ya29.second"))
        world, session_id = listed(fuse.at)
        world.drive.refused.add(TOKEN)
        fuse.light(moment)
        world.scan_files(*taken(world.scan_queue.tasks))
        if fuse.happened:
            assert_exact(healed(world), session_id)
        return fuse.happened

    assert at_each_moment(scene) > 5
