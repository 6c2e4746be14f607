"""MemoryQuotaLedger: the ledger of one test."""

from collections.abc import Mapping
from datetime import date


class MemoryQuotaLedger:
    """Positions and sums by day.

    Attributes:
        writes: how often the ledger was moved or refused to.
    """

    def __init__(self) -> None:
        self.positions: dict[tuple[date, str], int] = {}
        self.sums: dict[date, int] = {}
        self.writes = 0

    def reserve(self, day: date, units: int, ceilings: Mapping[str, int]) -> Mapping[str, int] | None:
        self.writes += 1
        if any(self.positions.get((day, bucket), 0) > ceiling for bucket, ceiling in ceilings.items()):
            return None
        for bucket in ceilings:
            self.positions[day, bucket] = self.positions.get((day, bucket), 0) + units
        self.sums[day] = self.sums.get(day, 0) + units
        return {bucket: self.positions[day, bucket] for bucket in ceilings}

    def catch_up(self, day: date, bucket: str, *, position: int, to: int) -> None:
        self.writes += 1
        if self.positions.get((day, bucket)) == position:
            self.positions[day, bucket] = to

    def used(self, day: date) -> int:
        return self.sums.get(day, 0)
