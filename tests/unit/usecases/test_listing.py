"""Law 2: the listing is a log, and survives death and repetition at any line."""

from datetime import timedelta

import pytest

from holescan.domain.errors import DependencyFailed, FileUnreadable
from holescan.domain.ids import SessionId
from holescan.domain.reasons import Reason
from holescan.domain.session import ScanState
from holescan.protocol.server import Complete, FileFailed
from holescan.protocol.tasks import ListTask
from holescan.usecases.list_files import MOST_HOPS
from tests.builders import NOON
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import World

TREE: Tree = {f"folder-{n}": {f"{n}-{m}.pdf": b"HOLE-1" for m in range(5)} for n in range(4)}
TREE_FILES = {f"{n}-{m}.pdf" for n in range(4) for m in range(5)}


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
    listed = [item for method, item in world.drive.calls if method == "list_folders"]

    assert len(listed) == 2 + 10


def test_a_listing_goes_on_in_a_fresh_invocation_before_its_time_is_up() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop(), seconds=1)

    [going_on] = world.listing_queue.tasks
    assert going_on.hop == 1
    world.drain()
    assert world.live(session_id).state is ScanState.COMPLETE


def test_files_are_examined_while_the_listing_still_runs() -> None:
    world = World({"0.pdf": b"HOLE-1", **TREE})
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


def test_a_folder_that_may_not_be_listed_costs_its_neighbours_nothing_and_is_a_row_of_its_own() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.drive.fail(id_of("folder-2"), FileUnreadable(Reason.FORBIDDEN))
    world.drain()

    [failure] = world.sessions.failures(session_id)
    [told] = world.heard(FileFailed)
    [complete] = world.heard(Complete)
    assert (failure.folder.name, failure.reason) == ("folder-2", Reason.FORBIDDEN)
    assert (told.data.kind, told.data.file_name, told.data.reason) == ("folder", "folder-2", Reason.FORBIDDEN)
    assert (complete.total_files, complete.folders_failed, complete.listing_complete) == (15, 1, False)


def test_a_folder_that_drive_forgets_in_groups_is_listed_all_the_same() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.drive.forget_in_groups(id_of("folder-2"))
    world.drain()

    assert len(world.record(session_id)) == 20
    assert world.live(session_id).listing_complete


def test_files_that_were_not_changed_since_then_are_no_part_of_the_scan() -> None:
    world = World(TREE)
    for name in ("folder-1/1-0.pdf", "folder-2/2-4.pdf"):
        world.drive.modified(id_of(name), NOON - timedelta(seconds=1))
    world.drive.modified(id_of("folder-3/3-0.pdf"), NOON)
    session_id = world.start("HOLE-1", options={"modified_since": NOON.isoformat()})
    world.drain()

    assert TREE_FILES - world.record(session_id).keys() == {"1-0.pdf", "2-4.pdf"}
    assert world.heard(Complete)[0].total_files == 18


def test_a_file_above_the_limit_of_the_scan_is_named_and_not_left_out() -> None:
    world = World({"small.pdf": b"HOLE-1", "large.pdf": b"HOLE-1 and much more"})
    session_id = world.start("HOLE-1", options={"max_file_bytes": 10})
    world.drain()

    assert world.record(session_id)["large.pdf"].reason is Reason.TOO_LARGE
    assert world.heard(Complete)[0].total_files == 2


def test_the_link_of_a_file_scans_that_file_whatever_the_filters_say() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1", drive_link=id_of("folder-1/1-1.pdf"), options={"types": ["xlsx"]})
    world.drain()

    assert world.record(session_id).keys() == {"1-1.pdf"}
    assert world.live(session_id).state is ScanState.COMPLETE


def test_a_file_that_is_gone_before_it_is_listed_leaves_a_row() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1", drive_link=id_of("folder-1/1-1.pdf"))
    world.drive.fail(id_of("folder-1/1-1.pdf"), FileUnreadable(Reason.NOT_FOUND))
    world.drain()

    [failure] = world.sessions.failures(session_id)
    assert (failure.folder.name, failure.reason) == ("1-1.pdf", Reason.NOT_FOUND)
    assert world.live(session_id).state is ScanState.COMPLETE


def test_a_listing_that_goes_round_in_circles_ends_and_says_that_it_is_incomplete() -> None:
    world = World(TREE, page_size=2)
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop(), seconds=7)
    world.listing_queue.tasks[:] = [ListTask(session_id=session_id, epoch=1, hop=MOST_HOPS + 1)]
    world.drain()

    [complete] = world.heard(Complete)
    assert (complete.listing_complete, complete.folders_failed) == (False, 1)
    assert [failure.reason for failure in world.sessions.failures(session_id)] == [Reason.GAVE_UP]
    assert [(told.data.kind, told.data.reason) for told in world.heard(FileFailed)] == [("folder", Reason.GAVE_UP)]


def test_a_listing_of_many_invocations_is_complete() -> None:
    world = World(TREE, page_size=2)
    world.start("HOLE-1")
    [task] = world.listing_queue.tasks
    world.listing_queue.tasks[:] = [task.model_copy(update={"hop": MOST_HOPS})]
    world.drain()

    assert world.heard(Complete)[0].listing_complete
