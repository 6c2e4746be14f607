"""Why and how long a scan waits (laws 5 and 8)."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Literal

from holescan.domain.errors import OwnSignInRefused, TokenRefused
from holescan.domain.reasons import Reason

LONGEST_PAUSE = timedelta(hours=24)
"""A scan that waited so long for a sign-in or a quota is closed, every file it did not read named with the reason."""

_QUOTA_IS_BACK_AT = time(8, 15)
"""In UTC. Google's days begin at midnight Pacific time, 07:00 or 08:00 here: in summer an hour is given away."""


class PauseReason(StrEnum):
    """What a paused scan waits for."""

    AUTH_EXPIRED = "AUTH_EXPIRED"
    SERVER_SIGN_IN = "SERVER_SIGN_IN"
    QUOTA = "QUOTA"

    @classmethod
    def of(cls, refused: TokenRefused) -> "PauseReason":
        """Whom a scan waits for whose sign-in was refused: its user, or the operator."""
        return cls.SERVER_SIGN_IN if isinstance(refused, OwnSignInRefused) else cls.AUTH_EXPIRED

    @property
    def on_the_wire(self) -> Literal["AUTH_EXPIRED", "QUOTA"]:
        """What PAUSED calls it. To a program each refused sign-in is the same: there may be another token."""
        return "QUOTA" if self is PauseReason.QUOTA else "AUTH_EXPIRED"

    @property
    def of_files(self) -> Reason:
        """What is said of each unread file when the wait was in vain."""
        return _OF_FILES[self]

    @property
    def message(self) -> str:
        """What happened and what the user can do about it."""
        return _PAUSED[self]


_OF_FILES = {
    PauseReason.AUTH_EXPIRED: Reason.AUTH_EXPIRED,
    PauseReason.SERVER_SIGN_IN: Reason.SERVER_SIGN_IN,
    PauseReason.QUOTA: Reason.DRIVE_QUOTA,
}

_PAUSED = {
    PauseReason.AUTH_EXPIRED: "The sign-in to Google has ended. Sign in again within 24 hours and the scan goes on where it stopped.",
    PauseReason.SERVER_SIGN_IN: "Google refuses this server's own sign-in. Tell whoever runs it: once that is mended, within 24 hours, the scan can go on where it stopped.",
    PauseReason.QUOTA: "Drive's quota for today is used up. Nothing is lost: the scan goes on by itself when the quota is back.",
}


_CLOSED = {
    Reason.AUTH_EXPIRED: "nobody signed in to Google again within a day, so the scan was closed",
    Reason.SERVER_SIGN_IN: "Google refused this server's own sign-in for a day, so the scan was closed",
    Reason.DRIVE_QUOTA: "Drive's quota stayed used up for a day, so the scan was closed",
}


def how_it_was_cut_short(reason: Reason) -> str:
    """What people read of a scan that ended before its last file, as part of a sentence."""
    return _CLOSED.get(reason, "the scan was cancelled")


@dataclass(frozen=True, slots=True)
class Pause:
    """One wait of a scan.

    Attributes:
        since: when the wait began. One that is resumed, gets nowhere and pauses again is still the same wait.
        until: when the scan goes on by itself; None: a person must act.
        at: how far the scan was, as a word that differs when it moves or gets another token.
    """

    reason: PauseReason
    since: datetime
    until: datetime | None = None
    at: str = ""

    @classmethod
    def begin(cls, reason: PauseReason, now: datetime, at: str) -> "Pause":
        """The wait that begins now."""
        return cls(reason, now, _next_quota(now) if reason is PauseReason.QUOTA else None, at)

    def going_on_from(self, earlier: "Pause | None") -> "Pause":
        """This wait, or the earlier one where nothing moved in between: else a quota of zero would never end it."""
        return self if earlier is None or earlier.at != self.at else replace(self, since=earlier.since)

    def is_due(self, now: datetime) -> bool:
        """True when the scan may go on by itself."""
        return self.until is not None and now >= self.until

    def is_in_vain(self, now: datetime) -> bool:
        """True when nobody waits any longer."""
        return now - self.since >= LONGEST_PAUSE


def _next_quota(now: datetime) -> datetime:
    today = datetime.combine(now.date(), _QUOTA_IS_BACK_AT, now.tzinfo)
    return today if now < today else today + timedelta(days=1)
