"""`$connect`: remember who is on the other end."""

from dataclasses import dataclass
from datetime import timedelta

from holescan.domain.ids import ConnectionId, owner_of_connection, owner_of_secret
from holescan.ports import Clock, Connections

SUBPROTOCOL = "holescan.v1"
_CLIENT_PREFIX = "client."

CONNECTION_LIFE = timedelta(hours=3)
"""API Gateway ends a connection after two hours; a row that `$disconnect` missed goes by TTL after three."""


@dataclass(frozen=True, slots=True)
class Connect:
    """Take a connection's owner from the subprotocols it offered (DESIGN section 3)."""

    connections: Connections
    clock: Clock

    def __call__(self, connection_id: ConnectionId, offered: tuple[str, ...]) -> str | None:
        """Remember the connection; answers the subprotocol to accept, None when ours was not offered."""
        secret = _client_secret(offered)
        owner = owner_of_secret(secret) if secret else owner_of_connection(connection_id)
        self.connections.add(connection_id, owner, self.clock.now() + CONNECTION_LIFE)
        return SUBPROTOCOL if SUBPROTOCOL in offered else None


def _client_secret(offered: tuple[str, ...]) -> str:
    secrets = (item.removeprefix(_CLIENT_PREFIX) for item in offered if item.startswith(_CLIENT_PREFIX))
    return next(secrets, "")
