"""The quota governor: what it lets through, in which order, and at what cost in writes."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime, timedelta
from heapq import heapify, heapreplace

import pytest

from cdk.variant import DRIVE_PROJECT_UNITS, DRIVE_USER_UNITS, workers_at
from holescan.domain.errors import Throttled, TurnTooLate
from holescan.domain.quota import DOWNLOAD_UNITS
from holescan.steps.governor import FRESH_FOR, LONGEST_WAIT, Governor, Quota
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.quota import MemoryQuotaLedger

QUOTA = Quota.within(user_units=DRIVE_USER_UNITS, project_units=DRIVE_PROJECT_UNITS)
WORKERS = workers_at(DRIVE_USER_UNITS)
USUAL_S = 1.5
"""A worker's seconds a file, by which the stack reckons how many workers the quota feeds (cdk/variant.py)."""

HURRY = USUAL_S / 10
"""So fast, all workers together ask for ten times the quota."""


def governors(*users: str) -> tuple[FixedClock, MemoryQuotaLedger, list[Governor]]:
    clock, ledger = FixedClock(), MemoryQuotaLedger()
    return clock, ledger, [Governor(ledger, clock, QUOTA, user) for user in users]


class Crew:
    """Workers with a clock each that read a file after the other.

    Attributes:
        begun: when each download began, in order.
    """

    def __init__(self, users: Sequence[str], seconds_a_file: float) -> None:
        self.ledger = MemoryQuotaLedger()
        self.begun: list[datetime] = []
        self._seconds_a_file = seconds_a_file
        # No two begin at once, and they are evenly spread over the first file's time.
        self._clocks = [
            FixedClock(NOON + timedelta(seconds=seconds_a_file * n / len(users))) for n in range(len(users))
        ]
        self._governors = [
            Governor(self.ledger, clock, QUOTA, user) for clock, user in zip(self._clocks, users, strict=True)
        ]

    def work(self, minutes: int) -> None:
        """From the clocks' present on; who is first by his own clock takes his turn first."""
        line = [(clock.now(), number) for number, clock in enumerate(self._clocks)]
        heapify(line)
        end = line[0][0] + timedelta(minutes=minutes)
        while line[0][0] < end:
            _, number = line[0]
            self._governors[number].take(DOWNLOAD_UNITS)
            self.begun.append(self._clocks[number].now())
            self._clocks[number].advance(self._seconds_a_file)
            heapreplace(line, (self._clocks[number].now(), number))
        self.begun.sort()

    def rest(self, seconds: float) -> None:
        """Nobody asks for anything."""
        for clock in self._clocks:
            clock.advance(seconds)

    @property
    def busiest(self) -> int:
        """The units of the busiest sixty seconds."""
        ends = (bisect_left(self.begun, start + timedelta(minutes=1)) for start in self.begun)
        return DOWNLOAD_UNITS * max(end - first for first, end in enumerate(ends))

    def units_a_minute(self, minutes: int) -> float:
        """Over so many minutes, the first left out."""
        spans = [at - NOON for at in self.begun]
        counted = [span for span in spans if timedelta(minutes=1) <= span < timedelta(minutes=1 + minutes)]
        return len(counted) * DOWNLOAD_UNITS / minutes


@pytest.mark.parametrize("seconds_a_file", [HURRY, 1, USUAL_S])
def test_the_workers_of_the_stack_use_nine_tenths_of_the_quota_and_never_more_than_it(seconds_a_file: float) -> None:
    crew = Crew(["alice"] * WORKERS, seconds_a_file)
    crew.work(minutes=4)
    assert crew.units_a_minute(3) >= 0.9 * DRIVE_USER_UNITS
    assert crew.busiest <= DRIVE_USER_UNITS


@pytest.mark.parametrize("seconds_a_file", [HURRY, USUAL_S])
def test_at_the_full_quota_one_write_serves_about_a_batch_of_files(seconds_a_file: float) -> None:
    crew = Crew(["alice"] * WORKERS, seconds_a_file)
    crew.work(minutes=4)
    assert crew.ledger.writes / len(crew.begun) <= 0.12


def test_the_project_bounds_many_users_together() -> None:
    crew = Crew([f"user {number % 9}" for number in range(2 * WORKERS)], HURRY)
    crew.work(minutes=3)
    assert crew.units_a_minute(2) >= 0.9 * DRIVE_PROJECT_UNITS
    assert crew.busiest <= DRIVE_PROJECT_UNITS


def test_a_silence_is_not_saved_up() -> None:
    crew = Crew(["alice"] * WORKERS, HURRY)
    crew.work(minutes=1)
    crew.rest(3600)
    crew.work(minutes=2)
    assert crew.busiest <= DRIVE_USER_UNITS


def test_who_is_slow_reserves_so_little_that_hardly_anything_lapses() -> None:
    crew = Crew(["alice"] * 3, FRESH_FOR.total_seconds() / 4)
    crew.work(minutes=10)
    assert len(crew.begun) * DOWNLOAD_UNITS >= 0.9 * crew.ledger.used(NOON.date())


def test_who_asks_for_little_never_waits() -> None:
    clock, _, (governor,) = governors("alice")
    for _ in range(100):
        governor.take(DOWNLOAD_UNITS)
        clock.advance(1)
    assert not any(clock.waits_s)


def in_line_for(seconds: float) -> tuple[FixedClock, MemoryQuotaLedger, Governor]:
    """Alice's second process, whose turn comes in so many seconds."""
    clock, ledger, (first, second) = governors("alice", "alice")
    first.take(DOWNLOAD_UNITS)
    first.take(QUOTA.user.units_in(timedelta(seconds=60)))
    clock.advance(-seconds)
    return clock, ledger, second


def test_a_line_that_is_too_long_reserves_nothing() -> None:
    _, ledger, late = in_line_for(LONGEST_WAIT.total_seconds() + 1)
    positions = dict(ledger.positions)
    with pytest.raises(Throttled):
        late.take(DOWNLOAD_UNITS)
    assert ledger.positions == positions


def test_a_turn_that_comes_when_the_time_is_up_reserves_nothing() -> None:
    clock, ledger, late = in_line_for(10)
    positions = dict(ledger.positions)
    with pytest.raises(TurnTooLate):
        late.take(DOWNLOAD_UNITS, until=clock.now() + timedelta(seconds=9))
    assert ledger.positions == positions


def test_a_turn_that_comes_in_time_is_waited_for() -> None:
    clock, _, late = in_line_for(10)
    late.take(DOWNLOAD_UNITS, until=clock.now() + timedelta(seconds=11))
    assert sum(clock.waits_s) >= 10


def test_a_line_too_long_to_wait_in_is_not_for_want_of_time() -> None:
    clock, _, late = in_line_for(LONGEST_WAIT.total_seconds() + 1)
    with pytest.raises(Throttled) as raised:
        late.take(DOWNLOAD_UNITS, until=clock.now() + 2 * LONGEST_WAIT)
    assert type(raised.value) is Throttled


def test_what_is_too_little_for_a_large_file_is_kept_for_it() -> None:
    _, ledger, (governor,) = governors("alice")
    governor.take(DOWNLOAD_UNITS)
    left = governor.left
    governor.take(left + DOWNLOAD_UNITS)
    taken = left + 2 * DOWNLOAD_UNITS
    assert ledger.used(NOON.date()) == taken + governor.left


def test_a_busy_process_writes_once_for_many_files() -> None:
    _, ledger, (governor,) = governors("alice")
    for _ in range(1000):
        governor.take(DOWNLOAD_UNITS)
    assert ledger.writes <= 1000 / 20


def test_units_that_were_reserved_long_ago_lapse() -> None:
    clock, ledger, (governor,) = governors("alice")
    governor.take(DOWNLOAD_UNITS)
    clock.advance(60)
    writes = ledger.writes
    governor.take(DOWNLOAD_UNITS)
    assert ledger.writes > writes


def test_of_a_small_quota_nobody_takes_much_ahead_in_whole_files() -> None:
    small = Quota.within(user_units=20_000, project_units=100_000)
    ledger = MemoryQuotaLedger()
    Governor(ledger, FixedClock(), small, "alice").take(DOWNLOAD_UNITS)
    assert ledger.used(NOON.date()) == 2 * DOWNLOAD_UNITS
