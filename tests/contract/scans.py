"""Scans as far as a test needs them, moved there through the ports alone."""

from datetime import timedelta

from holescan.domain.ids import ConnectionId
from holescan.domain.session import LiveScan
from holescan.domain.settlement import settle
from holescan.ports import PageCount
from tests.builders import NOON, SESSION, a_file, a_live, a_page, a_session, no_match
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
    store.outcomes.commit(a_live(), settlements)
    return live(store)


def over(store: Store) -> LiveScan:
    """A scan whose one file was read."""
    listed(store, "a.pdf")
    return settled(store, "a.pdf")


def reporting(store: Store) -> LiveScan:
    """A scan whose report is being written until a minute past noon."""
    assert store.sessions.take_lease(over(store), now=NOON, until=NOON + A_MINUTE) == 1
    return live(store)
