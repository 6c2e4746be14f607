"""`$connect`: remember who is on the other end."""

from dataclasses import dataclass
from datetime import timedelta

from holescan.domain.errors import HolescanError
from holescan.domain.ids import ConnectionId, OwnerId, owner_of_connection, owner_of_principal, owner_of_secret
from holescan.ports import Clock, Connections

SUBPROTOCOL = "holescan.v1"
_CLIENT_PREFIX = "client."

CONNECTION_LIFE = timedelta(hours=3)
"""API Gateway ends a connection after two hours; a row that `$disconnect` missed goes by TTL after three."""


class NobodySignedIn(HolescanError):
    """A connection came without the name that this deployment's authorizer should have given it.

    That is the deployment's fault and not the caller's: it shall fail, and be seen to.
    """


@dataclass(frozen=True, slots=True)
class Connect:
    """Take a connection's owner from who signed in, or else from the subprotocols it offered (docs/protocol/README.md).

    Attributes:
        needs_principal: an authorizer stands before this deployment.
    """

    connections: Connections
    clock: Clock
    needs_principal: bool = False

    def __call__(self, connection_id: ConnectionId, offered: tuple[str, ...], principal: str = "") -> str | None:
        """Remember the connection; answers the subprotocol to accept, None when ours was not offered.

        Args:
            principal: what the authorizer calls the caller; "" without one.

        Raises:
            NobodySignedIn: nobody is remembered.
        """
        if self.needs_principal and not principal:
            raise NobodySignedIn
        owner = _owner(connection_id, offered, principal)
        self.connections.add(connection_id, owner, self.clock.now() + CONNECTION_LIFE)
        return SUBPROTOCOL if SUBPROTOCOL in offered else None


def _owner(connection_id: ConnectionId, offered: tuple[str, ...], principal: str) -> OwnerId:
    if principal:
        return owner_of_principal(principal)
    secret = _client_secret(offered)
    return owner_of_secret(secret) if secret else owner_of_connection(connection_id)


def _client_secret(offered: tuple[str, ...]) -> str:
    secrets = (item.removeprefix(_CLIENT_PREFIX) for item in offered if item.startswith(_CLIENT_PREFIX))
    return next(secrets, "")
