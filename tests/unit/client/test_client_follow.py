"""What the messages of a scan add up to, case by case."""

from dataclasses import replace

from client.follow import Pass, ScanView
from holescan.domain.reasons import Reason
from holescan.protocol.rows import failure_row, folder_row, match_row
from holescan.protocol.server import Complete, FileFailed, MatchFound, ServerMessage
from tests.unit.client_messages import (
    complete,
    file_examined,
    file_failed,
    match_found,
    progress,
    started,
    sync_state,
)
from tests.unit.report_samples import SESSION_ID, a_folder_failure, matched, not_examined


def test_a_row_told_twice_is_new_once() -> None:
    view = ScanView()
    assert len(view.take(match_found("a.pdf"))) == 1
    assert view.take(match_found("a.pdf")) == ()


def test_a_real_outcome_replaces_a_provisional_one_and_not_the_other_way_round() -> None:
    lost = FileFailed(session_id=SESSION_ID, epoch=1, data=failure_row(not_examined("a.pdf", Reason.LOST)))
    view = ScanView()
    view.take(lost)
    view.take(match_found("a.pdf"))
    view.take(lost)
    assert (view.matches, view.failures) == (1, 0)


def test_a_later_epoch_wins() -> None:
    late = MatchFound(session_id=SESSION_ID, epoch=2, data=match_row(replace(matched("a.pdf", "HOLE-9"), epoch=2)))
    view = ScanView()
    view.take(late)
    view.take(match_found("a.pdf"))
    assert [row.epoch for row in view.rows.values()] == [2]


def test_messages_of_another_scan_are_ignored() -> None:
    view = ScanView("another")
    view.take(match_found("a.pdf"))
    view.take(complete())
    assert (view.matches, view.is_over) == (0, False)


def test_the_end_of_an_earlier_epoch_is_not_the_end() -> None:
    view = ScanView()
    view.take(complete())
    view.take(started(epoch=2))
    assert not view.is_over
    view.take(complete(epoch=2))
    assert view.is_over


def test_a_retry_does_not_take_the_first_epochs_end_for_its_own() -> None:
    view = ScanView(SESSION_ID, min_epoch=2)
    view.take(complete(epoch=1))
    assert not view.is_over


def test_fewer_rows_than_counted_means_something_is_missing() -> None:
    view = ScanView()
    view.take(progress(2, 9, matched=2))
    view.take(match_found("a.pdf"))
    assert view.lacks_rows
    view.take(sync_state(match_row(matched("b.pdf")), matched=2))
    assert not view.lacks_rows


def test_at_the_end_the_counts_of_complete_decide_what_is_missing() -> None:
    view = ScanView()
    view.take(match_found("a.pdf"))
    view.take(complete(matches=2))
    assert view.lacks_rows


def test_a_folder_is_not_counted_as_a_file() -> None:
    view = ScanView()
    view.take(FileFailed(session_id=SESSION_ID, epoch=1, data=folder_row(a_folder_failure(), 1)))
    assert (len(view.rows), view.failures) == (1, 0)


def test_progress_never_goes_back() -> None:
    view = ScanView()
    view.take(progress(5, 9))
    view.take(progress(3, 9))
    assert view.standing.processed == 5


def test_the_ending_is_the_message_that_ended_it() -> None:
    view = ScanView()
    view.take(complete(matches=0))
    assert isinstance(view.ending, Complete)


def lost(name: str) -> FileFailed:
    return FileFailed(session_id=SESSION_ID, epoch=1, data=failure_row(not_examined(name, Reason.LOST)))


def names(view: ScanView) -> list[str]:
    return [row.file_name for row in view.rows.values()]


def test_a_file_that_is_examined_after_all_loses_its_row() -> None:
    view = ScanView()
    view.take(file_failed("a.pdf"))
    view.take(file_examined("a.pdf"))
    assert (view.rows, view.failures) == ({}, 0)


def test_an_older_word_on_a_file_that_was_examined_comes_too_late() -> None:
    view = ScanView()
    view.take(file_examined("a.pdf"))
    assert view.take(file_failed("a.pdf")) == ()


def test_a_file_that_fails_in_a_later_epoch_has_a_row_again() -> None:
    view = ScanView()
    view.take(file_examined("a.pdf"))
    again = failure_row(replace(not_examined("a.pdf"), epoch=3))
    assert view.take(FileFailed(session_id=SESSION_ID, epoch=3, data=again)) == (again,)


def passed(view: ScanView, *pages: ServerMessage) -> None:
    sync = Pass()
    for message in pages:
        sync.take(message)
        view.take(message)
    view.conclude(sync)


def test_what_a_pass_of_a_later_epoch_does_not_show_is_gone() -> None:
    view = ScanView()
    view.take(file_failed("a.pdf"))
    view.take(file_failed("b.pdf"))
    passed(view, sync_state(epoch=2, next_cursor="c"), sync_state(file_failed("b.pdf").data, epoch=2))
    assert names(view) == ["b.pdf"]


def test_a_pass_over_the_same_epoch_takes_provisional_rows_alone() -> None:
    view = ScanView()
    view.take(file_failed("a.pdf"))
    view.take(lost("b.pdf"))
    passed(view, sync_state())
    assert names(view) == ["a.pdf"]


def test_what_arrives_during_a_pass_stays() -> None:
    view = ScanView()
    passed(view, sync_state(epoch=2, next_cursor="c"), file_failed("a.pdf"), sync_state(epoch=2))
    assert names(view) == ["a.pdf"]


def test_a_match_outlives_every_pass() -> None:
    view = ScanView()
    view.take(match_found("a.pdf"))
    passed(view, sync_state(epoch=2))
    assert names(view) == ["a.pdf"]


def test_rows_too_many_at_the_end_are_noticed() -> None:
    view = ScanView()
    view.take(file_failed("a.pdf"))
    view.take(complete(failed=0))
    assert view.lacks_rows
