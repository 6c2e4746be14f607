"""The machine: its clock and its chance."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time, aware and in UTC."""

    def now(self) -> datetime:
        """This instant."""
        ...

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        ...


class Dice(Protocol):
    """Chance, so that tests can fix it."""

    def name(self) -> str:
        """A fresh, unguessable name of 32 lower-case hex digits."""
        ...

    def fraction(self) -> float:
        """A number from 0 to below 1."""
        ...
