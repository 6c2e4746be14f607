"""Law 2: the listing is a log, and survives death and repetition at any line."""

import pytest

from holescan.domain.errors import DependencyFailed
from holescan.domain.ids import SessionId
from holescan.domain.session import ScanState
from holescan.protocol.server import Complete
from holescan.protocol.tasks import ListTask
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import World

TREE: Tree = {f"folder-{n}": {f"{n}-{m}.pdf": b"HOLE-1" for m in range(5)} for n in range(4)}


def task_of(session_id: SessionId) -> ListTask:
    return ListTask(session_id=session_id, epoch=1)


def test_a_listing_that_runs_twice_counts_every_file_once() -> None:
    world = World(TREE, page_size=2)
    session_id = world.start("HOLE-1")
    world.list_files(task_of(session_id))
    world.list_files(task_of(session_id))
    world.drain()

    assert world.live(session_id).planned == 20
    assert world.heard(Complete)[0].total_files == 20


@pytest.mark.parametrize("room", range(20))
def test_a_lister_that_dies_while_it_queues_is_taken_over_without_a_gap(room: int) -> None:
    world = World(TREE, page_size=3)
    session_id = world.start("HOLE-1")
    world.scan_queue.room = room
    with pytest.raises(DependencyFailed):
        world.list_files(task_of(session_id))
    world.scan_queue.room = None
    world.drain()

    assert world.live(session_id).state is ScanState.COMPLETE
    assert len(world.record(session_id)) == 20


def test_a_restarted_lister_never_fetches_a_stored_page_again() -> None:
    world = World(TREE, page_size=2)
    session_id = world.start("HOLE-1")
    world.drive.fail(id_of("folder-2"), DependencyFailed("drive"), times=1)
    with pytest.raises(DependencyFailed):
        world.list_files(task_of(session_id))
    world.drain()
    listed = [item for method, item in world.drive.calls if method == "list_folder"]

    assert len(listed) == 2 + 4 * 3


def test_a_listing_goes_on_in_a_fresh_invocation_before_its_time_is_up() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop(), seconds=1)

    [going_on] = world.listing_queue.tasks
    assert going_on.hop == 1
    world.drain()
    assert world.live(session_id).state is ScanState.COMPLETE


def test_files_are_examined_while_the_listing_still_runs() -> None:
    world = World(TREE, page_size=2)
    session_id = world.start("HOLE-1")
    world.drive.fail(id_of("folder-3"), DependencyFailed("drive"), times=1)
    with pytest.raises(DependencyFailed):
        world.list_files(task_of(session_id))
    world.scan_files(*world.scan_queue.tasks)

    live = world.live(session_id)
    assert live.state is ScanState.LISTING
    assert live.counted.processed == live.planned > 0
    assert not world.report_queue.tasks


def test_a_task_of_another_epoch_is_dropped() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.list_files(ListTask(session_id=session_id, epoch=2))

    assert world.live(session_id).planned == 0


def test_a_task_of_no_session_is_dropped() -> None:
    world = World(TREE)
    world.list_files(ListTask(session_id=SessionId("gone"), epoch=1))

    assert not world.drive.calls
