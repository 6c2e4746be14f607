"""The environment of the command line, read once: the only module of the client that looks at it."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ClientEnvironment:
    """What the user's shell says.

    Attributes:
        token: Google access token of HOLESCAN_TOKEN, "" when unset.
        client: HOLESCAN_CLIENT: the client secret itself, or the file that keeps it; "" when unset.
        state_home: where programs keep what should survive a restart.
    """

    token: str
    client: str
    state_home: Path


def read_environment() -> ClientEnvironment:
    """Read it now."""
    state_home = os.environ.get("XDG_STATE_HOME")
    return ClientEnvironment(
        token=os.environ.get("HOLESCAN_TOKEN", ""),
        client=os.environ.get("HOLESCAN_CLIENT", ""),
        state_home=Path(state_home) if state_home else Path.home() / ".local" / "state",
    )
