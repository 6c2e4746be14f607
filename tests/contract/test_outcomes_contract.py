"""What the use cases may rely on of Outcomes, said of the fake and of DynamoOutcomes alike."""

from dataclasses import replace

import pytest

from holescan.domain.errors import StoreConflict
from holescan.domain.examination import Examination
from holescan.domain.ids import FileId
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters, ScanState
from holescan.domain.settlement import Settlement, settle
from holescan.domain.text import Unread
from tests.builders import SESSION, a_file, a_live, a_match, a_session, matched, no_match, not_examined, partly_read
from tests.contract.conftest import Store

LOST = not_examined(reason=Reason.LOST)


@pytest.fixture(autouse=True)
def scan(store: Store) -> None:
    store.sessions.open(a_session())


def to_settle(recorded: Outcome | None, new: Outcome) -> Settlement:
    settlement = settle(recorded, new)
    assert settlement is not None
    return settlement


def commit(store: Store, *outcomes: Outcome, over: Outcome | None = None) -> None:
    store.outcomes.commit(a_live(), [to_settle(over, outcome) for outcome in outcomes])


def recorded(store: Store) -> dict[FileId, Outcome]:
    return {outcome.file.file_id: outcome for outcome in store.outcomes.all(SESSION)}


def counters(store: Store) -> Counters:
    live = store.sessions.live(SESSION)
    assert live is not None
    return live.counted


def test_what_was_committed_is_read_back_whole(store: Store) -> None:
    outcomes = [
        matched(a_file("m.pdf"), "HOLE-1", "HOLE-2", attempt=3),
        no_match(a_file("n.pdf", size_bytes=None, md5="ab" * 16)),
        not_examined(a_file("x.pdf"), Reason.CORRUPT),
        partly_read(a_file("p.pdf"), "HOLE-3"),
        Outcome(a_file("s.xlsx"), 1, 1, Examination((a_match(page=None, pages=(), place="Sheet1!B7"),), pages=1)),
    ]
    commit(store, *outcomes)
    expected = {outcome.file.file_id: outcome for outcome in outcomes}
    assert recorded(store) == expected
    assert store.outcomes.read(SESSION, expected) == expected


def test_a_file_without_an_outcome_is_missing_from_the_answer(store: Store) -> None:
    commit(store, no_match(a_file("a.pdf")))
    assert set(store.outcomes.read(SESSION, [FileId("a-pdf"), FileId("b-pdf")])) == {"a-pdf"}
    assert store.outcomes.read(SESSION, []) == {}


def test_a_file_asked_for_twice_is_read_once(store: Store) -> None:
    commit(store, no_match(a_file("a.pdf")))
    assert len(store.outcomes.read(SESSION, [FileId("a-pdf"), FileId("a-pdf")])) == 1


def test_more_files_than_one_read_takes_are_all_read(store: Store) -> None:
    files = [a_file(f"{number:03}.pdf") for number in range(120)]
    for start in range(0, 120, 20):
        commit(store, *map(no_match, files[start : start + 20]))
    assert len(store.outcomes.read(SESSION, [file.file_id for file in files])) == 120


def test_a_commit_counts_each_file_by_its_verdict(store: Store) -> None:
    commit(store, matched(a_file("m.pdf")), no_match(a_file("n.pdf")), not_examined(a_file("x.pdf")))
    assert counters(store) == Counters(processed=3, matched=1, failed=1)


def test_an_empty_commit_writes_nothing(store: Store) -> None:
    store.outcomes.commit(a_live(), [])
    assert counters(store) == Counters()


def test_a_commit_that_comes_second_writes_nothing_at_all(store: Store) -> None:
    commit(store, matched(a_file("a.pdf")))
    with pytest.raises(StoreConflict):
        commit(store, matched(a_file("a.pdf")), matched(a_file("b.pdf")))
    assert set(recorded(store)) == {"a-pdf"}
    assert counters(store) == Counters(processed=1, matched=1)


@pytest.mark.parametrize(
    "read",
    [
        replace(LOST, epoch=2),
        replace(LOST, attempt=2),
        replace(LOST, examination=Examination()),
    ],
    ids=["epoch", "attempt", "status"],
)
def test_an_outcome_is_replaced_only_as_it_was_read(store: Store, read: Outcome) -> None:
    commit(store, LOST)
    late = Settlement(matched(), replaces=read, counted=Counters())
    with pytest.raises(StoreConflict):
        store.outcomes.commit(a_live(), [late])
    assert recorded(store) == {LOST.file.file_id: LOST}


def test_an_outcome_that_is_gone_is_not_replaced(store: Store) -> None:
    with pytest.raises(StoreConflict):
        store.outcomes.commit(a_live(), [to_settle(LOST, matched())])
    assert recorded(store) == {}


def test_a_real_outcome_replaces_a_provisional_one_and_moves_the_counters(store: Store) -> None:
    commit(store, LOST)
    commit(store, matched(), over=LOST)
    assert recorded(store) == {LOST.file.file_id: matched()}
    assert counters(store) == Counters(processed=1, matched=1, failed=0)


@pytest.mark.parametrize("state", list(ScanState))
def test_a_provisional_outcome_is_replaced_until_the_epoch_reports(store: Store, state: ScanState) -> None:
    commit(store, LOST)
    store.force(state=state)
    settlement = [to_settle(LOST, matched())]
    if state in {ScanState.REPORTING, ScanState.COMPLETE, ScanState.CANCELLED, ScanState.FAILED}:
        with pytest.raises(StoreConflict):
            store.outcomes.commit(a_live(), settlement)
        assert counters(store) == Counters(processed=1, failed=1)
    else:
        store.outcomes.commit(a_live(), settlement)
        assert counters(store) == Counters(processed=1, matched=1)


def test_a_provisional_outcome_of_an_older_epoch_is_not_replaced_within_it(store: Store) -> None:
    commit(store, LOST)
    store.force(epoch=2)
    with pytest.raises(StoreConflict):
        commit(store, matched(), over=LOST)


def test_a_first_outcome_is_recorded_whatever_the_state(store: Store) -> None:
    store.force(state=ScanState.REPORTING)
    commit(store, no_match())
    assert counters(store).processed == 1


def test_a_retry_counts_anew_and_its_sums_are_of_the_scan(store: Store) -> None:
    failed = not_examined(a_file("x.pdf"))
    commit(store, failed, matched(a_file("m.pdf")))
    store.force(epoch=2)
    assert counters(store) == Counters(processed=0, matched=1, failed=1)
    commit(store, matched(a_file("x.pdf"), epoch=2), over=failed)
    assert counters(store) == Counters(processed=1, matched=2, failed=0)


@pytest.mark.parametrize("codes", [20, 21, 5000])
def test_an_outcome_of_any_size_comes_back_complete(store: Store, codes: int) -> None:
    outcome = matched(a_file("big.pdf"), *(f"HOLE-{number}" for number in range(codes)))
    commit(store, outcome, no_match(a_file("small.pdf")))
    assert recorded(store)[outcome.file.file_id] == outcome
    assert store.outcomes.read(SESSION, [outcome.file.file_id]) == {outcome.file.file_id: outcome}
    assert store.outcomes.page(SESSION, "", 1).rows == (outcome,)


def test_a_long_list_of_unread_pages_comes_back_complete(store: Store) -> None:
    unread = tuple(Unread(f"page {number}", Reason.NEEDS_OCR) for number in range(1, 400))
    outcome = Outcome(a_file(), 1, 1, Examination(unread=unread, pages=400))
    commit(store, outcome)
    assert recorded(store) == {outcome.file.file_id: outcome}


def test_a_small_outcome_takes_the_place_of_a_large_one(store: Store) -> None:
    large = not_examined(reason=Reason.LOST)
    large = replace(large, examination=replace(large.examination, unread=large.examination.unread * 50))
    commit(store, large)
    commit(store, no_match(), over=large)
    assert recorded(store) == {large.file.file_id: no_match()}


def test_outcomes_are_paged_in_the_order_of_their_ids(store: Store) -> None:
    commit(store, *(matched(a_file(name)) for name in ("c", "a", "e", "B", "d")))
    seen, cursor = [], ""
    while True:
        page = store.outcomes.page(SESSION, cursor, 2)
        seen.append("".join(outcome.file.file_id for outcome in page.rows))
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == ["Ba", "cd", "e"]


def test_a_page_that_ends_with_the_last_outcome_has_no_cursor(store: Store) -> None:
    commit(store, matched(a_file("a")), matched(a_file("b")))
    assert store.outcomes.page(SESSION, "", 2).next_cursor == ""
    assert store.outcomes.page(SESSION, "a", 1).next_cursor == ""


def test_a_cursor_goes_on_after_an_id_that_is_no_more(store: Store) -> None:
    commit(store, matched(a_file("a")), matched(a_file("c")))
    assert [outcome.file.name for outcome in store.outcomes.page(SESSION, "b", 5).rows] == ["c"]


def test_no_match_is_on_no_page(store: Store) -> None:
    commit(store, no_match(a_file("a")), matched(a_file("b")), no_match(a_file("c")), not_examined(a_file("d")))
    assert [outcome.file.name for outcome in store.outcomes.page(SESSION, "", 9).rows] == ["b", "d"]


def test_what_tells_a_viewer_something_is_all_but_no_match(store: Store) -> None:
    commit(store, matched(a_file("a.pdf")), no_match(a_file("b.pdf")), not_examined(a_file("c.pdf")))
    telling = sorted(outcome.file.name for outcome in store.outcomes.telling(SESSION))
    assert telling == ["a.pdf", "c.pdf"]
