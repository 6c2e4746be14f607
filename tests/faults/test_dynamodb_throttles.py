"""A partition that is busy: work comes again later, nothing that was not read is taken for absent."""

from typing import Any

import pytest

from holescan.domain.errors import Throttled
from holescan.domain.ids import SessionId
from tests.contract.conftest import TABLE
from tests.contract.vendor import Answer, Answers, answering
from tests.fakes.world import World
from tests.faults.accounts import assert_exact, taken
from tests.faults.test_dynamodb_conflicts import cancelled

BUSY = cancelled("None", "ThrottlingError")


def unread(session_id: SessionId) -> Answer:
    left = [{"session_id": {"S": session_id}, "item": {"S": "file#a_pdf"}}]
    return 200, {"Responses": {TABLE: []}, "UnprocessedKeys": {TABLE: {"Keys": left, "ConsistentRead": True}}}


def test_a_throttled_commit_loses_no_file(recorded: tuple[World, SessionId], dynamo: Any) -> None:
    world, session_id = recorded
    batch = taken(world.scan_queue.tasks)
    with answering(dynamo, "TransactWriteItems", Answers(*[BUSY] * 1000)):
        again = world.scan_files(*batch)
    assert [late.task.file.name for late in again] == [task.file.name for task in batch]
    world.scan_files(*batch, receive=2)
    world.drain()
    assert_exact(world, session_id)


def test_outcomes_that_were_not_read_are_not_taken_for_absent(recorded: tuple[World, SessionId], dynamo: Any) -> None:
    world, session_id = recorded
    batch = taken(world.scan_queue.tasks)
    with (
        answering(dynamo, "BatchGetItem", Answers(*[unread(session_id)] * 1000)),
        pytest.raises(Throttled),
    ):
        world.scan_files(*batch, receive=2)
    assert world.live(session_id).counted.processed == 0
    world.scan_files(*batch, receive=2)
    world.drain()
    assert_exact(world, session_id)
