"""The quota governor: nobody asks Drive for more than it gives, so nobody is told to wait by Drive."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from holescan.domain.errors import Throttled
from holescan.domain.quota import DOWNLOAD_UNITS, Pace
from holescan.ports import Clock, QuotaLedger

LONGEST_WAIT = timedelta(seconds=20)
"""Waited in place; who would wait longer is sent again later (law 8)."""

PROJECT = "project"

FEWEST_AHEAD = 10 * DOWNLOAD_UNITS
MOST_AHEAD = 40 * DOWNLOAD_UNITS
"""What is reserved in one write: a batch of files at first, four when this process uses them up at once."""

AHEAD_FOR = timedelta(seconds=1.5)
"""Of a small quota less is reserved: others wait while this process uses up what it has."""

SHARE = 0.93

FRESH_FOR = timedelta(seconds=10)
"""Units reserved and not used lapse: used much later they would come on top of everybody else's."""


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
    """

    ledger: QuotaLedger
    clock: Clock
    quota: Quota
    user: str
    longest_wait: timedelta = LONGEST_WAIT
    _left: int = 0
    _ahead: int = 0
    _waited: timedelta = timedelta()
    _reserved_at: datetime | None = None
    _lock: Lock = field(default_factory=Lock)

    @property
    def left(self) -> int:
        """Units that are reserved and not used."""
        return self._left

    def take(self, units: int) -> None:
        """Return when so many units may be asked for."""
        with self._lock:
            if self._left < units or self._has_lapsed():
                self._reserve(units)
            self._left -= units

    def _has_lapsed(self) -> bool:
        return self._reserved_at is None or self.clock.now() - self._reserved_at > FRESH_FOR

    def _units_ahead(self, units: int) -> int:
        """A multiple of `units`: twice as many as the last time while they go at once and the line is short."""
        goes_at_once = not self._has_lapsed() and self._waited <= AHEAD_FOR
        wanted = max(FEWEST_AHEAD, 2 * self._ahead if goes_at_once else 0)
        most = min(wanted, MOST_AHEAD, self.quota.user.units_in(AHEAD_FOR))
        return max(1, most // units) * units

    def _reserve(self, units: int) -> None:
        wanted, now = self._units_ahead(units), self.clock.now()
        paces = {PROJECT: self.quota.project, self.user: self.quota.user}
        ceilings = {bucket: pace.position_at(now + self.longest_wait) for bucket, pace in paces.items()}
        positions = self.ledger.reserve(now.date(), wanted, ceilings)
        if positions is None:
            raise Throttled("drive", "the quota is spoken for")
        self._waited = max(self._wait(bucket, pace, positions[bucket], now) for bucket, pace in paces.items())
        self.clock.wait(self._waited / timedelta(seconds=1))
        self._left = self._ahead = wanted
        self._reserved_at = self.clock.now()

    def _wait(self, bucket: str, pace: Pace, position: int, now: datetime) -> timedelta:
        behind = pace.caught_up(position, now)
        if behind is not None:
            self.ledger.catch_up(now.date(), bucket, position=position, to=behind)
        return pace.wait(position, now)
