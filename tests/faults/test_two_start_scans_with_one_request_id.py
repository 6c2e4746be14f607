"""A browser that sends its start_scan again, at any moment of the first, has started one scan."""

from contextlib import suppress

from holescan.protocol.client import StartScan
from holescan.protocol.server import Started
from tests.fakes.dying import Death
from tests.fakes.world import ALICE, World, caller_of
from tests.faults.accounts import TREE, TRUTH
from tests.faults.moments import Moment, at_each_moment, die

START = StartScan.model_validate({"token": "ya29.token", "target_hole_codes": ["HOLE-1"], "request_id": "r-1"})


def world_at(fuse: Moment) -> World:
    return World(TREE, at=fuse.at)


def assert_one_scan(world: World) -> None:
    world.drain()
    started = {message.session_id for message in world.heard(Started)}
    scans = [key for key, partition in world.table.partitions.items() if partition.session is not None]
    assert started == set(scans)
    assert len(scans) == 1
    live = world.live(scans[0])
    assert live.state.is_ended
    assert live.planned == live.counted.processed == len(TRUTH)


def test_a_request_sent_again_at_any_moment_of_the_first_starts_one_scan() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(lambda: world.open_scan(START, caller_of(ALICE)))
        world = world_at(fuse)
        fuse.light(moment)
        world.open_scan(START, caller_of(ALICE))
        fuse.light(None)
        assert_one_scan(world)
        return fuse.happened

    assert at_each_moment(scene) > 10


def test_a_request_sent_again_after_the_dispatcher_died_starts_the_same_scan() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(die)
        world = world_at(fuse)
        fuse.light(moment)
        with suppress(Death):
            world.open_scan(START, caller_of(ALICE))
        fuse.light(None)
        world.open_scan(START, caller_of(ALICE))
        assert_one_scan(world)
        return fuse.happened

    assert at_each_moment(scene) > 10
