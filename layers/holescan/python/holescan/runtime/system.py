"""The machine's clock and chance behind their ports. The one place where time passes."""

import secrets
import time
from datetime import UTC, datetime


class SystemClock:
    """The machine's time, in UTC."""

    def now(self) -> datetime:
        """This instant."""
        return datetime.now(UTC)

    def wait(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(seconds)


class SystemDice:
    """The operating system's randomness."""

    def name(self) -> str:
        """32 lower-case hex digits."""
        return secrets.token_hex(16)

    def fraction(self) -> float:
        """A number from 0 to below 1."""
        return secrets.randbelow(1 << 53) / (1 << 53)
