"""One scan of tiny files through the use cases: how often each port is called, and what a call costs on AWS."""

import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import boto3
from moto import mock_aws

from bench.scaling.meter import Meter
from bench.scaling.taps import KEPT, Taps
from holescan.adapters.aws import clients
from holescan.adapters.aws.dynamo_outcomes import DynamoOutcomes
from holescan.adapters.aws.dynamo_sessions import DynamoSessions
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.gateway_channel import GatewayChannel
from holescan.adapters.aws.kms_vault import KmsVault
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.adapters.aws.s3_results import S3ResultIndex
from holescan.adapters.aws.s3_storage import S3CodeLists, S3PageLog, S3Reports
from holescan.adapters.aws.sqs_queues import SqsListQueue, SqsReportQueue, SqsScanQueue
from holescan.domain.prices import REGION
from holescan.domain.session import ScanState
from holescan.domain.text import ExtractedText, TextPart
from tests.contract.vendor import Answers
from tests.fakes.clock import FixedClock
from tests.fakes.drive import Tree
from tests.fakes.extraction import ScriptedExtractor
from tests.fakes.world import World

T = TypeVar("T")

if Path("/dev/shm").is_dir():  # noqa: S108 -- a folder for each file, as in Lambda's /tmp, without this machine's disk
    tempfile.tempdir = "/dev/shm"  # noqa: S108 -- as above

BATCH = 10
MATCHING = 0.05
"""Of all files, scattered as chance does it: a batch of ten commits once more for its first hit, wherever that is."""

BY_FILE = frozenset({"MemoryOutcomes.all", "MemoryScanQueue.put_all"})
"""Calls whose cost grows with the files they are about."""

WORKERS = 40
"""As many as Drive's quota feeds (cdk/variant.py); each asks once for the codes and the token, and keeps them."""

SECONDS_OF_A_TINY_FILE = 0.1
MOST_POSTS = 100_000

TABLE, BUCKET, GATEWAY = "results", "results", "https://gateway.invalid/live"


@dataclass(frozen=True)
class Scanned:
    """What one scan took.

    Attributes:
        calls: of each port.
        batches: messages taken together from each queue; Lambda's poller asks SQS once to receive and once to delete.
        messages: to the browser, by type.
    """

    files: int
    calls: Counter[str]
    batches: Counter[str]
    messages: Counter[str]


class TimedExtractor(ScriptedExtractor):
    """A file takes its time, so that a batch commits as often as it would."""

    def __init__(self, clock: FixedClock, seconds_per_file: float) -> None:
        super().__init__()
        self._clock, self._seconds = clock, seconds_per_file

    def extract(self, path: Path, *, name: str) -> ExtractedText:  # noqa: ARG002
        """The file's own text."""
        self._clock.advance(self._seconds)
        return ExtractedText((TextPart(path.read_text(), page=1),), pages=1)


def tree_of(files: int) -> Tree:
    """Tiny files with names of the usual length."""
    hits = set(random.Random(5).sample(range(files), round(files * MATCHING)))  # noqa: S311 -- the same in every run
    return {f"ISO-{n:06} rev B sheet 1.pdf": b"HOLE-1" if n in hits else b"x" for n in range(files)}


def scan(files: int, taps: Taps, *, seconds_per_file: float) -> Scanned:
    """Start, list, examine and report, in the order in which a healthy scan goes."""
    world = World(tree_of(files), at=taps.at)
    world.extractor = TimedExtractor(world.clock, seconds_per_file)
    session_id = world.start("HOLE-1", "HOLE-2")
    batches: Counter[str] = Counter()
    for listing in _taken(world.listing_queue.tasks, 1, batches, "listing"):
        world.list_files(*listing)
    for tasks in _taken(world.scan_queue.tasks, BATCH, batches, "scan"):
        assert not world.scan_files(*tasks), "a healthy scan postpones nothing"  # noqa: S101 -- a bench that lies is none
    for report in _taken(world.report_queue.tasks, 1, batches, "report"):
        world.write_report(*report)
    assert taps.at(world.sessions).live(session_id).state is ScanState.COMPLETE  # type: ignore[union-attr]  # noqa: S101
    messages = Counter(str(message.model_dump()["type"]) for message in world.channel.messages)
    return Scanned(files, _once_a_worker(taps.calls), batches, messages)


def _taken(tasks: list[T], size: int, batches: Counter[str], queue: str) -> Iterator[list[T]]:
    start = 0
    while start < len(tasks):
        batches[queue] += 1
        yield tasks[start : start + size]
        start += size


def _once_a_worker(calls: Counter[str]) -> Counter[str]:
    return Counter({name: min(count, WORKERS) if name in KEPT else count for name, count in calls.items()})


@dataclass(frozen=True)
class Costs:
    """What the real adapters spent on a scan of so many files, by port call: requests and units."""

    files: int
    calls: Counter[str]
    spent: Mapping[str, Mapping[str, float]]

    def of(self, scanned: Scanned) -> Counter[str]:
        """The same for another scan.

        Raises:
            ZeroDivisionError: it called a port that the measured one never called, so the cost is not known.
        """
        usage: Counter[str] = Counter()
        for label, calls in scanned.calls.items():
            times = scanned.files / self.files if label in BY_FILE else calls / self.calls[label]
            usage.update({name: each * times for name, each in self.spent[label].items()})
        batches = sum(scanned.batches.values())
        usage.update({"sqs ReceiveMessage": batches, "sqs DeleteMessageBatch": batches, "lambda Invoke": batches})
        return usage


def measured_costs(files: int, *, seconds_per_file: float) -> Costs:
    """Scan so many files on moto's AWS; seconds for a file decide how many a commit holds, and so what one costs."""
    for cached in (clients.dynamodb, clients.s3, clients.sqs, clients.kms, clients.gateway):
        cached.cache_clear()  # the last measurement's meter is still at them
    with mock_aws():
        boto3.setup_default_session(region_name=REGION)
        _make_resources()
        behind = _adapters()
        meter = Meter(stored=_reader(boto3.client("dynamodb")))
        taps = Taps(behind, called=lambda label: setattr(meter, "label", label))
        _watch_clients(meter)
        scan(files, taps, seconds_per_file=seconds_per_file)
    return Costs(files, taps.calls, meter.spent)


def _make_resources() -> None:
    clients.dynamodb().create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[
            {"AttributeName": "session_id", "KeyType": "HASH"},
            {"AttributeName": "item", "KeyType": "RANGE"},
        ],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("session_id", "item")],
    )
    clients.s3().create_bucket(Bucket=BUCKET)


def _reader(client: Any) -> Any:
    def stored(request: dict[str, Any]) -> Any:
        return client.get_item(TableName=request["TableName"], Key=request["Key"]).get("Item", {})

    return stored


def _watch_clients(meter: Meter) -> None:
    gateway = clients.gateway(GATEWAY)
    # Nobody is connected: every post is answered here.
    answers: Any = Answers(*[(200, {})] * MOST_POSTS)
    gateway.meta.events.register_first("before-send", lambda request, **_: answers.next(request))  # type: ignore[arg-type,return-value,unused-ignore] # an answer ends the asking
    for client in (clients.dynamodb(), clients.s3(), clients.sqs(), clients.kms(), gateway):
        meter.watch(client)


def _adapters() -> dict[str, tuple[object, bool]]:
    """By the name of the fake each stands before; True where the world looks into the fake too."""
    table, bucket = DynamoTable(clients.dynamodb(), TABLE, FixedClock()), S3Bucket(clients.s3(), BUCKET)
    sqs = clients.sqs()
    urls = [sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("listing", "scan", "report")]
    key = clients.kms().create_key()["KeyMetadata"]["KeyId"]
    return {
        "MemorySessions": (DynamoSessions(table), False),
        "MemoryOutcomes": (DynamoOutcomes(table, bucket), False),
        "MemoryPageLog": (S3PageLog(bucket), False),
        "MemoryCodeLists": (S3CodeLists(bucket), False),
        "MemoryReports": (S3Reports(bucket), False),
        "MemoryResultIndex": (S3ResultIndex(bucket), False),
        "MemoryVault": (KmsVault(clients.kms(), key, table), True),
        "MemoryListQueue": (SqsListQueue(sqs, urls[0]), True),
        "MemoryScanQueue": (SqsScanQueue(sqs, urls[1]), True),
        "MemoryReportQueue": (SqsReportQueue(sqs, urls[2]), True),
        "RecordingChannel": (GatewayChannel(clients.gateway(GATEWAY)), True),
    }
