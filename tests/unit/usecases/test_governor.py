"""The quota governor: what it lets through, in which order, and at what cost in writes."""

from bisect import bisect_left
from datetime import datetime, timedelta

import pytest

from holescan.domain.errors import Throttled
from holescan.domain.quota import DOWNLOAD_UNITS, Pace
from holescan.steps.governor import LONGEST_WAIT, SHARE, Governor, Quota
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.quota import MemoryQuotaLedger

PER_MINUTE = 300_000
QUOTA = Quota(user=Pace(PER_MINUTE), project=Pace(3 * PER_MINUTE))


def governors(*users: str) -> tuple[FixedClock, MemoryQuotaLedger, list[Governor]]:
    clock, ledger = FixedClock(), MemoryQuotaLedger()
    return clock, ledger, [Governor(ledger, clock, QUOTA, user) for user in users]


def download_for(minutes: int, clock: FixedClock, takers: list[Governor]) -> list[datetime]:
    """Every taker downloads as fast as it may; answers when each download began."""
    begun: list[datetime] = []
    while clock.now() < NOON + timedelta(minutes=minutes):
        for taker in takers:
            taker.take(DOWNLOAD_UNITS)
            begun.append(clock.now())
    return begun


def most_in_a_minute(begun: list[datetime]) -> int:
    """The units of the busiest sixty seconds; `begun` is in order."""
    ends = (bisect_left(begun, start + timedelta(minutes=1)) for start in begun)
    return DOWNLOAD_UNITS * max(end - first for first, end in enumerate(ends))


def test_who_asks_for_little_never_waits() -> None:
    clock, _, (governor,) = governors("alice")
    for _ in range(100):
        governor.take(DOWNLOAD_UNITS)
        clock.advance(1)
    assert not any(clock.waits_s)


def test_offered_far_more_than_the_quota_it_stays_within_and_above_nine_tenths() -> None:
    clock, _, takers = governors(*["alice"] * 8)
    busiest = most_in_a_minute(download_for(3, clock, takers))
    assert 0.9 * PER_MINUTE <= busiest <= PER_MINUTE / SHARE


def test_the_project_bounds_many_users_together() -> None:
    clock, _, takers = governors(*[f"user {number}" for number in range(9)])
    busiest = most_in_a_minute(download_for(3, clock, takers))
    assert 2.7 * PER_MINUTE <= busiest <= 3 * PER_MINUTE / SHARE


def test_a_silence_is_not_saved_up() -> None:
    clock, _, takers = governors(*["alice"] * 4)
    download_for(1, clock, takers)
    clock.advance(3600)
    begun = download_for(62, clock, takers)
    assert most_in_a_minute(begun) <= PER_MINUTE / SHARE


def test_a_line_that_is_too_long_reserves_nothing() -> None:
    clock, ledger, (alice, late) = governors("alice", "alice")
    alice.take(DOWNLOAD_UNITS)
    alice.take(PER_MINUTE // 60 * 30)
    clock.advance(-LONGEST_WAIT.total_seconds() - 5)
    positions = dict(ledger.positions)
    with pytest.raises(Throttled):
        late.take(DOWNLOAD_UNITS)
    assert ledger.positions == positions


def test_a_busy_process_writes_once_for_many_files() -> None:
    _, ledger, (governor,) = governors("alice")
    for _ in range(1000):
        governor.take(DOWNLOAD_UNITS)
    assert ledger.writes <= 1000 / 20


def test_units_that_were_reserved_long_ago_lapse() -> None:
    clock, ledger, (governor,) = governors("alice")
    governor.take(DOWNLOAD_UNITS)
    clock.advance(60)
    governor.take(DOWNLOAD_UNITS)
    assert ledger.used(NOON.date()) == 20 * DOWNLOAD_UNITS


def test_of_a_small_quota_nobody_takes_much_ahead_in_whole_files() -> None:
    small = Quota(user=Pace(19_000), project=Pace(100_000))
    ledger = MemoryQuotaLedger()
    Governor(ledger, FixedClock(), small, "alice").take(DOWNLOAD_UNITS)
    assert ledger.used(NOON.date()) == 2 * DOWNLOAD_UNITS
