"""What the use cases may rely on while a scan is listed (laws 2 and 6), said of the fake and of DynamoSessions alike."""

import pytest

from holescan.domain.ids import SessionId
from holescan.domain.listing import FolderFailure
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters, LiveScan, ScanState
from holescan.ports import PageCount
from tests.builders import LATER, SESSION, a_failed_page, a_file, a_folder, a_page, a_session
from tests.contract.conftest import Store
from tests.contract.scans import listed, live, opened


def test_a_page_is_counted_once(store: Store) -> None:
    scan = opened(store)
    page = a_page(0, a_file("a.pdf"), a_file("b.pdf"))
    assert store.sessions.count_page(scan, page) is PageCount.COUNTED
    assert store.sessions.count_page(scan, page) is PageCount.ALREADY
    assert (live(store).planned, live(store).total_files) == (2, 2)


def test_a_page_counted_before_the_listing_closed_is_already_counted_after(store: Store) -> None:
    listed(store, "a.pdf")
    assert store.sessions.count_page(live(store), a_page(0, a_file("a.pdf"))) is PageCount.ALREADY


def test_a_page_without_files_counts(store: Store) -> None:
    assert store.sessions.count_page(opened(store), a_page(0)) is PageCount.COUNTED
    assert store.sessions.queued_pages(SESSION) == {0: False}


def test_a_closed_listing_takes_no_page(store: Store) -> None:
    scan = listed(store, "a.pdf")
    assert store.sessions.count_page(scan, a_page(1, a_file("b.pdf"))) is PageCount.CLOSED
    assert live(store).planned == 1
    assert store.sessions.queued_pages(SESSION) == {0: False}


def test_a_listing_of_an_older_epoch_takes_no_page(store: Store) -> None:
    scan = opened(store)
    store.force(epoch=2)
    assert store.sessions.count_page(scan, a_page(0, a_file())) is PageCount.CLOSED


@pytest.mark.parametrize("state", list(ScanState))
def test_pages_are_counted_while_listing_or_paused_only(store: Store, state: ScanState) -> None:
    scan = opened(store)
    store.force(state=state)
    counted = store.sessions.count_page(scan, a_page(0, a_file())) is PageCount.COUNTED
    assert counted == (state in {ScanState.LISTING, ScanState.PAUSED})


def test_a_page_of_an_absent_session_is_closed(store: Store) -> None:
    scan = opened(store)
    other = a_session(session_id=SessionId("ff" * 16))
    store.sessions.open(other)
    absent = LiveScan(
        SessionId("00" * 16),
        scan.state,
        1,
        0,
        listed=False,
        listing_complete=True,
        counted=Counters(),
        expires_at=LATER,
    )
    assert store.sessions.count_page(absent, a_page(0)) is PageCount.CLOSED


def test_a_folder_that_fails_leaves_a_row_and_an_incomplete_listing(store: Store) -> None:
    folder = a_folder()
    store.sessions.count_page(opened(store), a_failed_page(0, folder))
    assert list(store.sessions.failures(SESSION)) == [FolderFailure(folder, Reason.FORBIDDEN)]
    assert live(store).folders_failed == 1
    assert not live(store).listing_complete


def test_a_folder_that_fails_on_two_pages_is_one_failed_folder(store: Store) -> None:
    folder = a_folder()
    scan = opened(store)
    incomplete = FolderFailure(folder, Reason.INCOMPLETE_LISTING)
    store.sessions.count_page(scan, a_page(0, a_file("a.pdf"), failure=incomplete))
    assert store.sessions.count_page(scan, a_page(1, a_file("b.pdf"), failure=incomplete)) is PageCount.COUNTED
    assert (live(store).planned, live(store).folders_failed) == (2, 1)
    assert list(store.sessions.failures(SESSION)) == [incomplete]


def test_a_complete_end_does_not_heal_a_failed_folder(store: Store) -> None:
    store.sessions.count_page(opened(store), a_failed_page(0, a_folder()))
    store.sessions.close_listing(SESSION, 1, complete=True)
    assert not live(store).listing_complete


def test_a_folder_failure_outside_any_page_is_recorded_once(store: Store) -> None:
    scan = opened(store)
    failure = FolderFailure(a_folder(), Reason.LOST)
    store.sessions.record_failure(scan, failure)
    store.sessions.record_failure(scan, failure)
    assert list(store.sessions.failures(SESSION)) == [failure]
    assert live(store).folders_failed == 1
    assert not live(store).listing_complete


def test_a_page_is_queued_when_all_its_tasks_are(store: Store) -> None:
    scan = opened(store)
    for number in (0, 1, 10):
        store.sessions.count_page(scan, a_page(number))
    store.sessions.mark_queued(SESSION, 1)
    assert list(store.sessions.queued_pages(SESSION).items()) == [(0, False), (1, True), (10, False)]


def test_a_page_that_was_never_counted_is_not_marked(store: Store) -> None:
    opened(store)
    store.sessions.mark_queued(SESSION, 7)
    assert store.sessions.queued_pages(SESSION) == {}


def test_the_end_of_the_listing_is_set_once(store: Store) -> None:
    scan = listed(store, "a.pdf")
    assert (scan.state, scan.listed, scan.listing_complete) == (ScanState.PROCESSING, True, True)
    assert not store.sessions.close_listing(SESSION, 1, complete=False)
    assert live(store).listing_complete


def test_a_listing_cut_short_is_incomplete(store: Store) -> None:
    opened(store)
    assert store.sessions.close_listing(SESSION, 1, complete=False)
    assert not live(store).listing_complete


def test_a_paused_scan_stays_paused_when_its_listing_closes(store: Store) -> None:
    opened(store)
    store.force(state=ScanState.PAUSED)
    assert store.sessions.close_listing(SESSION, 1, complete=True)
    assert (live(store).state, live(store).listed) == (ScanState.PAUSED, True)


def test_a_paused_scan_whose_listing_closed_takes_no_page(store: Store) -> None:
    scan = opened(store)
    store.force(state=ScanState.PAUSED)
    store.sessions.close_listing(SESSION, 1, complete=True)
    assert store.sessions.count_page(scan, a_page(0, a_file())) is PageCount.CLOSED


def test_the_listing_of_another_epoch_or_of_no_session_does_not_close(store: Store) -> None:
    assert not store.sessions.close_listing(SESSION, 1, complete=True)
    opened(store)
    assert not store.sessions.close_listing(SESSION, 2, complete=True)
    assert not live(store).listed
