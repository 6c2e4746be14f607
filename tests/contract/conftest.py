"""What the contract suites run against: the fakes, and the adapters on moto's AWS."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import pytest
from moto import mock_aws

from holescan.adapters.aws import clients, keys
from holescan.adapters.aws.dynamo_connections import DynamoConnections
from holescan.adapters.aws.dynamo_outcomes import DynamoOutcomes
from holescan.adapters.aws.dynamo_sessions import DynamoSessions
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.dynamo_values import Change
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.domain.ids import SessionId
from holescan.ports import Connections, Outcomes, Sessions
from tests.builders import SESSION
from tests.fakes.clock import FixedClock
from tests.fakes.connections import MemoryConnections
from tests.fakes.outcomes import MemoryOutcomes
from tests.fakes.sessions import MemorySessions
from tests.fakes.table import MemoryTable

TABLE = "ProcessResultsTable"
BUCKET = "results"
REGION: Final = "eu-central-1"


@dataclass(frozen=True, slots=True)
class Store:
    """The three ports over one record. `force` sets fields of a scan that no port's method leads to yet."""

    sessions: Sessions
    outcomes: Outcomes
    connections: Connections
    clock: FixedClock
    force: Callable[..., None]


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        yield


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def table(aws: None, clock: FixedClock) -> DynamoTable:  # noqa: ARG001 -- AWS must be there first
    client = clients.dynamodb()
    client.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[
            {"AttributeName": "session_id", "KeyType": "HASH"},
            {"AttributeName": "item", "KeyType": "RANGE"},
        ],
        AttributeDefinitions=[
            {"AttributeName": name, "AttributeType": "S"}
            for name in ("session_id", "item", "owner", "created_at", "open", "opened_at")
        ],
        GlobalSecondaryIndexes=[
            _index(keys.SCANS_BY_OWNER, "owner", "created_at", "ALL"),
            _index(keys.OPEN_SCANS, "open", "opened_at", "KEYS_ONLY"),
        ],
    )
    return DynamoTable(client, TABLE, clock)


@pytest.fixture
def bucket(aws: None) -> S3Bucket:  # noqa: ARG001 -- AWS must be there first
    client = clients.s3()
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    return S3Bucket(client, BUCKET)


@pytest.fixture
def memory_store(clock: FixedClock) -> Store:
    shared = MemoryTable(clock)

    def force(session_id: SessionId = SESSION, **fields: Any) -> None:
        partition = shared.partitions[session_id]
        assert partition.scan is not None
        partition.scan = replace(partition.scan, **fields)

    return Store(MemorySessions(shared), MemoryOutcomes(shared), MemoryConnections(shared), clock, force)


@pytest.fixture
def dynamo_store(table: DynamoTable, bucket: S3Bucket, clock: FixedClock) -> Store:
    def force(session_id: SessionId = SESSION, **fields: Any) -> None:
        assert table.update(session_id, keys.SCAN, Change(set=fields))

    return Store(DynamoSessions(table), DynamoOutcomes(table, bucket), DynamoConnections(table), clock, force)


@pytest.fixture(params=["memory_store", "dynamo_store"])
def store(request: pytest.FixtureRequest) -> Store:
    made: Store = request.getfixturevalue(request.param)
    return made


def _index(name: str, partition: str, order: str, projection: Any) -> Any:
    return {
        "IndexName": name,
        "KeySchema": [
            {"AttributeName": partition, "KeyType": "HASH"},
            {"AttributeName": order, "KeyType": "RANGE"},
        ],
        "Projection": {"ProjectionType": projection},
    }
