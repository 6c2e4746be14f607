"""Deleting a scan: first it is out of reach, then everything stored of it is removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from holescan.domain.ids import SessionId
from holescan.domain.session import LiveScan


@dataclass(frozen=True, slots=True)
class Deletion:
    """A scan that is out of reach, and may have left something behind."""

    session_id: SessionId
    begun_at: datetime


class Deletions(Protocol):
    """The scans that are being deleted. While one is, no scan of its id can be opened."""

    def begin(self, live: LiveScan, *, now: datetime) -> bool:
        """Put an ended scan out of everybody's reach at once; False when it is no longer as it was read."""
        ...

    def begun(self) -> Iterator[Deletion]:
        """Those that have not ended, longest begun first; may lag."""
        ...

    def end(self, session_id: SessionId) -> None:
        """Nothing is left of the scan."""
        ...


class Eraser(Protocol):
    """Removes what is stored of a scan, whoever stored it."""

    def erase(self, session_id: SessionId, *, until: datetime) -> bool:
        """Remove items, objects and token; False when there was not time enough for all. May be repeated."""
        ...
