"""Redelivery: in which queue, and how much later, a file comes again that could not be finished now."""

from collections.abc import Sequence
from dataclasses import dataclass

from holescan.ports import ScanQueue
from holescan.protocol.tasks import ScanTask

RECEIVES_IN_COMPANY = 2
"""A message received more often may be what kills its worker, so it goes on where it takes no other file down with it."""

LONGEST_BACKOFF_S = 32
"""With all receives of both queues about five minutes: so long may Drive be away, and so long holds a file that never comes
up the end of its scan."""

LONGEST_WAIT_FOR_PAGES_S = 300

RESEND_DELAY_S = 60

MOST_HOPS = 120
"""A file that Drive put off for two hours of resending is told as NOT_EXAMINED (drive_quota), and can be retried."""

HOPS_FOR_PAGES = 40
"""After so many hops what text recognition did not take stays unread: with the waits below, two and a half hours."""

FIRST_WAIT_FOR_PAGES_S = 10


@dataclass(frozen=True, slots=True)
class Delivery:
    """A task as SQS delivered it.

    Attributes:
        attempt: its receive count over both queues, from 1.
    """

    task: ScanTask
    attempt: int
    message_id: str
    receipt: str

    @property
    def is_first(self) -> bool:
        """It was neither received nor put off before; SQS may still deliver it twice."""
        return self.attempt == 1 and not self.task.hop

    @property
    def is_suspect(self) -> bool:
        """It was in so many workers' hands, beside other files, and never came to an end."""
        return self.attempt > RECEIVES_IN_COMPANY and not self.task.tried


@dataclass(frozen=True, slots=True)
class Redelivery:
    """The two queues of files. Every method raises DependencyFailed where SQS does not take the message.

    Attributes:
        company: delivers in batches.
        quarantine: delivers one message at a time.
    """

    company: ScanQueue
    quarantine: ScanQueue

    def isolate(self, suspects: Sequence[Delivery]) -> None:
        """Let each go on alone (law 1); this receive does not count as an attempt."""
        if suspects:
            self.quarantine.put_all(
                suspect.task.model_copy(update={"tried": suspect.attempt - 1}) for suspect in suspects
            )

    def postpone(self, delivery: Delivery) -> None:
        """Let the message itself come again, each time twice as late as the last, up to half a minute."""
        queue = self.quarantine if delivery.task.tried else self.company
        queue.postpone(delivery.receipt, min(2**delivery.attempt, LONGEST_BACKOFF_S))

    def send_afresh(self, task: ScanTask) -> None:
        """In a message of its own, so that the file does not run out of receives for the sake of others."""
        self._send(task, hop=task.hop, delay_s=0)

    def send_later(self, task: ScanTask) -> None:
        """The same after a minute, for what asked for fewer requests (law 8)."""
        self._send(task, hop=task.hop + 1, delay_s=RESEND_DELAY_S)

    def send_for_pages(self, task: ScanTask) -> None:
        """The same for what waits for text recognition, each time a little later."""
        hop = task.hop + 1
        self._send(task, hop=hop, delay_s=wait_for_pages_s(hop))

    def _send(self, task: ScanTask, *, hop: int, delay_s: int) -> None:
        self.company.put_all([task.model_copy(update={"hop": hop, "tried": 0})], delay_s=delay_s)


def wait_for_pages_s(hop: int) -> int:
    """Seconds to wait before a hop, from 1: 10 at first, a quarter more each time, five minutes at most."""
    return min(int(FIRST_WAIT_FOR_PAGES_S * 1.25 ** (hop - 1)), LONGEST_WAIT_FOR_PAGES_S)
