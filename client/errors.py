"""How a command ends: its exit code, and the errors that end it early."""

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # `holescan find` speaks to no server, and would start in twice the time with all its messages.
    from holescan.protocol.server import Complete, Error


class ExitCode(IntEnum):
    """What the shell is told."""

    OK = 0
    FAILED = 1
    INCOMPLETE = 2
    USAGE = 64


class CommandFailed(Exception):
    """Base of what ends a command; printed as one line."""

    exit_code = ExitCode.FAILED


class WrongUsage(CommandFailed):
    """The command line asks for something that cannot be; nothing was sent."""

    exit_code = ExitCode.USAGE


class Refused(CommandFailed):
    """The server answered ERROR."""

    def __init__(self, error: "Error") -> None:
        super().__init__(error)
        self.error = error

    def __str__(self) -> str:
        hint = f" ({self.error.hint})" if self.error.hint else ""
        return f"{self.error.message}{hint}"


class Unreachable(CommandFailed):
    """The server cannot be reached (any more)."""

    def __init__(self, url: str, cause: str, session_id: str = "") -> None:
        super().__init__(url, cause, session_id)
        self.url = url
        self.cause = cause
        self.session_id = session_id

    def __str__(self) -> str:
        goes_on = f" The scan goes on; follow it with: holescan resume {self.session_id}" if self.session_id else ""
        return f"No connection to {self.url}: {self.cause}.{goes_on}"


class TransferFailed(CommandFailed):
    """A sheet could not be sent, or a report not fetched."""


def exit_code_of(complete: "Complete") -> ExitCode:
    """0 only when every file was read to its end; 2 when something was not; 1 when the scan was cancelled."""
    if complete.state != "COMPLETE":
        return ExitCode.FAILED
    has_gaps = complete.failed or complete.unread_files or complete.folders_failed or not complete.listing_complete
    return ExitCode.INCOMPLETE if has_gaps else ExitCode.OK
