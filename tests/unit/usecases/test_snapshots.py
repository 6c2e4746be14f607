"""A viewer who comes late to a large scan is told all of it by one link."""

from dataclasses import replace
from datetime import timedelta

from client.follow import ScanView
from holescan.domain.errors import FileUnreadable
from holescan.domain.ids import SessionId
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.protocol.client import FIRST_PAGE
from holescan.protocol.rows import Row
from holescan.protocol.server import MAX_ROWS_IN_SYNC, SyncState
from holescan.steps import snapshots
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import ALICE, World

LOCKED = "locked.pdf"


def a_tree(matching: int, others: int = 5) -> Tree:
    carrying = {f"{number:04}.pdf": b"HOLE-1" for number in range(matching)}
    return {**carrying, **{f"x{number}.pdf": b"nothing" for number in range(others)}, LOCKED: b"?", "closed": {}}


def scanned(matching: int = MAX_ROWS_IN_SYNC) -> tuple[World, SessionId]:
    """With one file that is locked, so one row more than `matching`, and with the closed folder two."""
    world = World(a_tree(matching))
    world.extractor.texts[LOCKED] = FileUnreadable(Reason.PASSWORD)
    world.drive.fail(id_of("closed"), FileUnreadable(Reason.FORBIDDEN))
    session_id = world.start("HOLE-1")
    world.drain()
    return world, session_id


def asked(world: World, session_id: SessionId, cursor: str = "") -> SyncState:
    world.resume(session_id, cursor=cursor)
    return world.heard(SyncState)[-1]


def names(rows: tuple[Row, ...]) -> list[str]:
    return sorted(row.file_name for row in rows)


def test_up_to_two_hundred_rows_come_in_pages() -> None:
    world, session_id = scanned(MAX_ROWS_IN_SYNC - 2)

    assert asked(world, session_id).snapshot_url == ""


def test_above_two_hundred_rows_a_snapshot_takes_the_place_of_pages() -> None:
    world, session_id = scanned(MAX_ROWS_IN_SYNC - 1)
    answer = asked(world, session_id)

    assert (answer.matches, answer.failures, answer.next_cursor) == ((), (), "")
    rows = world.snapshots.fetch(answer.snapshot_url)
    assert names(rows) == sorted([*(f"{number:04}.pdf" for number in range(MAX_ROWS_IN_SYNC - 1)), LOCKED, "closed"])


def test_the_numbers_come_beside_the_link() -> None:
    world, session_id = scanned()
    answer = asked(world, session_id)

    assert (answer.matched, answer.failed) == (MAX_ROWS_IN_SYNC, 1)


def test_who_cannot_fetch_it_asks_for_pages() -> None:
    world, session_id = scanned()
    answer = asked(world, session_id, FIRST_PAGE)

    assert answer.snapshot_url == ""
    assert answer.failures
    assert answer.next_cursor


def test_an_ended_scan_is_written_once() -> None:
    world, session_id = scanned()
    first, again = asked(world, session_id), asked(world, session_id)

    assert (again.snapshot_url, world.snapshots.writes) == (first.snapshot_url, 1)


def test_another_epoch_has_another_snapshot() -> None:
    world, session_id = scanned()
    asked(world, session_id)
    world.extractor.texts.clear()
    world.retry(session_id)
    world.drain()

    assert LOCKED not in names(world.snapshots.fetch(asked(world, session_id).snapshot_url))


def test_a_scan_that_runs_is_written_as_it_stands() -> None:
    world = World(a_tree(MAX_ROWS_IN_SYNC + 50))
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    tasks = list(world.scan_queue.tasks)
    world.scan_queue.tasks.clear()
    world.scan_files(*tasks[:210])
    before = asked(world, session_id)
    world.scan_files(*tasks[210:230])
    after = asked(world, session_id)

    assert len(world.snapshots.fetch(before.snapshot_url)) == 210
    assert len(world.snapshots.fetch(after.snapshot_url)) == 230


def test_a_viewer_who_takes_the_snapshot_and_then_listens_misses_nothing() -> None:
    world = World(a_tree(MAX_ROWS_IN_SYNC + 50))
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    tasks = list(world.scan_queue.tasks)
    world.scan_queue.tasks.clear()
    world.scan_files(*tasks[:210])
    world.channel.sent.clear()
    view = ScanView()
    view.take_rows(world.snapshots.fetch(asked(world, session_id).snapshot_url))
    world.scan_files(*tasks[210:])
    world.drain()
    for message in world.channel.to(ALICE):
        view.take(message)

    assert not view.lacks_rows
    assert view.matches == world.live(session_id).counted.matched == MAX_ROWS_IN_SYNC + 50


def test_a_record_that_takes_too_long_to_read_is_told_in_pages() -> None:
    world, session_id = scanned()
    read = world.outcomes.telling

    def slowly(session_id: SessionId) -> "list[Outcome]":
        outcomes = list(read(session_id))
        world.clock.advance((snapshots.TIME_TO_WRITE + timedelta(seconds=1)).total_seconds())
        return outcomes

    world.outcomes.telling = slowly  # type: ignore[assignment,method-assign]
    answer = asked(world, session_id)

    assert (answer.snapshot_url, world.snapshots.writes) == ("", 0)
    assert answer.failures


def test_a_record_far_too_large_is_not_even_begun() -> None:
    world, session_id = scanned()
    partition = world.table.partitions[session_id]
    assert partition.scan is not None
    partition.scan = replace(partition.scan, total_files=snapshots.MOST_FILES + 1)

    assert asked(world, session_id).snapshot_url == ""
