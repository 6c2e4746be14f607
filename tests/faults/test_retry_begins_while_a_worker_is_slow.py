"""A worker so slow that its scan ended and was retried meanwhile writes nothing into the new epoch (laws 1 and 11)."""

from collections import Counter

from holescan.domain.ids import SessionId
from tests.fakes.world import World
from tests.faults.accounts import TRUTH, listed, taken
from tests.faults.moments import Moment, at_each_moment


def overtaken(world: World, session_id: SessionId, batch: list[object]) -> None:
    """Another worker does the batch, the scan ends, and its user retries what could not be read."""
    world.scan_files(*batch)  # type: ignore[arg-type] # each is a ScanTask
    world.drain()
    world.retry(session_id)


def test_a_worker_of_the_old_epoch_counts_nothing_in_the_new_one() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(lambda: overtaken(world, session_id, list(batch)))
        world, session_id = listed(fuse.at)
        batch = taken(world.scan_queue.tasks)
        fuse.light(moment)
        world.scan_files(*batch)
        fuse.light(None)
        if fuse.happened:
            assert world.live(session_id).counted.processed == 0
            world.drain()
        else:
            overtaken(world, session_id, [])
            world.drain()
        live = world.live(session_id)
        assert (live.epoch, live.planned, live.counted.processed) == (2, 1, 1)
        epochs = Counter(outcome.epoch for outcome in world.record(session_id).values())
        assert epochs == {1: len(TRUTH) - 1, 2: 1}
        return fuse.happened

    assert at_each_moment(scene) > 50
