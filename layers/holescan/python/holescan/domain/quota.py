"""Drive's quota as a line that everybody moves along: how far it may have come by now, and how long to wait.

A bucket's position counts the units that were asked for. Its pace says where the position may stand at an instant; who
stands ahead of it waits until the pace has caught up, so nobody asks twice, and who comes first is served first.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

LIST_UNITS = 100
DOWNLOAD_UNITS = 200
"""https://developers.google.com/workspace/drive/api/guides/limits, from May 2026. A `get` takes 5: too few to count."""

RANGE_BYTES = 8 * 1024 * 1024
"""A file is downloaded in ranges of so many bytes, each a request, and lies in memory so far: nearly all drawings fit in one."""

_ORIGIN = datetime(2026, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def units_of(size_bytes: int | None, *, max_bytes: int) -> int:
    """What a download takes: of what is larger than `max_bytes` nothing is asked for.

    None: a Google document, whose export comes in one answer.
    """
    if size_bytes is None:
        return DOWNLOAD_UNITS
    return DOWNLOAD_UNITS * max(1, ceil(size_bytes / RANGE_BYTES)) if size_bytes <= max_bytes else 0


@dataclass(frozen=True, slots=True)
class Pace:
    """What one bucket lets through.

    Attributes:
        units_per_minute: on average.
        burst: so much silence may be made up for at once; more is forgotten.
    """

    units_per_minute: int
    burst: timedelta = timedelta(seconds=2)

    def units_in(self, time: timedelta) -> int:
        """What it lets through in so long."""
        return int(time / _MINUTE * self.units_per_minute)

    def position_at(self, now: datetime) -> int:
        """Where the bucket may stand."""
        return self.units_in(now - _ORIGIN)

    def wait(self, position: int, now: datetime) -> timedelta:
        """How long until the bucket may stand at `position`; never negative."""
        ahead = position - self.position_at(now)
        return max(timedelta(), _MINUTE * ahead / self.units_per_minute)

    def caught_up(self, position: int, now: datetime) -> int | None:
        """Where a bucket goes on that was hardly asked for a while, for silence is not saved up; None: it is near enough."""
        return self.position_at(now) if position < self.position_at(now - self.burst) else None
