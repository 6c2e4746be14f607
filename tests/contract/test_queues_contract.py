"""What the use cases may rely on of the queues, said of the fakes and of SQS alike; then what only SQS can do wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from holescan.adapters.aws import clients
from holescan.adapters.aws.sqs_queues import SqsListQueue, SqsReportQueue, SqsScanQueue
from holescan.domain.errors import DependencyFailed
from holescan.ports import ListQueue, ReportQueue, ScanQueue
from holescan.protocol.tasks import AnyTask, ListTask, ReportTask, ScanTask, Task
from tests.builders import SESSION, a_file
from tests.contract.vendor import Answers, answering
from tests.fakes.queues import MemoryListQueue, MemoryReportQueue, MemoryScanQueue


@dataclass(frozen=True, slots=True)
class Queues:
    """The three ports; `waiting` takes all that waits out of the queue of a kind of task."""

    listing: ListQueue
    processing: ScanQueue
    report: ReportQueue
    waiting: Callable[[type[Task]], Sequence[Task]]


@pytest.fixture
def memory_queues() -> Queues:
    listing, processing, report = MemoryListQueue(), MemoryScanQueue(), MemoryReportQueue()
    tasks: dict[type[Task], Sequence[Task]] = {
        ListTask: listing.tasks,
        ScanTask: processing.tasks,
        ReportTask: report.tasks,
    }
    return Queues(listing, processing, report, tasks.__getitem__)


@pytest.fixture
def sqs_queues(aws: None) -> Queues:  # noqa: ARG001 -- AWS must be there first
    client = clients.sqs()
    urls: dict[type[Task], str] = {
        kind: client.create_queue(QueueName=kind.__name__)["QueueUrl"] for kind in (ListTask, ScanTask, ReportTask)
    }

    def waiting(kind: type[Task]) -> list[Task]:
        taken: list[Task] = []
        while messages := client.receive_message(QueueUrl=urls[kind], MaxNumberOfMessages=10).get("Messages"):
            taken.extend(AnyTask.validate_json(message["Body"]) for message in messages)
        return taken

    return Queues(
        SqsListQueue(client, urls[ListTask]),
        SqsScanQueue(client, urls[ScanTask]),
        SqsReportQueue(client, urls[ReportTask]),
        waiting,
    )


@pytest.fixture(params=["memory_queues", "sqs_queues"])
def queues(request: pytest.FixtureRequest) -> Queues:
    made: Queues = request.getfixturevalue(request.param)
    return made


def scan_tasks(how_many: int) -> list[ScanTask]:
    return [ScanTask(session_id=SESSION, epoch=1, file=a_file(f"{number:02}.pdf")) for number in range(how_many)]


@pytest.mark.parametrize("how_many", [0, 1, 10, 23])
def test_every_task_is_queued_as_it_is(queues: Queues, how_many: int) -> None:
    tasks = scan_tasks(how_many)
    queues.processing.put_all(iter(tasks))
    assert queues.processing.backlog() == how_many
    assert sorted(queues.waiting(ScanTask), key=str) == tasks


def test_a_listing_and_a_report_are_queued_as_they_are(queues: Queues) -> None:
    listing = ListTask(session_id=SESSION, epoch=1, hop=3)
    report = ReportTask(session_id=SESSION, epoch=2)
    queues.listing.put(listing)
    queues.report.put(report)
    assert list(queues.waiting(ListTask)) == [listing]
    assert list(queues.waiting(ReportTask)) == [report]


@pytest.fixture
def scan_queue(aws: None) -> tuple[SqsScanQueue, str]:  # noqa: ARG001 -- AWS must be there first
    client = clients.sqs.__wrapped__()
    url = client.create_queue(QueueName="scan")["QueueUrl"]
    return SqsScanQueue(client, url), url


def test_a_message_names_its_session_as_its_group(scan_queue: tuple[SqsScanQueue, str]) -> None:
    queue, url = scan_queue
    queue.put_all(scan_tasks(1))
    received = clients.sqs().receive_message(QueueUrl=url, MessageSystemAttributeNames=["MessageGroupId"])
    assert received["Messages"][0]["Attributes"]["MessageGroupId"] == SESSION


def test_a_postponed_message_comes_back_when_it_was_asked_to(scan_queue: tuple[SqsScanQueue, str]) -> None:
    queue, url = scan_queue
    queue.put_all(scan_tasks(1))
    received = clients.sqs().receive_message(QueueUrl=url, VisibilityTimeout=600)["Messages"][0]
    queue.postpone(received["ReceiptHandle"], 0)
    assert "Messages" in clients.sqs().receive_message(QueueUrl=url)


def test_messages_in_flight_are_backlog(scan_queue: tuple[SqsScanQueue, str]) -> None:
    queue, url = scan_queue
    queue.put_all(scan_tasks(3))
    clients.sqs().receive_message(QueueUrl=url, VisibilityTimeout=600)
    assert queue.backlog() == 3


def test_a_report_is_delayed_by_a_quarter_hour_at_most(aws: None) -> None:  # noqa: ARG001
    client = clients.sqs.__wrapped__()
    queue = SqsReportQueue(client, client.create_queue(QueueName="report")["QueueUrl"])
    with answering(client, "SendMessage", Answers()) as sent:
        queue.put(ReportTask(session_id=SESSION, epoch=1), delay_s=60)
        queue.put(ReportTask(session_id=SESSION, epoch=1), delay_s=5400)
    assert [request["DelaySeconds"] for request in sent] == [60, 900]


def test_entries_that_sqs_refuses_are_sent_again(scan_queue: tuple[SqsScanQueue, str]) -> None:
    queue, _ = scan_queue
    tasks = scan_tasks(3)
    refusal = {"Successful": [], "Failed": [{"Id": "1", "Code": "InternalError", "SenderFault": False}]}
    with answering(queue._client, "SendMessageBatch", Answers((200, refusal))) as sent:  # noqa: SLF001
        queue.put_all(tasks)
    assert [[entry["Id"] for entry in request["Entries"]] for request in sent] == [["0", "1", "2"], ["1"]]
    assert ScanTask.model_validate_json(sent[1]["Entries"][0]["MessageBody"]) == tasks[1]


def test_entries_that_sqs_goes_on_refusing_are_a_failure(scan_queue: tuple[SqsScanQueue, str]) -> None:
    queue, _ = scan_queue
    refusal = {"Successful": [], "Failed": [{"Id": "1", "Code": "InternalError", "SenderFault": False}]}
    with (
        answering(queue._client, "SendMessageBatch", Answers(*[(200, refusal)] * 20)) as sent,  # noqa: SLF001
        pytest.raises(DependencyFailed),
    ):
        queue.put_all(scan_tasks(3))
    assert len(sent) == 4


def test_a_delayed_task_waits_in_sqs_before_it_is_delivered(sqs_queues: Queues) -> None:
    sqs_queues.processing.put_all([ScanTask(session_id=SESSION, epoch=1, file=a_file())], delay_s=60)

    assert sqs_queues.waiting(ScanTask) == []
    assert sqs_queues.processing.backlog() == 1
