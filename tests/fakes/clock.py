"""Time and chance that a test holds in its hand."""

from datetime import datetime, timedelta

from tests.builders import NOON


class FixedClock:
    """Stands still until it is moved; who waits moves it.

    Attributes:
        waits_s: what was waited for, in order.
    """

    def __init__(self, at: datetime = NOON) -> None:
        self._at = at
        self.waits_s: list[float] = []

    def now(self) -> datetime:
        return self._at

    def wait(self, seconds: float) -> None:
        self.waits_s.append(seconds)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self._at += timedelta(seconds=seconds)


class SequenceDice:
    """Names that count up from 1, 32 hex digits each; every fraction is a half."""

    def __init__(self) -> None:
        self._thrown = 0

    def name(self) -> str:
        self._thrown += 1
        return f"{self._thrown:032x}"

    def fraction(self) -> float:
        return 0.5
