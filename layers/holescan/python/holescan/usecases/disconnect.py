"""`$disconnect`: forget the connection. It may never come; then TTL and the first failed post do the same."""

from dataclasses import dataclass

from holescan.domain.ids import ConnectionId
from holescan.ports import Connections


@dataclass(frozen=True, slots=True)
class Disconnect:
    """The connection stops following every scan; the scans go on."""

    connections: Connections

    def __call__(self, connection_id: ConnectionId) -> None:
        """Forget it; harmless when repeated."""
        self.connections.remove(connection_id)
