"""A worker that dies at any moment of its run loses no file, counts none twice, and the scan still ends."""

from contextlib import suppress

from tests.fakes.dying import Death
from tests.faults.accounts import assert_exact, listed, taken, told
from tests.faults.moments import Moment, at_each_moment, die


def test_whenever_a_worker_dies_the_redelivered_batch_makes_the_totals_exact() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world, session_id = listed(fuse.at)
        batch = taken(world.scan_queue.tasks)
        fuse.light(moment)
        with suppress(Death):
            world.scan_files(*batch)
        fuse.light(None)
        world.scan_files(*batch, receive=2)
        world.drain()
        assert_exact(world, session_id)
        return fuse.happened

    assert at_each_moment(scene) > 50


def test_whenever_two_workers_die_in_turn_the_third_receive_makes_the_totals_exact() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world, session_id = listed(fuse.at)
        batch = taken(world.scan_queue.tasks)
        for attempt in (1, 2):
            fuse.light(moment)
            with suppress(Death):
                world.scan_files(*batch, receive=attempt)
        fuse.light(None)
        world.scan_files(*batch, receive=3)
        world.drain()
        assert_exact(world, session_id)
        return fuse.happened

    assert at_each_moment(scene) > 50


def test_a_match_is_told_once_by_workers_that_die() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world, _ = listed(fuse.at)
        batch = taken(world.scan_queue.tasks)
        fuse.light(moment)
        with suppress(Death):
            world.scan_files(*batch)
        fuse.light(None)
        world.scan_files(*batch, receive=2)
        assert set(told(world).values()) <= {1}
        return fuse.happened

    at_each_moment(scene)
