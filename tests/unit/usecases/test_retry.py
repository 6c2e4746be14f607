"""Law 11: a retry is an epoch of the same scan, with its own list and its own end."""

import pytest

from client.follow import ScanView
from holescan.domain.errors import FileUnreadable, RequestRejected
from holescan.domain.examination import FileStatus
from holescan.domain.ids import ConnectionId, SessionId
from holescan.domain.reasons import ErrorCode, Reason
from holescan.domain.session import Counters, ScanState
from holescan.protocol.server import Complete, FileExamined, ProgressMessage, Started
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import ALICE, STILL_AFTER, World

TREE: Tree = {"a.pdf": b"HOLE-1", "locked.pdf": b"HOLE-1", "broken.pdf": b"nothing", "c.pdf": b"nothing"}


def with_failures() -> tuple[World, SessionId]:
    world = World(TREE)
    world.extractor.texts["locked.pdf"] = FileUnreadable(Reason.PASSWORD)
    world.extractor.texts["broken.pdf"] = FileUnreadable(Reason.CORRUPT)
    session_id = world.start("HOLE-1")
    world.drain()
    world.extractor.texts.clear()
    return world, session_id


def refusal(world: World, session_id: SessionId, *file_ids: str, **named: ConnectionId) -> ErrorCode:
    with pytest.raises(RequestRejected) as refused:
        world.retry(session_id, *file_ids, **named)
    return refused.value.code


def test_only_what_was_not_examined_is_examined_again() -> None:
    world, session_id = with_failures()
    world.retry(session_id)
    world.drain()

    again = sorted(outcome.file.name for outcome in world.record(session_id).values() if outcome.epoch == 2)
    assert again == ["broken.pdf", "locked.pdf"]


def test_the_counters_of_both_epochs_are_the_scans() -> None:
    world, session_id = with_failures()
    world.retry(session_id)
    world.drain()

    assert world.live(session_id).counted == Counters(processed=2, matched=2, failed=0)


def test_a_retry_begins_with_started_and_ends_with_the_whole_scans_complete() -> None:
    world, session_id = with_failures()
    world.retry(session_id)
    world.drain()

    started, complete = world.heard(Started)[-1], world.heard(Complete)[-1]
    assert (started.epoch, complete.epoch) == (2, 2)
    assert (complete.total_files, complete.total_processed, complete.total_matches, complete.failed) == (4, 4, 2, 0)


def test_the_progress_of_a_retry_is_of_its_own_files() -> None:
    world, session_id = with_failures()
    world.retry(session_id)
    world.drain()

    last = [said for said in world.heard(ProgressMessage) if said.epoch == 2][-1]
    assert (last.value, last.processed, last.total) == (100, 2, 2)


def test_each_epoch_has_its_own_report() -> None:
    world, session_id = with_failures()
    world.retry(session_id)
    world.drain()

    assert sorted(world.reports.stored) == [f"reports/{session_id}/1-1.xlsx", f"reports/{session_id}/2-1.xlsx"]


def test_who_hears_everything_sees_the_record_without_asking() -> None:
    world, session_id = with_failures()
    world.retry(session_id)
    world.drain()
    view = ScanView()
    for message in world.channel.to(ALICE):
        view.take(message)

    assert sorted(row.file_name for row in view.rows.values()) == ["a.pdf", "locked.pdf"]
    assert [told.data.file_id for told in world.heard(FileExamined)] == [id_of("broken.pdf")]
    assert not view.lacks_rows


def test_one_file_can_be_retried() -> None:
    world, session_id = with_failures()
    world.retry(session_id, id_of("locked.pdf"))
    world.drain()

    record = world.record(session_id)
    assert record["locked.pdf"].status is FileStatus.MATCH
    assert record["broken.pdf"].epoch == 1


def test_a_file_that_was_read_is_not_retried() -> None:
    world, session_id = with_failures()

    assert refusal(world, session_id, id_of("a.pdf")) is ErrorCode.WRONG_STATE


def test_a_scan_that_runs_cannot_be_retried() -> None:
    world = World(TREE)

    assert refusal(world, world.start("HOLE-1")) is ErrorCode.WRONG_STATE


def test_a_cancelled_scan_can_be_retried_to_its_end() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    world.cancel(session_id)
    world.drain()
    world.retry(session_id)
    world.drain()

    assert world.live(session_id).state is ScanState.COMPLETE
    assert world.live(session_id).counted == Counters(processed=4, matched=2, failed=0)


def test_somebody_elses_scan_is_not_retried() -> None:
    world, session_id = with_failures()

    assert refusal(world, session_id, connection=ConnectionId("bob")) is ErrorCode.NOT_YOURS


def test_a_token_that_google_refuses_begins_nothing() -> None:
    world, session_id = with_failures()
    world.drive.refused.add("ya29.token")

    assert refusal(world, session_id) is ErrorCode.TOKEN_REFUSED
    assert world.live(session_id).epoch == 1


def test_a_message_of_the_first_epoch_changes_nothing_in_the_second() -> None:
    world = World(TREE)
    world.extractor.texts["locked.pdf"] = FileUnreadable(Reason.PASSWORD)
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    old = list(world.scan_queue.tasks)
    world.drain()
    world.retry(session_id)
    world.scan_files(*old)

    assert world.live(session_id).counted.processed == 0


def test_a_retry_whose_messages_vanished_is_driven_again_from_its_list() -> None:
    world, session_id = with_failures()
    world.retry(session_id)
    world.listing_queue.tasks.clear()
    world.sweep()
    world.clock.advance(STILL_AFTER.total_seconds() + 1)
    world.sweep()
    world.drain()

    assert world.live(session_id).state is ScanState.COMPLETE
    assert world.live(session_id).epoch == 2
