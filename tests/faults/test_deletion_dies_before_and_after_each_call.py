"""A deletion that dies at any moment is finished by the sweeper, or never began."""

from contextlib import suppress

from holescan.usecases.clear_deleted import LONGEST_RUN
from tests.fakes.dying import Death
from tests.faults.accounts import assert_exact, over
from tests.faults.moments import Moment, at_each_moment, die


def test_whenever_a_deletion_dies_the_scan_is_whole_or_gone() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world, session_id = over(fuse.at)
        world.drain()
        fuse.light(moment)
        with suppress(Death):
            world.delete(session_id)
        fuse.light(None)
        world.clear_deleted()
        if world.sessions.session(session_id):
            assert_exact(world, session_id)
        else:
            assert world.eraser.remains(session_id) == []
        return fuse.happened

    assert at_each_moment(scene) >= 10


def test_whenever_the_clearing_dies_the_next_goes_on() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world, session_id = over(fuse.at)
        world.drain()
        world.eraser.room = 2
        world.delete(session_id)
        world.eraser.room = None
        world.clock.advance(LONGEST_RUN.total_seconds() + 1)
        fuse.light(moment)
        with suppress(Death):
            world.clear_deleted()
        fuse.light(None)
        world.clear_deleted()
        assert world.eraser.remains(session_id) == []
        assert list(world.deletions.begun()) == []
        return fuse.happened

    assert at_each_moment(scene) >= 4
