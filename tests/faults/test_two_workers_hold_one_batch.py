"""A batch that became visible while its worker was at it is worked twice at once: counted once, told once."""

from collections import Counter

from tests.faults.accounts import assert_exact, listed, taken, told
from tests.faults.moments import Moment, at_each_moment


def test_a_second_worker_at_any_moment_of_the_first_counts_and_tells_nothing_twice() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(lambda: _worked(world.scan_files(*batch, receive=2)))
        world, session_id = listed(fuse.at)
        batch = taken(world.scan_queue.tasks)
        fuse.light(moment)
        _worked(world.scan_files(*batch))
        fuse.light(None)
        world.drain()
        assert_exact(world, session_id)
        assert told(world) == Counter({"a.pdf": 1, "c.pdf": 1, "d.pdf": 1})
        return fuse.happened

    assert at_each_moment(scene) > 50


def _worked(again: tuple[object, ...]) -> None:
    assert again == ()
