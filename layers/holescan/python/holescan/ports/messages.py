"""What travels: the queues between the Lambdas, and the channel to the browsers."""

from collections.abc import Iterable
from typing import Protocol

from holescan.domain.ids import ConnectionId
from holescan.protocol.row_models import Sent
from holescan.protocol.tasks import ListTask, ReportTask, ScanTask


class ListQueue(Protocol):
    """Listings to begin or go on with."""

    def put(self, task: ListTask, *, delay_s: int = 0) -> None:
        """Queue one. It may be received after `delay_s`, at most 900."""
        ...


class ScanQueue(Protocol):
    """Files to examine."""

    def put_all(self, tasks: Iterable[ScanTask], *, delay_s: int = 0) -> None:
        """Queue all, in batches of 10, failed entries again; raises DependencyFailed when some stay unqueued.

        They may be received after `delay_s`, at most 900.
        """
        ...

    def backlog(self) -> int:
        """Messages waiting or in flight, roughly."""
        ...

    def postpone(self, receipt: str, delay_s: int) -> None:
        """Let a received message come back after `delay_s` instead of the whole visibility time."""
        ...


class ReportQueue(Protocol):
    """Scans that may be over."""

    def put(self, task: ReportTask, delay_s: int = 0) -> None:
        """Queue one."""
        ...


class ClientChannel(Protocol):
    """Messages to a connection. A hint, never a promise: what is throttled or slow is dropped."""

    def send(self, connection_id: ConnectionId, message: Sent) -> bool:
        """False when the connection is gone for good. Never raises for what the other end does."""
        ...
