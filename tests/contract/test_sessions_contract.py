"""What the use cases may rely on of Sessions as the record of who asked for what and who looks on, said of the fake and of DynamoSessions alike."""

from holescan.domain.ids import OwnerId, SessionId
from holescan.domain.session import Counters, LiveScan, ScanEvent, ScanState, Viewer
from holescan.ports import Watch
from tests.builders import LATER, NOON, SESSION, a_session
from tests.contract.conftest import Store
from tests.contract.scans import A_MINUTE, ALICE, BOB, listed, live, opened, reporting, settled


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


def test_viewers_come_and_go(store: Store) -> None:
    opened(store)
    store.sessions.follow(SESSION, BOB, LATER)
    store.sessions.follow(SESSION, ALICE, LATER)
    store.sessions.follow(SESSION, ALICE, LATER)
    assert live(store).viewers == (Viewer(ALICE), Viewer(BOB))
    store.sessions.unfollow(SESSION, ALICE)
    store.sessions.unfollow(SESSION, ALICE)
    assert live(store).viewers == (Viewer(BOB),)


def test_open_scans_are_those_whose_end_was_not_told_oldest_first(store: Store) -> None:
    reporting(store)
    older = SessionId("00" * 16)
    store.sessions.open(a_session(session_id=older, created_at=NOON - A_MINUTE))
    assert list(store.sessions.open_scans()) == [older, SESSION]
    store.sessions.publish(live(store), lease=1, event=ScanEvent.PUBLISH, now=NOON, report_key="r")
    assert list(store.sessions.open_scans()) == [older, SESSION]
    store.sessions.close(live(store))
    assert list(store.sessions.open_scans()) == [older]


def test_a_scan_that_was_retried_meanwhile_is_not_closed(store: Store) -> None:
    reporting(store)
    store.sessions.publish(live(store), lease=1, event=ScanEvent.PUBLISH, now=NOON, report_key="r")
    ended = live(store)
    store.sessions.begin_retry(ended, planned=1, now=NOON)
    store.sessions.close(ended)
    assert list(store.sessions.open_scans()) == [SESSION]


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


def test_a_session_past_its_time_is_gone_though_its_items_are_still_there(store: Store) -> None:
    opened(store)
    store.clock.advance((LATER - NOON).total_seconds() - 1)
    assert store.sessions.session(SESSION) is not None
    store.clock.advance(1)
    assert store.sessions.session(SESSION) is None
    assert store.sessions.live(SESSION) is None
    assert store.sessions.scans_of(a_session().owner, "", 10).rows == ()
