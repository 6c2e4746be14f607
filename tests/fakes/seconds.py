"""Seconds that a test counts."""

from dataclasses import dataclass


@dataclass(slots=True)
class Seconds:
    """A clock like `time.monotonic`."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now
