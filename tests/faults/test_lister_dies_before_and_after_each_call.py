"""A lister that dies at any moment is followed by one that goes on where its log ends."""

from contextlib import suppress

from tests.fakes.dying import Death
from tests.faults.accounts import TRUTH, assert_exact, started, taken
from tests.faults.moments import Moment, at_each_moment, die


def test_whenever_a_lister_dies_the_redelivered_task_lists_every_file_once() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world, session_id = started(fuse.at)
        [task] = taken(world.listing_queue.tasks)
        fuse.light(moment)
        with suppress(Death):
            world.list_files(task)
        fuse.light(None)
        world.list_files(task)
        assert {each.file.name for each in world.scan_queue.tasks} == TRUTH.keys()
        world.drain()
        assert_exact(world, session_id)
        return fuse.happened

    assert at_each_moment(scene) > 50


def test_a_page_that_is_stored_is_not_asked_of_drive_again() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world, _ = started(fuse.at)
        [task] = taken(world.listing_queue.tasks)
        fuse.light(moment)
        with suppress(Death):
            world.list_files(task)
        fuse.light(None)
        stored, asked = len(world.log.stored), len(world.drive.calls)
        world.list_files(task)
        assert len(world.drive.calls) - asked == len(world.log.stored) - stored
        return fuse.happened

    at_each_moment(scene)
