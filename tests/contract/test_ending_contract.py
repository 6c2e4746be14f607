"""What the use cases may rely on from progress to the end of a scan (laws 4, 9 and 10), said of the fake and of DynamoSessions alike."""

from holescan.domain.session import ReportTotals, ScanEvent, ScanState
from tests.builders import NOON, SESSION, a_file, a_page
from tests.contract.conftest import Store
from tests.contract.scans import A_MINUTE, A_SECOND, listed, live, opened, over, reporting, settled


def test_a_cancel_cuts_the_listing_short(store: Store) -> None:
    assert store.sessions.ask_cancel(opened(store))
    scan = live(store)
    assert (scan.state, scan.cancel_asked) == (ScanState.CANCELLING, True)
    assert (scan.listed, scan.listing_complete) == (True, False)


def test_a_cancel_after_the_listing_leaves_it_complete(store: Store) -> None:
    assert store.sessions.ask_cancel(listed(store, "a.pdf"))
    assert live(store).listing_complete


def test_a_second_cancel_is_harmless(store: Store) -> None:
    store.sessions.ask_cancel(listed(store, "a.pdf"))
    assert store.sessions.ask_cancel(live(store))
    assert live(store).state is ScanState.CANCELLING


def test_a_cancel_of_a_scan_that_moved_since_it_was_read_is_refused(store: Store) -> None:
    scan = opened(store)
    store.sessions.close_listing(SESSION, 1, complete=True)
    assert not store.sessions.ask_cancel(scan)
    assert live(store).state is ScanState.PROCESSING


def test_a_scan_that_reports_or_has_ended_takes_no_cancel(store: Store) -> None:
    scan = reporting(store)
    assert not store.sessions.ask_cancel(scan)
    store.sessions.publish(scan, lease=1, event=ScanEvent.PUBLISH, now=NOON, report_key="k")
    assert not store.sessions.ask_cancel(live(store))


def test_one_report_writer_takes_the_lease(store: Store) -> None:
    scan = over(store)
    assert store.sessions.take_lease(scan, now=NOON, until=NOON + A_MINUTE) == 1
    assert store.sessions.take_lease(scan, now=NOON, until=NOON + A_MINUTE) is None
    taken = live(store)
    assert (taken.state, taken.lease, taken.lease_until) == (ScanState.REPORTING, 1, NOON + A_MINUTE)


def test_a_cancelled_scan_that_is_drained_is_reported(store: Store) -> None:
    store.sessions.ask_cancel(listed(store, "a.pdf"))
    assert store.sessions.take_lease(settled(store, "a.pdf"), now=NOON, until=NOON + A_MINUTE) == 1


def test_an_empty_scan_is_reported(store: Store) -> None:
    assert store.sessions.take_lease(listed(store), now=NOON, until=NOON + A_MINUTE) == 1


def test_no_report_is_written_while_a_file_is_missing(store: Store) -> None:
    listed(store, "a.pdf", "b.pdf")
    assert store.sessions.take_lease(settled(store, "a.pdf"), now=NOON, until=NOON + A_MINUTE) is None


def test_no_report_is_written_when_the_plan_has_grown_since_it_was_read(store: Store) -> None:
    scan = over(store)
    store.force(planned=2)
    assert store.sessions.take_lease(scan, now=NOON, until=NOON + A_MINUTE) is None


def test_a_lease_that_has_not_lapsed_is_not_taken_over(store: Store) -> None:
    scan = reporting(store)
    assert store.sessions.take_lease(scan, now=NOON + A_MINUTE, until=NOON + 2 * A_MINUTE) is None


def test_a_lapsed_lease_is_taken_over_by_one(store: Store) -> None:
    scan = reporting(store)
    late = NOON + A_MINUTE + A_SECOND
    assert store.sessions.take_lease(scan, now=late, until=late + A_MINUTE) == 2
    assert store.sessions.take_lease(scan, now=late, until=late + A_MINUTE) is None
    assert live(store).lease_until == late + A_MINUTE


def test_a_writer_that_read_long_ago_does_not_take_a_lease_that_others_held_since(store: Store) -> None:
    long_ago = reporting(store)
    first, second = NOON + 2 * A_MINUTE, NOON + 4 * A_MINUTE
    assert store.sessions.take_lease(long_ago, now=first, until=first + A_MINUTE) == 2
    assert store.sessions.take_lease(long_ago, now=second, until=second + A_MINUTE) is None


def test_a_third_lease_is_the_last(store: Store) -> None:
    reporting(store)
    for minutes, lease in ((2, 2), (4, 3), (6, None)):
        now = NOON + minutes * A_MINUTE
        assert store.sessions.take_lease(live(store), now=now, until=now + A_MINUTE) == lease
    assert store.sessions.publish(live(store), lease=3, event=ScanEvent.GIVE_UP, now=NOON)
    assert live(store).state is ScanState.FAILED


def test_a_published_report_ends_the_scan(store: Store) -> None:
    scan = reporting(store)
    totals = ReportTotals(listed=1, no_match=1)
    done = NOON + A_SECOND
    assert store.sessions.publish(scan, lease=1, event=ScanEvent.PUBLISH, now=done, report_key="r/1", totals=totals)
    ended = live(store)
    assert (ended.state, ended.ended_at, ended.report_key) == (ScanState.COMPLETE, done, "r/1")
    assert (ended.totals, ended.lease, ended.lease_until) == (totals, 1, None)
    assert not store.sessions.publish(scan, lease=1, event=ScanEvent.PUBLISH, now=done, report_key="r/2")
    assert live(store).report_key == "r/1"


def test_a_cancelled_scan_ends_cancelled(store: Store) -> None:
    scan = reporting(store)
    assert store.sessions.publish(scan, lease=1, event=ScanEvent.PUBLISH_CANCELLED, now=NOON, report_key="r")
    assert live(store).state is ScanState.CANCELLED


def test_a_report_writer_that_lost_its_lease_publishes_nothing(store: Store) -> None:
    scan = reporting(store)
    late = NOON + 2 * A_MINUTE
    store.sessions.take_lease(scan, now=late, until=late + A_MINUTE)
    assert not store.sessions.publish(scan, lease=1, event=ScanEvent.PUBLISH, now=late, report_key="old")
    assert store.sessions.publish(scan, lease=2, event=ScanEvent.PUBLISH, now=late, report_key="new")
    assert live(store).report_key == "new"


def test_a_report_of_an_older_epoch_is_not_published(store: Store) -> None:
    scan = reporting(store)
    store.force(epoch=2)
    assert not store.sessions.publish(scan, lease=1, event=ScanEvent.PUBLISH, now=NOON, report_key="old")


def test_each_permille_elects_one_sender(store: Store) -> None:
    listed(store, "a.pdf", "b.pdf")
    half = settled(store, "a.pdf")
    assert store.sessions.elect_progress(half, now=NOON)
    assert not store.sessions.elect_progress(half, now=NOON + A_MINUTE)
    whole = settled(store, "b.pdf")
    assert store.sessions.elect_progress(whole, now=NOON)
    assert not store.sessions.elect_progress(half, now=NOON)


def test_nought_percent_is_said_once_after_the_listing(store: Store) -> None:
    scan = opened(store)
    store.sessions.elect_progress(scan, now=NOON)
    store.sessions.count_page(scan, a_page(0, a_file()))
    store.sessions.close_listing(SESSION, 1, complete=True)
    assert store.sessions.elect_progress(live(store), now=NOON)
    assert not store.sessions.elect_progress(live(store), now=NOON)


def test_while_listing_one_sender_a_second_is_elected(store: Store) -> None:
    scan = opened(store)
    assert store.sessions.elect_progress(scan, now=NOON)
    assert not store.sessions.elect_progress(scan, now=NOON + A_SECOND / 2)
    assert store.sessions.elect_progress(scan, now=NOON + A_SECOND)


def test_who_still_believes_in_the_listing_is_not_elected_after_it(store: Store) -> None:
    scan = opened(store)
    store.sessions.close_listing(SESSION, 1, complete=True)
    store.sessions.elect_progress(live(store), now=NOON)
    assert not store.sessions.elect_progress(scan, now=NOON + A_MINUTE)


def test_a_new_epoch_elects_again(store: Store) -> None:
    done = over(store)
    store.sessions.elect_progress(done, now=NOON)
    store.force(epoch=2, planned=1)
    assert store.sessions.elect_progress(live(store), now=NOON)
    assert not store.sessions.elect_progress(done, now=NOON)


def test_a_lease_that_is_given_back_is_taken_at_once_and_counts_as_no_death(store: Store) -> None:
    store.sessions.release_lease(reporting(store), lease=1, now=NOON)
    given_back = live(store)
    assert (given_back.lease_until, given_back.released) == (NOON, 1)
    assert store.sessions.take_lease(given_back, now=NOON + A_SECOND, until=NOON + A_MINUTE) == 2


def test_only_the_writer_who_holds_the_lease_gives_it_back(store: Store) -> None:
    scan = reporting(store)
    store.sessions.release_lease(scan, lease=2, now=NOON)
    assert live(store) == scan


def test_nothing_is_given_back_after_the_end(store: Store) -> None:
    scan = reporting(store)
    store.sessions.publish(scan, lease=1, event=ScanEvent.PUBLISH, now=NOON, report_key="k")
    ended = live(store)
    store.sessions.release_lease(scan, lease=1, now=NOON)
    assert live(store) == ended


def test_a_retry_begins_with_no_lease_given_back(store: Store) -> None:
    store.sessions.release_lease(reporting(store), lease=1, now=NOON)
    lease = store.sessions.take_lease(live(store), now=NOON + A_SECOND, until=NOON + A_MINUTE)
    assert lease == 2
    store.sessions.publish(live(store), lease=lease, event=ScanEvent.PUBLISH, now=NOON, report_key="k")
    assert store.sessions.begin_retry(live(store), planned=1, now=NOON)
    assert (live(store).lease, live(store).released) == (0, 0)
