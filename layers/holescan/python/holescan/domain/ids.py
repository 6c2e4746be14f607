"""The identifiers that travel between the rooms, told apart by the type checker."""

import hashlib
from typing import NewType

SessionId = NewType("SessionId", str)
"""A scan session: 32 lower-case hex digits."""

ConnectionId = NewType("ConnectionId", str)
"""An API Gateway WebSocket connection, as `requestContext` names it."""

OwnerId = NewType("OwnerId", str)
"""Who may see a scan: 64 hex digits, the SHA-256 of what the caller proved to hold."""

FileId = NewType("FileId", str)
"""A listed Drive item's own id: a shortcut's, never its target's. `[A-Za-z0-9_-]+`."""


AccountId = NewType("AccountId", str)
"""A Google account: 16 hex digits; "" is one that Google did not tell."""

UNKNOWN_ACCOUNT = AccountId("")


def account_of_permission(permission_id: str) -> AccountId:
    """The account whose permissions carry this id. It is no secret, but it stands in every file's sharing: so not in clear."""
    return AccountId(hashlib.sha256(f"account.{permission_id}".encode()).hexdigest()[:16])


def owner_of_principal(principal: str) -> OwnerId:
    """Owner of a client that the deployment's authorizer let in, under the name that it gave."""
    return OwnerId(hashlib.sha256(f"principal.{principal}".encode()).hexdigest())


def owner_of_secret(client_secret: str) -> OwnerId:
    """Owner of a client that sent `client.<secret>` as a subprotocol; the secret itself is never stored."""
    return OwnerId(hashlib.sha256(f"client.{client_secret}".encode()).hexdigest())


def owner_of_connection(connection_id: ConnectionId) -> OwnerId:
    """Owner of a client that sent no secret: it owns its scans for the life of its connection."""
    return OwnerId(hashlib.sha256(f"connection.{connection_id}".encode()).hexdigest())


def session_of_request(owner: OwnerId, request_id: str) -> SessionId:
    """The session a repeated `start_scan` leads to: the same caller and request id give the same session."""
    return SessionId(hashlib.sha256(f"{owner}/{request_id}".encode()).hexdigest()[:32])
