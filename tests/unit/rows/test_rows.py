"""What a client sees of an outcome."""

from dataclasses import replace

import pytest

from holescan.domain.examination import Examination
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters
from holescan.domain.settlement import Settlement
from holescan.domain.text import Unread
from holescan.protocol.row_models import Sent
from holescan.protocol.rows import Row, cut, failure_row, folder_row, match_row, messages_of, take_rows, wire_bytes
from holescan.protocol.server import FileExamined, FileFailed, MatchFound
from tests.unit.report_samples import (
    SESSION_ID,
    a_file,
    a_folder_failure,
    a_match,
    an_outcome,
    matched,
    no_match,
    not_examined,
)


def test_one_code_is_singular_and_three_are_plural() -> None:
    assert match_row(matched("a.pdf", "HOLE-1")).status == "1 Code"
    assert match_row(matched("a.pdf", "HOLE-1", "HOLE-2", "HOLE-3")).status == "3 Codes"


def test_codes_are_joined_with_the_strong_ones_first() -> None:
    matches = (a_match("7", weak=True), a_match("HOLE-9"), a_match("HOLE-8"))
    row = match_row(an_outcome(a_file(), Examination(matches)))
    assert row.hole_code == "HOLE-9, HOLE-8, 7"
    assert [code.weak for code in row.codes] == [False, False, True]


def test_totals_stay_true_when_rows_hold_only_twenty() -> None:
    matches = tuple(a_match(f"HOLE-{n}") for n in range(500))
    unread = tuple(Unread(f"page {n}", Reason.NEEDS_OCR) for n in range(90))
    row = match_row(an_outcome(a_file(), Examination(matches, unread)))
    assert (len(row.codes), row.codes_total, row.status) == (20, 500, "500 Codes")
    assert (len(row.unread), row.unread_total) == (20, 90)


def test_hole_code_is_cut_at_one_kilobyte() -> None:
    row = match_row(matched("a.pdf", *(f"HOLE-{n:04}" for n in range(500))))
    assert len(row.hole_code.encode()) == 1024


def test_cut_never_breaks_a_character() -> None:
    assert cut("ab€", 4) == "ab"
    assert cut("ab€", 5) == "ab€"


def test_what_json_cannot_say_is_taken_out() -> None:
    assert cut("a\x00b\x1bc\ud800d", 100) == "abc?d"


def test_attempt_and_epoch_are_the_outcomes() -> None:
    row = match_row(replace(matched(), epoch=3, attempt=2))
    assert (row.epoch, row.attempt) == (3, 2)


def test_a_link_too_long_is_left_out_rather_than_halved() -> None:
    assert match_row(an_outcome(a_file(link="https://x/" + "a" * 2000), Examination((a_match(),)))).pdf_link == ""


def test_a_failure_says_what_to_do() -> None:
    row = failure_row(not_examined("locked.pdf", Reason.PASSWORD))
    assert row.reason is Reason.PASSWORD
    assert row.message == Reason.PASSWORD.message


def test_only_a_file_that_was_not_examined_has_a_failure_row() -> None:
    with pytest.raises(ValueError, match="did not fail"):
        failure_row(no_match())


def test_a_folders_row_does_not_send_people_to_a_retry() -> None:
    assert "start a new scan instead" in folder_row(a_folder_failure("Secret"), epoch=1).message


def test_a_folders_path_leads_to_it_as_a_files_does() -> None:
    row = folder_row(a_folder_failure("Secret"), epoch=2)
    assert (row.kind, row.path, row.file_name, row.epoch) == ("folder", "Area 1", "Secret", 2)


def told(outcome: Outcome, *, replacing: Outcome | None = None) -> list[type[Sent]]:
    return [type(message) for message in messages_of(Settlement(outcome, replacing, Counters()), SESSION_ID)]


def test_each_verdict_has_its_message_and_no_match_has_none() -> None:
    assert told(matched()) == [MatchFound]
    assert told(not_examined()) == [FileFailed]
    assert told(no_match()) == []


def test_a_file_that_was_not_examined_and_carries_no_code_after_all_is_told() -> None:
    (message,) = messages_of(
        Settlement(replace(no_match("a.pdf"), epoch=2, attempt=3), not_examined("a.pdf"), Counters()), SESSION_ID
    )
    assert isinstance(message, FileExamined)
    assert (message.epoch, message.data.epoch, message.data.attempt) == (2, 2, 3)
    assert message.data.file_id == not_examined("a.pdf").file.file_id


def test_nothing_is_told_of_a_file_without_codes_that_never_failed() -> None:
    assert told(replace(no_match(), epoch=2), replacing=no_match()) == []


def test_rows_are_taken_until_the_budget_is_full() -> None:
    rows = [match_row(matched(f"{n}.pdf")) for n in range(5)]
    taken = take_rows(rows, budget=2 * wire_bytes(rows[0]) + 2)
    assert (taken.rows, taken.next_start) == (tuple(rows[:2]), 2)


def test_a_row_over_the_budget_is_taken_alone_so_that_paging_goes_on() -> None:
    rows: list[Row] = [match_row(matched("a.pdf")), failure_row(not_examined())]
    assert take_rows(rows, budget=1).rows == (rows[0],)
    assert take_rows(rows, start=1, budget=1).rows == (rows[1],)
    assert take_rows(rows, start=1, budget=1).next_start is None
