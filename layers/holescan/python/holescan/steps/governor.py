"""The quota governor: nobody asks Drive for more than it gives, so nobody is told to wait by Drive."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from holescan.domain.errors import Throttled, TurnTooLate
from holescan.domain.quota import DOWNLOAD_UNITS, Pace
from holescan.ports import Clock, QuotaLedger

LONGEST_WAIT = timedelta(seconds=20)
"""Waited in place; who would wait longer is sent again later (law 8)."""

PROJECT = "project"

FIRST_AHEAD = 10 * DOWNLOAD_UNITS
"""What is reserved in one write: a batch of files. With more, forty workers would make a line of over LONGEST_WAIT."""

MOST_AHEAD = 4 * FIRST_AHEAD
"""By a process that uses them up at once, where nobody stands in line."""

SHORT_WAIT = timedelta(seconds=1.5)
"""Of a small quota no more is reserved than others have to wait so long for."""

SHARE = 0.93

FRESH_FOR = timedelta(seconds=30)
"""Units reserved and not used lapse: used much later they would come on top of everybody else's. A batch of files of the
usual size is used up in half of this (15 s; tests/unit/usecases/test_governor.py has the forty workers)."""


@dataclass(frozen=True, slots=True)
class Quota:
    """Who may ask for how much: every user for himself, and all of them together."""

    user: Pace
    project: Pace

    @classmethod
    def within(cls, *, user_units: int, project_units: int) -> "Quota":
        """Just below what Drive gives a minute: bursts, and looks too cheap to count, come on top."""
        return cls(*(Pace(round(units * SHARE)) for units in (user_units, project_units)))


@dataclass(slots=True)
class Governor:
    """Hands out Drive's units to one user in one process. Reserves some ahead, so that it writes once for many files.

    Attributes:
        longest_wait: who would wait longer reserves nothing.

    Raises:
        Throttled: the line is too long to wait in; nothing was reserved.
        TurnTooLate: it is too long for the time that is left; nothing was reserved.
    """

    ledger: QuotaLedger
    clock: Clock
    quota: Quota
    user: str
    longest_wait: timedelta = LONGEST_WAIT
    _left: int = 0
    _ahead: int = FIRST_AHEAD
    _waited: timedelta = timedelta()
    _reserved_at: datetime | None = None
    _lock: Lock = field(default_factory=Lock)

    @property
    def left(self) -> int:
        """Units that are reserved and not used."""
        return self._left

    def take(self, units: int, *, until: datetime | None = None) -> None:
        """Return when so many units may be asked for, which is of no use after `until`."""
        with self._lock:
            if self._left < units or self._is_older_than(FRESH_FOR):
                self._reserve(units, until)
            self._left -= units

    def _is_older_than(self, age: timedelta) -> bool:
        return self._reserved_at is None or self.clock.now() - self._reserved_at > age

    def _units_ahead(self, units: int) -> int:
        """A multiple of `units`: what was used of the last, or twice that where it went fast."""
        went_fast = not self._is_older_than(FRESH_FOR / 3)
        wanted = (self._ahead - self._left) * (2 if went_fast else 1)
        most = MOST_AHEAD if self._waited <= SHORT_WAIT else FIRST_AHEAD
        wanted = min(wanted, most, self.quota.user.units_in(SHORT_WAIT))
        return max(1, wanted // units) * units

    def _reserve(self, units: int, until: datetime | None) -> None:
        wanted, now = self._units_ahead(units), self.clock.now()
        kept = 0 if self._is_older_than(FRESH_FOR) else self._left
        latest = now + self.longest_wait
        paces = {PROJECT: self.quota.project, self.user: self.quota.user}
        ceilings = {bucket: pace.position_at(min(latest, until or latest)) for bucket, pace in paces.items()}
        positions = self.ledger.reserve(now.date(), wanted, ceilings)
        if positions is None:
            raise (TurnTooLate if until and until < latest else Throttled)("drive", "the quota is spoken for")
        self._waited = max(self._wait(bucket, pace, positions[bucket], now) for bucket, pace in paces.items())
        self.clock.wait(self._waited / timedelta(seconds=1))
        self._left = self._ahead = wanted + kept
        self._reserved_at = self.clock.now()

    def _wait(self, bucket: str, pace: Pace, position: int, now: datetime) -> timedelta:
        behind = pace.caught_up(position, now)
        if behind is not None:
            self.ledger.catch_up(now.date(), bucket, position=position, to=behind)
        return pace.wait(position, now)
