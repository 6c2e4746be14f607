"""DynamoConnections: who is connected, and what they follow."""

from datetime import datetime

from holescan.adapters.aws import keys
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.dynamo_values import ttl
from holescan.domain.ids import ConnectionId, OwnerId


class DynamoConnections:
    """The Connections port over ProcessResultsTable."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def add(self, connection_id: ConnectionId, owner: OwnerId, expires_at: datetime) -> None:
        self._table.put(
            {
                "session_id": keys.connection_partition(connection_id),
                "item": keys.CONNECTION,
                "owner": owner,
                "expires_at": ttl(expires_at),
            }
        )

    def owner(self, connection_id: ConnectionId) -> OwnerId | None:
        item = self._table.get(keys.connection_partition(connection_id), keys.CONNECTION)
        return OwnerId(item["owner"]) if item else None

    def remove(self, connection_id: ConnectionId) -> None:
        """Each viewer goes before the item that leads to it, so that a removal cut short is finished by the next."""
        partition = keys.connection_partition(connection_id)
        for item in self._table.query(partition, keys.FOLLOWS):
            self._table.delete(item["follows"], keys.viewer_item(connection_id))
            self._table.delete(partition, item["item"])
        self._table.delete(partition, keys.CONNECTION)
