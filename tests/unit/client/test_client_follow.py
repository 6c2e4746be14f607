"""What the messages of a scan add up to, case by case."""

from dataclasses import replace

from client.follow import ScanView
from holescan.domain.reasons import Reason
from holescan.protocol.rows import failure_row, folder_row, match_row
from holescan.protocol.server import Complete, FileFailed, MatchFound
from tests.unit.client_messages import complete, match_found, progress, started, sync_state
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
