"""SQS takes some tasks of a batch and refuses others: every file is queued in the end, and counted once."""

import pytest

from holescan.adapters.aws import clients
from holescan.adapters.aws.sqs_queues import SqsScanQueue
from holescan.domain.errors import DependencyFailed
from holescan.protocol.tasks import ScanTask
from tests.contract.vendor import Answer, Answers, answering
from tests.fakes.queues import MemoryScanQueue
from tests.fakes.world import World
from tests.faults.accounts import TREE, TRUTH, assert_exact, started, taken
from tests.faults.conftest import in_place_of

FAILED = {"Id": "0", "SenderFault": False, "Code": "InternalError"}


def refusing(*ids: str) -> Answer:
    taken_well = [{"Id": "1", "MessageId": "m-1", "MD5OfMessageBody": ""}]
    return 200, {"Successful": taken_well, "Failed": [{**FAILED, "Id": each} for each in ids]}


def test_a_lister_whose_queue_was_full_queues_every_file_when_it_comes_again() -> None:
    for room in range(len(TRUTH)):
        world, session_id = started()
        [task] = taken(world.listing_queue.tasks)
        world.scan_queue.room = room
        with pytest.raises(DependencyFailed):
            world.list_files(task)
        world.scan_queue.room = None
        world.list_files(task)
        assert {each.file.name for each in world.scan_queue.tasks} == TRUTH.keys()
        world.drain()
        assert_exact(world, session_id)


def test_a_listing_is_not_over_while_a_task_stays_unqueued(aws: None) -> None:  # noqa: ARG001 -- AWS must be there
    client = clients.sqs.__wrapped__()
    url = client.create_queue(QueueName="scan")["QueueUrl"]
    world = World(TREE, at=in_place_of({MemoryScanQueue: SqsScanQueue(client, url)}))
    session_id = world.start("HOLE-1")
    [task] = taken(world.listing_queue.tasks)
    with (
        answering(client, "SendMessageBatch", Answers(*[refusing("0")] * 100)),
        pytest.raises(DependencyFailed),
    ):
        world.list_files(task)
    assert not world.live(session_id).listed
    with answering(client, "SendMessageBatch", Answers(refusing("0"))) as asked:
        world.list_files(task)
    assert world.live(session_id).listed
    assert [len(request["Entries"]) for request in asked][:2] == [2, 1]
    waiting = client.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert {ScanTask.model_validate_json(message["Body"]).file.name for message in waiting} <= TRUTH.keys()
