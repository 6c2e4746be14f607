"""What the use cases may rely on of Sessions, said of the fake and of DynamoSessions alike."""

from datetime import timedelta

import pytest

from holescan.domain.ids import ConnectionId, OwnerId, SessionId
from holescan.domain.listing import FolderFailure
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters, LiveScan, ReportTotals, ScanEvent, ScanState, Viewer
from holescan.domain.settlement import settle
from holescan.ports import PageCount, Watch
from tests.builders import LATER, NOON, SESSION, a_failed_page, a_file, a_folder, a_page, a_session, no_match
from tests.contract.conftest import Store

A_SECOND = timedelta(seconds=1)
A_MINUTE = timedelta(minutes=1)
ALICE = ConnectionId("alice=")
BOB = ConnectionId("bob=")


def live(store: Store) -> LiveScan:
    scan = store.sessions.live(SESSION)
    assert scan is not None
    return scan


def opened(store: Store) -> LiveScan:
    assert store.sessions.open(a_session())
    return live(store)


def listed(store: Store, *names: str) -> LiveScan:
    """A scan whose listing found these files."""
    assert store.sessions.count_page(opened(store), a_page(0, *map(a_file, names))) is PageCount.COUNTED
    assert store.sessions.close_listing(SESSION, 1, complete=True)
    return live(store)


def settled(store: Store, *names: str) -> LiveScan:
    """The scan after these files were read."""
    settlements = [settlement for name in names if (settlement := settle(None, no_match(a_file(name))))]
    store.outcomes.commit(SESSION, settlements, LATER)
    return live(store)


def over(store: Store) -> LiveScan:
    """A scan whose one file was read."""
    listed(store, "a.pdf")
    return settled(store, "a.pdf")


def reporting(store: Store) -> LiveScan:
    """A scan whose report is being written until a minute past noon."""
    assert store.sessions.take_lease(over(store), now=NOON, until=NOON + A_MINUTE) == 1
    return live(store)


def test_a_scan_begins_listing_in_epoch_1_with_nothing_counted(store: Store) -> None:
    assert opened(store) == LiveScan(
        session_id=SESSION,
        state=ScanState.LISTING,
        epoch=1,
        planned=0,
        listed=False,
        listing_complete=True,
        counted=Counters(),
        expires_at=LATER,
        moved_at=NOON,
    )


def test_what_was_asked_for_is_kept_to_the_letter(store: Store) -> None:
    session = a_session(options={"mode": "exact", "types": [], "nested": {"ratio": 0.5, "none": None}})
    store.sessions.open(session)
    assert store.sessions.session(SESSION) == session


def test_a_session_opens_once(store: Store) -> None:
    listed(store, "a.pdf")
    assert not store.sessions.open(a_session(folder_name="Another"))
    assert live(store).planned == 1
    kept = store.sessions.session(SESSION)
    assert kept is not None
    assert kept.folder_name == "Drawings"


def test_an_unknown_session_is_none(store: Store) -> None:
    assert store.sessions.session(SESSION) is None
    assert store.sessions.live(SESSION) is None


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


def test_viewers_come_and_go(store: Store) -> None:
    opened(store)
    store.sessions.follow(SESSION, BOB, LATER)
    store.sessions.follow(SESSION, ALICE, LATER)
    store.sessions.follow(SESSION, ALICE, LATER)
    assert live(store).viewers == (Viewer(ALICE), Viewer(BOB))
    store.sessions.unfollow(SESSION, ALICE)
    store.sessions.unfollow(SESSION, ALICE)
    assert live(store).viewers == (Viewer(BOB),)


def test_open_scans_are_those_that_have_not_ended_oldest_first(store: Store) -> None:
    reporting(store)
    older = SessionId("00" * 16)
    store.sessions.open(a_session(session_id=older, created_at=NOON - A_MINUTE))
    assert list(store.sessions.open_scans()) == [older, SESSION]
    store.sessions.publish(live(store), lease=1, event=ScanEvent.PUBLISH, now=NOON, report_key="r")
    assert list(store.sessions.open_scans()) == [older]


def test_an_owner_pages_through_own_scans_newest_first(store: Store) -> None:
    mine = OwnerId("aa" * 32)
    for minute in range(5):
        session_id = SessionId(f"{minute:032x}")
        store.sessions.open(a_session(session_id=session_id, owner=mine, created_at=NOON + minute * A_MINUTE))
    store.sessions.open(a_session())
    seen, cursor = [], ""
    while True:
        page = store.sessions.scans_of(mine, cursor, 2)
        seen.append([int(session.session_id, 16) for session in page.rows])
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == [[4, 3], [2, 1], [0]]


def test_a_page_that_ends_with_the_last_scan_has_no_cursor(store: Store) -> None:
    store.sessions.open(a_session())
    assert store.sessions.scans_of(a_session().owner, "", 1).next_cursor == ""


def test_a_scan_moves_when_its_counters_or_state_do(store: Store) -> None:
    scan = listed(store, "a.pdf")
    assert store.sessions.watch(scan, now=NOON) == Watch(NOON, redriven=False)
    assert store.sessions.watch(scan, now=NOON + A_MINUTE) == Watch(NOON, redriven=False)
    moved = settled(store, "a.pdf")
    assert store.sessions.watch(moved, now=NOON + 2 * A_MINUTE).moved_at == NOON + 2 * A_MINUTE
    assert live(store).moved_at == NOON + 2 * A_MINUTE


def test_an_epoch_is_redriven_once(store: Store) -> None:
    scan = listed(store, "a.pdf")
    assert store.sessions.claim_redrive(scan)
    assert not store.sessions.claim_redrive(scan)
    assert store.sessions.watch(scan, now=NOON) == Watch(NOON, redriven=True)
    store.force(epoch=2)
    assert not store.sessions.watch(live(store), now=NOON).redriven
    assert store.sessions.claim_redrive(live(store))
