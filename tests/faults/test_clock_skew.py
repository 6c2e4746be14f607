"""Lambdas whose clocks differ by minutes: no report is published twice, no healthy scan is closed, totals are exact."""

import pytest

from holescan.domain.session import ScanState
from holescan.protocol.server import Complete
from tests.fakes.world import LEASE, STILL_AFTER, VISIBILITY
from tests.faults.accounts import assert_exact, listed, over, started, taken
from tests.faults.moments import Moment, at_each_moment

AHEAD_S = LEASE.total_seconds() + 1


def test_a_report_writer_whose_clock_is_ahead_takes_the_lease_over_and_one_publishes() -> None:
    def scene(moment: int) -> bool:
        def write_ahead() -> None:
            world.clock.advance(AHEAD_S)
            world.write_report(task)
            world.clock.advance(-AHEAD_S)

        fuse = Moment(write_ahead)
        world, session_id = over(fuse.at)
        [task] = taken(world.report_queue.tasks)
        fuse.light(moment)
        world.write_report(task)
        fuse.light(None)
        assert_exact(world, session_id)
        assert len({message.download_url for message in world.heard(Complete)}) == 1
        return fuse.happened

    assert at_each_moment(scene) > 20


@pytest.mark.parametrize("minutes", [-30, -3, 3, 30])
def test_a_sweeper_whose_clock_is_wrong_closes_no_scan_that_moves(minutes: int) -> None:
    world, session_id = listed()
    for task in taken(world.scan_queue.tasks):
        world.clock.advance(60 * minutes)
        world.sweep()
        world.clock.advance(-60 * minutes + 1)
        world.scan_files(task)
    world.drain()
    assert_exact(world, session_id)


def test_workers_whose_clocks_disagree_count_and_tell_alike() -> None:
    world, session_id = started()
    world.list_files(*taken(world.listing_queue.tasks))
    for number, task in enumerate(taken(world.scan_queue.tasks)):
        skew_s = 600 * (-1) ** number
        world.clock.advance(skew_s)
        world.scan_files(task)
        world.clock.advance(-skew_s)
    world.drain()
    assert_exact(world, session_id)


def test_a_clock_that_is_behind_delays_the_end_and_no_more() -> None:
    world, session_id = listed()
    world.scan_files(*taken(world.scan_queue.tasks)[:-1])
    world.clock.advance(-STILL_AFTER.total_seconds())
    for _ in range(4):
        world.sweep()
        world.clock.advance(STILL_AFTER.total_seconds() + VISIBILITY.total_seconds())
    world.drain()
    assert world.live(session_id).state is ScanState.COMPLETE
