"""SqsListQueue, SqsScanQueue, SqsReportQueue: the tasks that wait."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from holescan.adapters.aws.errors import translated
from holescan.domain.errors import DependencyFailed
from holescan.protocol.tasks import ListTask, ReportTask, ScanTask, Task

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

BATCH = 10
"""SQS takes no more in one call."""

SEND_TRIES = 4
"""For entries that SQS refused one by one while it took the rest of their batch."""

MAX_DELAY_S = 900
"""SQS delays no message for longer."""

_BACKLOG: Any = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)


class SqsListQueue:
    """Listings to begin or go on with."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def put(self, task: ListTask, *, delay_s: int = 0) -> None:
        _send(self._client, self._url, task, delay_s=delay_s)


class SqsReportQueue:
    """Scans that may be over."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def put(self, task: ReportTask, delay_s: int = 0) -> None:
        """A delay above SQS's quarter hour is cut to it: the one who looks too early is followed by the sweeper."""
        _send(self._client, self._url, task, delay_s=min(delay_s, MAX_DELAY_S))


class SqsScanQueue:
    """Files to examine; a group per session makes the queue fair between scans."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def put_all(self, tasks: Iterable[ScanTask], *, delay_s: int = 0) -> None:
        for batch in _batches(tasks):
            self._send_batch([_entry(number, task, delay_s) for number, task in enumerate(batch)])

    def backlog(self) -> int:
        with translated("sqs"):
            answer = self._client.get_queue_attributes(QueueUrl=self._url, AttributeNames=_BACKLOG)
        return sum(int(count) for count in answer["Attributes"].values())

    def postpone(self, receipt: str, delay_s: int) -> None:
        with translated("sqs"):
            self._client.change_message_visibility(QueueUrl=self._url, ReceiptHandle=receipt, VisibilityTimeout=delay_s)

    def _send_batch(self, entries: list["SendMessageBatchRequestEntryTypeDef"]) -> None:
        for _ in range(SEND_TRIES):
            with translated("sqs"):
                answer = self._client.send_message_batch(QueueUrl=self._url, Entries=entries)
            refused = {entry["Id"] for entry in answer.get("Failed", [])}
            if not refused:
                return
            entries = [entry for entry in entries if entry["Id"] in refused]
        raise DependencyFailed("sqs", f"{len(entries)} tasks stay unqueued")


def _send(client: "SQSClient", url: str, task: Task, *, delay_s: int = 0) -> None:
    with translated("sqs"):
        client.send_message(QueueUrl=url, MessageBody=task.model_dump_json(), DelaySeconds=delay_s)


def _entry(number: int, task: ScanTask, delay_s: int) -> "SendMessageBatchRequestEntryTypeDef":
    return {
        "Id": str(number),
        "MessageBody": task.model_dump_json(),
        "MessageGroupId": task.session_id,
        "DelaySeconds": delay_s,
    }


def _batches(tasks: Iterable[ScanTask]) -> Iterator[list[ScanTask]]:
    left = iter(tasks)
    while batch := list(islice(left, BATCH)):
        yield batch
