"""RecordingChannel: what would have gone to the browsers."""

from holescan.domain.ids import ConnectionId
from holescan.protocol.row_models import Sent


class RecordingChannel:
    """Remembers every message in order.

    Attributes:
        sent: (connection, message); nothing that was sent to a connection that is gone.
        gone: connections that closed for good.
    """

    def __init__(self) -> None:
        self.sent: list[tuple[ConnectionId, Sent]] = []
        self.gone: set[ConnectionId] = set()

    def send(self, connection_id: ConnectionId, message: Sent) -> bool:
        if connection_id in self.gone:
            return False
        self.sent.append((connection_id, message))
        return True

    def to(self, connection_id: ConnectionId) -> list[Sent]:
        """What one connection got."""
        return [message for receiver, message in self.sent if receiver == connection_id]

    @property
    def messages(self) -> list[Sent]:
        """Every message, whoever got it."""
        return [message for _, message in self.sent]
