"""A report writer that dies at any moment is taken over when its lease has lapsed, and one report is published."""

from contextlib import suppress

from holescan.domain.session import ScanState
from holescan.protocol.server import Complete
from tests.fakes.dying import Death
from tests.fakes.world import LEASE, STILL_AFTER
from tests.faults.accounts import assert_exact, over, taken
from tests.faults.moments import Moment, at_each_moment, die


def test_whenever_a_report_writer_dies_another_ends_the_scan() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world, session_id = over(fuse.at)
        [task] = taken(world.report_queue.tasks)
        fuse.light(moment)
        with suppress(Death):
            world.write_report(task)
        fuse.light(None)
        world.write_report(task)
        world.clock.advance(LEASE.total_seconds() + 1)
        world.sweep()
        world.drain()
        assert_exact(world, session_id)
        return fuse.happened

    assert at_each_moment(scene) > 20


def test_a_report_writer_that_dies_and_whose_message_is_lost_leaves_no_viewer_waiting_and_no_token() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world, session_id = over(fuse.at)
        [task] = taken(world.report_queue.tasks)
        fuse.light(moment)
        with suppress(Death):
            world.write_report(task)
        fuse.light(None)
        for _ in range(2):
            world.sweep()  # begins to watch
            world.clock.advance(STILL_AFTER.total_seconds() + 1)
            world.sweep()
            world.drain()
        assert world.heard(Complete)
        assert session_id not in world.vault.sealed
        assert list(world.sessions.open_scans()) == []
        return fuse.happened

    assert at_each_moment(scene) > 20


def test_a_scan_whose_end_was_told_is_left_alone() -> None:
    world, _ = over()
    world.drain()
    world.clock.advance(STILL_AFTER.total_seconds() + 1)
    world.sweep()

    assert world.report_queue.tasks == []
    assert len(world.heard(Complete)) == 1


def test_three_report_writers_that_die_end_the_scan_all_the_same() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world, session_id = over(fuse.at)
        [task] = taken(world.report_queue.tasks)
        for _ in range(3):
            fuse.light(moment)
            with suppress(Death):
                world.write_report(task)
            fuse.light(None)
            world.clock.advance(LEASE.total_seconds() + 1)
        world.sweep()
        world.clock.advance(STILL_AFTER.total_seconds())
        world.sweep()
        world.drain()
        ended = world.live(session_id).state
        assert ended in {ScanState.COMPLETE, ScanState.FAILED}
        assert len(world.record(session_id)) == world.live(session_id).planned
        assert (ended is ScanState.FAILED) == (not world.heard(Complete))
        return fuse.happened

    at_each_moment(scene)
