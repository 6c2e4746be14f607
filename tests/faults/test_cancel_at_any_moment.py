"""A cancel that comes at any moment of a Lambda's run ends the scan with every file accounted for."""

from contextlib import suppress

from holescan.domain.errors import RequestRejected
from holescan.domain.examination import FileStatus
from holescan.domain.ids import SessionId
from holescan.domain.reasons import Reason
from holescan.domain.session import ScanState
from tests.fakes.world import STILL_AFTER, World
from tests.faults.accounts import TRUTH, listed, over, started, taken
from tests.faults.moments import Moment, at_each_moment


def cancelled(world: World, session_id: SessionId) -> None:
    with suppress(RequestRejected):  # the scan was at its end
        world.cancel(session_id)


def assert_accounted_for(world: World, session_id: SessionId) -> None:
    live, record = world.live(session_id), world.record(session_id)
    assert live.state in {ScanState.COMPLETE, ScanState.CANCELLED}
    assert live.planned == live.counted.processed == len(record)
    assert live.report_key in world.reports.stored
    statuses = [outcome.status for outcome in record.values()]
    assert live.counted.matched == statuses.count(FileStatus.MATCH)
    assert live.counted.failed == statuses.count(FileStatus.NOT_EXAMINED)
    for name, outcome in record.items():
        assert outcome.status is TRUTH[name] or outcome.reason is Reason.CANCELLED
    assert record.keys() == TRUTH.keys() or not live.listing_complete


def settled(world: World) -> None:
    world.drain()
    for _ in range(2):
        world.sweep()
        world.clock.advance(STILL_AFTER.total_seconds() + 1)
    world.sweep()
    world.drain()


def test_while_the_folder_is_listed() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(lambda: cancelled(world, session_id))
        world, session_id = started(fuse.at)
        [task] = taken(world.listing_queue.tasks)
        fuse.light(moment)
        world.list_files(task)
        fuse.light(None)
        settled(world)
        assert_accounted_for(world, session_id)
        return fuse.happened

    assert at_each_moment(scene) > 50


def test_while_files_are_examined() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(lambda: cancelled(world, session_id))
        world, session_id = listed(fuse.at)
        batch = taken(world.scan_queue.tasks)
        fuse.light(moment)
        world.scan_files(*batch)
        fuse.light(None)
        settled(world)
        assert_accounted_for(world, session_id)
        return fuse.happened

    assert at_each_moment(scene) > 50


def test_while_the_report_is_written() -> None:
    def scene(moment: int) -> bool:
        fuse = Moment(lambda: cancelled(world, session_id))
        world, session_id = over(fuse.at)
        [task] = taken(world.report_queue.tasks)
        fuse.light(moment)
        world.write_report(task)
        fuse.light(None)
        settled(world)
        assert_accounted_for(world, session_id)
        return fuse.happened

    assert at_each_moment(scene) > 20
