"""Quotas that all workers share."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol


class QuotaLedger(Protocol):
    """How many units were asked for: a position a bucket, and their sum a day."""

    def reserve(self, day: date, units: int, ceilings: Mapping[str, int]) -> Mapping[str, int] | None:
        """Move each bucket on by `units`; answers where each stands now.

        None, and nothing moved, while one of them stands above its ceiling.
        """
        ...

    def catch_up(self, day: date, bucket: str, *, position: int, to: int) -> None:
        """Move a bucket on from `position`; nothing happens when it stands elsewhere by now."""
        ...

    def used(self, day: date) -> int:
        """Units that were asked for on this day (UTC)."""
        ...
