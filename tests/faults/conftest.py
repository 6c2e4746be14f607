"""Worlds some of whose ports are the real adapters over moto's AWS, so that AWS's answers can be scripted."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import pytest

from holescan.adapters.aws import clients
from holescan.adapters.aws.dynamo_outcomes import DynamoOutcomes
from holescan.adapters.aws.dynamo_sessions import DynamoSessions
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.domain.errors import FileUnreadable
from holescan.domain.ids import SessionId
from holescan.domain.reasons import Reason
from tests.contract.conftest import TABLE, aws, bucket, clock, table
from tests.fakes.clock import FixedClock
from tests.fakes.outcomes import MemoryOutcomes
from tests.fakes.sessions import MemorySessions
from tests.fakes.world import World
from tests.faults.accounts import TREE, taken

__all__ = ["aws", "bucket", "clock", "table"]

T = TypeVar("T")


def in_place_of(ports: dict[type, object]) -> Callable[[T], T]:
    """For World.at: what stands there instead of each kind of fake."""

    def at(port: T) -> T:
        return cast("T", ports.get(type(port), port))

    return at


@pytest.fixture
def dynamo(table: DynamoTable) -> Any:  # noqa: ARG001 -- it must be made first
    """A client that no other test shares."""
    return clients.dynamodb.__wrapped__()


@pytest.fixture
def recorded(dynamo: Any, bucket: S3Bucket, clock: FixedClock) -> tuple[World, SessionId]:
    """The small folder's scan with its files waiting, its record in DynamoDB."""
    real_table = DynamoTable(dynamo, TABLE, clock)
    sessions, outcomes = DynamoSessions(real_table), DynamoOutcomes(real_table, bucket)
    world = World(TREE, page_size=2, clock=clock, at=in_place_of({MemorySessions: sessions, MemoryOutcomes: outcomes}))
    world.sessions, world.outcomes = cast("Any", sessions), cast("Any", outcomes)
    world.extractor.texts["locked.pdf"] = FileUnreadable(Reason.PASSWORD)
    session_id = world.start("HOLE-1", "HOLE-2")
    world.list_files(*taken(world.listing_queue.tasks))
    return world, session_id
