"""MemoryConnections: the Connections port over a MemoryTable."""

from datetime import datetime

from holescan.domain.ids import ConnectionId, OwnerId
from tests.fakes.table import MemoryTable


class MemoryConnections:
    """Who is connected."""

    def __init__(self, table: MemoryTable) -> None:
        self._table = table

    def add(self, connection_id: ConnectionId, owner: OwnerId, expires_at: datetime) -> None:  # noqa: ARG002
        self._table.owners[connection_id] = owner

    def owner(self, connection_id: ConnectionId) -> OwnerId | None:
        return self._table.owners.get(connection_id)

    def remove(self, connection_id: ConnectionId) -> None:
        for session_id in self._table.follows.pop(connection_id, set()):
            self._table.partitions[session_id].viewers.discard(connection_id)
        self._table.owners.pop(connection_id, None)
