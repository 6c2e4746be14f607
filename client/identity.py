"""The client secret: whoever holds it owns the scans started with it."""

import os
import re
import secrets
from pathlib import Path

from client.environment import ClientEnvironment
from client.errors import WrongUsage

SECRET_BYTES = 32
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
"""32 bytes in base64url without padding."""


def client_secret(environment: ClientEnvironment) -> str:
    """The secret of HOLESCAN_CLIENT, or the kept one; the first call makes and keeps it, readable by its owner only."""
    if _SECRET.fullmatch(environment.client):
        return environment.client
    path = Path(environment.client) if environment.client else environment.state_home / "holescan" / "client"
    try:
        return _checked(path.read_text().strip(), path)
    except FileNotFoundError:
        return _keep(secrets.token_urlsafe(SECRET_BYTES), path)


def _checked(secret: str, path: Path) -> str:
    if not _SECRET.fullmatch(secret):
        raise WrongUsage(f"{path} holds no client secret. Remove it to get a new one; scans of the old one are lost.")
    return secret


def _keep(secret: str, path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return _checked(path.read_text().strip(), path)
    with os.fdopen(descriptor, "w") as file:
        file.write(secret)
    return secret
