"""The queues as lists a test can look into; nothing is delivered by itself."""

from collections.abc import Iterable

from holescan.domain.errors import DependencyFailed
from holescan.protocol.tasks import ListTask, ReportTask, ScanTask


class MemoryListQueue:
    """Listings to begin or go on with; `delays_s` holds the delay of each, in order."""

    def __init__(self) -> None:
        self.tasks: list[ListTask] = []
        self.delays_s: list[int] = []

    def put(self, task: ListTask, *, delay_s: int = 0) -> None:
        self.tasks.append(task)
        self.delays_s.append(delay_s)


class MemoryScanQueue:
    """Files to examine.

    Attributes:
        room: so many tasks are still accepted; the next one makes put_all fail. None: all.
        postponed: (receipt, delay_s) in the order asked for.
        delays_s: the delay of every task that was accepted, in order.
    """

    def __init__(self) -> None:
        self.tasks: list[ScanTask] = []
        self.delays_s: list[int] = []
        self.postponed: list[tuple[str, int]] = []
        self.room: int | None = None

    def put_all(self, tasks: Iterable[ScanTask], *, delay_s: int = 0) -> None:
        for task in tasks:
            if self.room is not None:
                if self.room == 0:
                    raise DependencyFailed("sqs", "some tasks stay unqueued")
                self.room -= 1
            self.tasks.append(task)
            self.delays_s.append(delay_s)

    def backlog(self) -> int:
        return len(self.tasks)

    def postpone(self, receipt: str, delay_s: int) -> None:
        self.postponed.append((receipt, delay_s))


class MemoryReportQueue:
    """Scans that may be over; `delays_s` runs beside `tasks`."""

    def __init__(self) -> None:
        self.tasks: list[ReportTask] = []
        self.delays_s: list[int] = []

    def put(self, task: ReportTask, delay_s: int = 0) -> None:
        self.tasks.append(task)
        self.delays_s.append(delay_s)
