"""Workers killed by SIGKILL while they hold messages, and every fifth message sent twice: exact totals, and an end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest

from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.adapters.aws.s3_storage import S3PageLog
from holescan.adapters.aws.sqs_queues import SqsScanQueue
from holescan.domain.ids import SessionId
from holescan.protocol.tasks import ScanTask
from local.deploy import client
from local.drive.ids import item_id
from tests.faults.worker_processes import WorkerProcesses
from tests.integration.gateway_client import viewer_at
from tests.local_world import World

FILES = 60
MATCHING = 12
FOLDER = "killed while read"

STRIKE_AT = (1, FILES // 3, FILES // 2)
"""All workers are killed when so many files are done. A message they hold each time goes on in quarantine."""

VISIBILITY_S = 12
"""Instead of three minutes: how long a killed worker's messages stay away."""

LIMIT_S = 200.0


@pytest.fixture
def folder(world: World) -> Iterator[str]:
    """The id of a folder of small files, which is there for this test alone."""
    folder = world.drive / FOLDER
    folder.mkdir()
    for number in range(FILES):
        (folder / f"ISO-{number:03}.txt").write_text("ends at HOLE-1" if number < MATCHING else "nothing")
    yield item_id(FOLDER.encode())
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


@pytest.fixture
def aws(world: World) -> Callable[[str], Any]:
    return partial(client, world.outputs["AwsEndpointUrl"])


@pytest.fixture
def impatient_queue(aws: Callable[[str], Any]) -> Iterator[SqsScanQueue]:
    """The processing queue while it and quarantine hide a message for seconds only."""
    sqs = aws("sqs")
    urls = [url_of(sqs, name) for name in ("ProcessingQueue", "QuarantineQueue")]
    before = [
        sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"] for url in urls
    ]
    for url in urls:
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": str(VISIBILITY_S)})
    yield SqsScanQueue(sqs, urls[0])
    for url, attributes in zip(urls, before, strict=True):
        sqs.set_queue_attributes(QueueUrl=url, Attributes=attributes)


def url_of(sqs: Any, name: str) -> str:
    [url] = [url for url in sqs.list_queues()["QueueUrls"] if name in url and "DLQ" not in url]
    return str(url)


@dataclass
class Attack:
    """What happens to a scan until it is complete.

    Attributes:
        left: the numbers of files done at which it strikes next.
        killed: processes, by strike.
    """

    workers: WorkerProcesses
    repeat: Callable[[SessionId], None]
    left: list[int] = field(default_factory=lambda: list(STRIKE_AT))
    killed: list[int] = field(default_factory=list)

    def until_complete(self, message: dict[str, Any]) -> bool:
        """Strike where it is due; True at the end."""
        if message["type"] == "PROGRESS" and self.left and self.left[0] <= message["processed"] < FILES:
            self.left.pop(0)
            self.killed.append(self.workers.kill())
            self.repeat(SessionId(message["session_id"]))
        return bool(message["type"] == "COMPLETE")


def test_the_scan_ends_exact(
    world: World, folder: str, aws: Callable[[str], Any], impatient_queue: SqsScanQueue
) -> None:
    log = S3PageLog(S3Bucket(aws("s3"), world.outputs["BucketName"]))

    def repeat(session_id: SessionId) -> None:
        files = [file for page in log.pages(session_id) for file in page.files]
        impatient_queue.put_all(ScanTask(session_id=session_id, epoch=1, file=file) for file in files[::5])

    attack = Attack(WorkerProcesses(world.home), repeat)
    with viewer_at(world.url) as viewer:
        viewer.send("start_scan", token=world.outputs["Token"], drive_link=folder, target_hole_codes=["HOLE-1"])
        complete = viewer.wait_for(attack.until_complete, limit_s=LIMIT_S)
    assert attack.killed[0] > 0
    told = [complete[name] for name in ("total_files", "total_processed", "total_matches", "failed")]
    assert told == [FILES, FILES, MATCHING, 0]
