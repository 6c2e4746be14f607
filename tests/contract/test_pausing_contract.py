"""What the use cases may rely on when a scan waits and goes on (law 8), said of the fake and of DynamoSessions alike."""

from dataclasses import replace
from datetime import timedelta

from holescan.domain.pause import Pause, PauseReason
from holescan.domain.reasons import Reason
from holescan.domain.session import LiveScan, ScanState
from holescan.ports import PageCount
from tests.builders import NOON, SESSION, a_file, a_page
from tests.contract.conftest import Store
from tests.contract.scans import A_MINUTE, listed, live, opened, over, reporting, settled

QUOTA_BACK = NOON + timedelta(hours=20, minutes=15)


def wait(live: LiveScan, reason: PauseReason = PauseReason.AUTH_EXPIRED, after: timedelta = timedelta()) -> Pause:
    return Pause.begin(reason, NOON + after, live.mark)


def paused(store: Store, scan: LiveScan) -> LiveScan:
    assert store.sessions.pause(scan, wait(scan))
    return live(store)


def test_a_scan_that_lists_and_one_that_processes_can_wait(store: Store) -> None:
    scan = paused(store, opened(store))
    assert (scan.state, scan.pause) == (ScanState.PAUSED, wait(scan))
    assert store.sessions.resume(scan, token_generation=2)
    store.sessions.close_listing(SESSION, 1, complete=True)
    assert paused(store, live(store)).state is ScanState.PAUSED


def test_a_quota_says_until_when(store: Store) -> None:
    scan = opened(store)
    store.sessions.pause(scan, wait(scan, PauseReason.QUOTA))
    pause = live(store).pause
    assert pause is not None
    assert (pause.reason, pause.until) == (PauseReason.QUOTA, QUOTA_BACK)


def test_one_of_many_that_are_refused_pauses_the_scan(store: Store) -> None:
    scan = opened(store)
    assert store.sessions.pause(scan, wait(scan))
    assert not store.sessions.pause(scan, wait(scan))


def test_a_token_that_was_renewed_meanwhile_pauses_nothing(store: Store) -> None:
    before = opened(store)
    assert store.sessions.resume(before, token_generation=2)
    assert not store.sessions.pause(before, wait(before))
    assert live(store).state is ScanState.LISTING


def test_an_earlier_epoch_pauses_nothing(store: Store) -> None:
    scan = listed(store, "a.pdf")
    assert not store.sessions.pause(replace(scan, epoch=0), wait(scan))


def test_a_scan_that_is_cancelled_or_reports_does_not_wait(store: Store) -> None:
    scan = over(store)
    store.sessions.ask_cancel(scan)
    assert not store.sessions.pause(live(store), wait(scan))
    assert store.sessions.take_lease(live(store), now=NOON, until=NOON + A_MINUTE) == 1
    assert not store.sessions.pause(live(store), wait(scan))


def test_a_scan_goes_on_where_it_was_with_the_new_token(store: Store) -> None:
    scan = paused(store, opened(store))
    assert store.sessions.resume(scan, token_generation=2)
    assert (live(store).state, live(store).token_generation) == (ScanState.LISTING, 2)


def test_a_listing_that_ended_while_the_scan_waited_leads_on_to_processing(store: Store) -> None:
    waiting = paused(store, opened(store))
    assert store.sessions.count_page(waiting, a_page(0, a_file("a.pdf"))) is PageCount.COUNTED
    assert store.sessions.close_listing(SESSION, 1, complete=True)
    assert live(store).state is ScanState.PAUSED
    assert not store.sessions.resume(waiting, token_generation=2)
    assert store.sessions.resume(live(store), token_generation=2)
    assert live(store).state is ScanState.PROCESSING


def test_of_two_tokens_at_once_one_is_taken(store: Store) -> None:
    scan = paused(store, listed(store, "a.pdf"))
    assert store.sessions.resume(scan, token_generation=2)
    assert not store.sessions.resume(scan, token_generation=2)


def test_a_scan_that_works_takes_a_token_and_stays_as_it_is(store: Store) -> None:
    assert store.sessions.resume(listed(store, "a.pdf"), token_generation=2)
    assert (live(store).state, live(store).token_generation) == (ScanState.PROCESSING, 2)


def test_a_scan_that_reads_no_more_takes_no_token(store: Store) -> None:
    assert not store.sessions.resume(reporting(store), token_generation=2)
    assert live(store).token_generation == 1


def test_a_wait_that_got_nowhere_goes_on_from_where_it_began(store: Store) -> None:
    scan = paused(store, listed(store, "a.pdf", "b.pdf"))
    store.sessions.resume(scan, token_generation=1)
    store.sessions.pause(live(store), wait(live(store), after=A_MINUTE))
    same = live(store)
    store.sessions.resume(same, token_generation=1)
    moved = settled(store, "a.pdf")
    store.sessions.pause(moved, wait(moved, after=A_MINUTE))

    assert same.pause is not None
    assert same.pause.since == NOON
    assert live(store).pause == wait(moved, after=A_MINUTE)


def test_a_wait_in_vain_is_a_cancel_that_says_why(store: Store) -> None:
    scan = paused(store, opened(store))
    assert store.sessions.ask_cancel(scan, Reason.AUTH_EXPIRED)
    assert (live(store).state, live(store).cancel_reason) == (ScanState.CANCELLING, Reason.AUTH_EXPIRED)
    assert store.sessions.ask_cancel(live(store))
    assert live(store).cancel_reason is Reason.AUTH_EXPIRED


def test_a_retry_begins_without_the_wait_and_the_cancel_of_the_epoch_before(store: Store) -> None:
    scan = paused(store, over(store))
    store.sessions.ask_cancel(scan, Reason.AUTH_EXPIRED)
    store.force(state=ScanState.CANCELLED)
    assert store.sessions.begin_retry(live(store), planned=1, now=NOON)
    assert (live(store).cancel_reason, live(store).pause) == (Reason.CANCELLED, None)


def test_a_wait_is_a_movement(store: Store) -> None:
    scan = listed(store, "a.pdf")
    store.sessions.watch(scan, now=NOON)
    store.sessions.resume(paused(store, scan), token_generation=1)
    assert store.sessions.watch(live(store), now=NOON + A_MINUTE).moved_at == NOON + A_MINUTE
