"""Law 1: what a new outcome does to the recorded one and to the counters."""

from dataclasses import replace

import pytest

from holescan.domain.examination import Examination, FileStatus, NearMiss, NearMissKind
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters
from holescan.domain.settlement import Settlement, settle
from tests.builders import a_file, matched, no_match, not_examined, partly_read


def settled(recorded: Outcome | None, new: Outcome) -> Settlement:
    settlement = settle(recorded, new)
    assert settlement is not None
    return settlement


@pytest.mark.parametrize(
    ("outcome", "counted"),
    [
        (matched(), Counters(1, 1, 0)),
        (no_match(), Counters(1, 0, 0)),
        (not_examined(), Counters(1, 0, 1)),
    ],
)
def test_the_first_outcome_counts_once(outcome: Outcome, counted: Counters) -> None:
    assert settled(None, outcome).counted == counted


@pytest.mark.parametrize("again", [matched(attempt=2), no_match(attempt=2), not_examined(attempt=2)])
def test_a_second_outcome_of_an_epoch_is_dropped(again: Outcome) -> None:
    assert settle(no_match(), again) is None


@pytest.mark.parametrize("provisional", [Reason.LOST, Reason.GAVE_UP, Reason.CANCELLED])
def test_a_real_outcome_replaces_a_provisional_one_without_counting_it_again(provisional: Reason) -> None:
    settlement = settled(not_examined(reason=provisional), matched(attempt=6))

    assert settlement.counted == Counters(0, 1, -1)
    assert settlement.needs_open_epoch


def test_a_provisional_outcome_never_replaces_a_real_one() -> None:
    assert settle(not_examined(reason=Reason.PASSWORD), not_examined(reason=Reason.LOST)) is None


def test_one_provisional_outcome_does_not_replace_another() -> None:
    assert settle(not_examined(reason=Reason.LOST), not_examined(reason=Reason.GAVE_UP)) is None


def test_an_outcome_of_an_older_epoch_is_dropped() -> None:
    assert settle(no_match(epoch=2), matched(epoch=1)) is None


def test_a_retry_counts_the_file_in_its_own_epoch_and_the_difference_in_the_sums() -> None:
    settlement = settled(not_examined(epoch=1), matched(epoch=2))

    assert settlement.counted == Counters(1, 1, -1)


def test_a_retry_without_a_hit_keeps_the_codes_and_says_what_is_unread_now() -> None:
    before = partly_read(a_file(), "HOLE-1")
    settlement = settled(before, no_match(epoch=2))

    assert settlement.outcome.status is FileStatus.MATCH
    assert settlement.outcome.examination.unread == ()
    assert settlement.counted == Counters(1, 0, 0)


def test_a_retry_that_reads_nothing_leaves_the_codes_and_the_unread_parts() -> None:
    before = partly_read(a_file(), "HOLE-1")
    settlement = settled(before, not_examined(epoch=2))

    assert settlement.outcome.examination.unread == before.examination.unread


def test_a_retry_with_other_hits_loses_no_code() -> None:
    settlement = settled(matched(None, "HOLE-1", "HOLE-2"), matched(None, "HOLE-2", "HOLE-3", epoch=2))

    assert {match.code for match in settlement.outcome.examination.matches} == {"HOLE-1", "HOLE-2", "HOLE-3"}


def near_to(outcome: Outcome, *codes: str) -> Outcome:
    near = tuple(NearMiss(code, f"{code}A", NearMissKind.LONGER_CODE, 1, "") for code in codes)
    return replace(outcome, examination=replace(outcome.examination, near=near))


def codes_near(settlement: Settlement) -> list[str]:
    return [miss.code for miss in settlement.outcome.examination.near]


def test_an_attempt_that_reads_a_part_adds_its_near_misses_to_those_known() -> None:
    before = near_to(partly_read(a_file(), "HOLE-1"), "HOLE-2", "HOLE-3")
    now = near_to(not_examined(epoch=2, reason=Reason.TIMED_OUT), "HOLE-4", "HOLE-3")

    assert codes_near(settled(before, now)) == ["HOLE-4", "HOLE-3", "HOLE-2"]


def test_near_misses_outlast_a_provisional_outcome_and_the_one_that_replaces_it() -> None:
    lost = settled(near_to(no_match(), "HOLE-2"), not_examined(epoch=2, reason=Reason.LOST)).outcome
    real = settled(lost, near_to(not_examined(epoch=2, reason=Reason.TIMED_OUT), "HOLE-4"))

    assert codes_near(real) == ["HOLE-4", "HOLE-2"]
    assert real.counted == Counters(0, 0, 0)


def test_a_file_that_was_read_to_its_end_has_the_near_misses_of_that_attempt_alone() -> None:
    before = near_to(not_examined(), "HOLE-2")

    assert codes_near(settled(before, near_to(no_match(epoch=2), "HOLE-4"))) == ["HOLE-4"]
    assert codes_near(settled(before, no_match(epoch=2))) == []


def test_a_code_that_either_attempt_found_has_no_near_miss() -> None:
    before = near_to(partly_read(a_file(), "HOLE-1"), "HOLE-2", "HOLE-3")
    now = near_to(partly_read(a_file(), "HOLE-2", epoch=2), "HOLE-1")

    assert codes_near(settled(before, now)) == ["HOLE-3"]


def test_nothing_read_is_never_no_match() -> None:
    unread = replace(no_match(), examination=Examination.failed(Reason.CRASHED))

    assert unread.status is FileStatus.NOT_EXAMINED
    assert unread.reason is Reason.CRASHED
