"""The work queues, each with its dead letters."""

from dataclasses import dataclass
from typing import TypedDict

from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
from aws_cdk.aws_iam import IRole
from constructs import Construct

from cdk.review import allow
from cdk.variant import COMPANY, QUARANTINE, USUAL, Patience, Variant

# Longer than the longest scan stands in line: a million files take 10 h at Drive's quota.
RETENTION = Duration.days(4)
# SQS counts a dead letter's age from its first sending, so this must exceed RETENTION.
DEAD_LETTER_RETENTION = Duration.days(14)


class WorkQueue(sqs.Queue):
    """A standard queue, fair between sessions by `MessageGroupId`, and its dead letters."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        timeout_s: int,
        dead_letter_timeout_s: int,
        is_tls_only: bool,
        patience: Patience = USUAL,
    ) -> None:
        """Time-outs are those of the functions that consume the queue and its dead letters."""
        self.dead_letters = sqs.Queue(
            scope,
            f"{name}DLQ",
            retention_period=DEAD_LETTER_RETENTION,
            **_protected(USUAL.visibility_s(dead_letter_timeout_s), is_tls_only=is_tls_only),
        )
        super().__init__(
            scope,
            name,
            retention_period=RETENTION,
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.dead_letters, max_receive_count=patience.receives),
            **_protected(patience.visibility_s(timeout_s), is_tls_only=is_tls_only),
        )

    def open_to_sender(self, role: IRole) -> None:
        """Grant sending."""
        allow(role, ["sqs:SendMessage"], [self.queue_arn])

    def open_to_postponer(self, role: IRole) -> None:
        """Grant hiding a received message for longer or shorter than the queue would."""
        allow(role, ["sqs:ChangeMessageVisibility"], [self.queue_arn])

    def open_to_observer(self, role: IRole) -> None:
        """Grant counting what waits."""
        allow(role, ["sqs:GetQueueAttributes"], [self.queue_arn])


class _Protected(TypedDict):
    visibility_timeout: Duration
    encryption: sqs.QueueEncryption
    enforce_ssl: bool


def _protected(visibility_s: int, *, is_tls_only: bool) -> _Protected:
    return {
        "visibility_timeout": Duration.seconds(visibility_s),
        "encryption": sqs.QueueEncryption.SQS_MANAGED,
        "enforce_ssl": is_tls_only,
    }


@dataclass(frozen=True, slots=True)
class Queues:
    """Where a scan's work waits.

    Attributes:
        quarantine: files that may be what kills their workers; each is delivered alone.
    """

    listing: WorkQueue
    processing: WorkQueue
    quarantine: WorkQueue
    report: WorkQueue

    @property
    def all(self) -> tuple[WorkQueue, ...]:
        """In the order in which a scan passes them."""
        return (self.listing, self.processing, self.quarantine, self.report)


def make_queues(scope: Construct, variant: Variant) -> Queues:
    """The customer's three queues, and quarantine beside the second."""
    closing_s = variant.closing_timeout_s

    def queue(name: str, timeout_s: int, patience: Patience = USUAL) -> WorkQueue:
        return WorkQueue(
            scope,
            name,
            timeout_s=timeout_s,
            dead_letter_timeout_s=closing_s,
            is_tls_only=variant.is_tls_only,
            patience=patience,
        )

    return Queues(
        listing=queue("ListingQueue", variant.lister_timeout_s),
        processing=queue("ProcessingQueue", variant.worker_timeout_s, COMPANY),
        quarantine=queue("QuarantineQueue", variant.worker_timeout_s, QUARANTINE),
        report=queue("ReportQueue", variant.report_timeout_s),
    )
