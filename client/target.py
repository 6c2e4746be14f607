"""Which server, folder and token a command means: what was typed, or the local world that `make run` left word of."""

import json
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from client.environment import ClientEnvironment
from client.errors import WrongUsage

OUTPUTS = Path(".local") / "outputs.json"
CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Target:
    """Where to go. `folder` "" leaves the choice to the server; `token` "" will not do for a scan, but with `as_server`.

    Attributes:
        as_server: Drive is to be read with the server's own credential, and no token is sent.
    """

    url: str
    token: str
    folder: str
    as_server: bool = False


def find_target(arguments: Namespace, environment: ClientEnvironment) -> Target:
    """The server of --url, else the local one.

    Raises:
        WrongUsage: neither is there, or the URL is none.
    """
    local = {} if arguments.url else _local_outputs()
    as_server = getattr(arguments, "as_server", False)
    return Target(
        url=_checked_url(arguments.url or local["WebSocketUrl"]),
        token="" if as_server else _token(arguments, environment) or local.get("Token", ""),
        folder=getattr(arguments, "folder", "") or local.get("DriveFolderId", ""),
        as_server=as_server,
    )


def needed_token(target: Target) -> str:
    """The token, for commands that cannot do without; "" asks the server to use its own.

    Raises:
        WrongUsage: there is none.
    """
    if not target.token and not target.as_server:
        raise WrongUsage(
            "A Google access token is needed: give --token-file, or set HOLESCAN_TOKEN; --as-server where the server has one."
        )
    return target.token


def _token(arguments: Namespace, environment: ClientEnvironment) -> str:
    path: Path | None = getattr(arguments, "token_file", None)
    if path is None:
        return environment.token
    try:
        return path.read_text().strip()
    except OSError as error:
        raise WrongUsage(f"The token file cannot be read: {error}") from error


def _local_outputs() -> dict[str, str]:
    for home in (Path.cwd(), *Path.cwd().parents, CHECKOUT):
        path = home / OUTPUTS
        if path.is_file():
            outputs: dict[str, str] = json.loads(path.read_text())
            return outputs
    raise WrongUsage("No local stack is running. Start one with `make run`, or name a server with --url.")


def _checked_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"ws", "wss"} or not parts.hostname:
        raise WrongUsage(f"--url must begin with wss:// (or ws://), not {url!r}.")
    return url
