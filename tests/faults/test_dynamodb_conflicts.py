"""Transactions that meet: the later one reads again, and no outcome is lost, counted twice or told twice."""

from collections import Counter
from typing import Any

import pytest

from holescan.domain.ids import SessionId
from tests.contract.vendor import Answer, Answers, answering
from tests.fakes.world import World
from tests.faults.accounts import assert_exact, listed, taken, told


def cancelled(*codes: str) -> Answer:
    kind = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException"
    reasons = [{"Code": code} for code in codes]
    return 400, {"__type": kind, "Message": "cancelled", "CancellationReasons": reasons}


IN_THE_WAY = cancelled("None", "TransactionConflict")


@pytest.mark.parametrize("conflicts", [1, 3, 7])
def test_a_commit_in_conflict_is_tried_again_and_counted_once(
    recorded: tuple[World, SessionId], dynamo: Any, conflicts: int
) -> None:
    world, session_id = recorded
    with answering(dynamo, "TransactWriteItems", Answers(*[IN_THE_WAY] * conflicts)):
        again = world.scan_files(*taken(world.scan_queue.tasks))
    assert again == ()
    world.drain()
    assert_exact(world, session_id)
    assert told(world) == Counter({"a.pdf": 1, "c.pdf": 1, "d.pdf": 1})


def test_a_commit_that_stays_in_conflict_comes_again_with_its_message(
    recorded: tuple[World, SessionId], dynamo: Any
) -> None:
    world, session_id = recorded
    batch = taken(world.scan_queue.tasks)
    with answering(dynamo, "TransactWriteItems", Answers(*[IN_THE_WAY] * 1000)):
        again = world.scan_files(*batch)
    assert {late.task for late in again} == set(batch)
    world.scan_files(*(late.task for late in again), receive=2)
    world.drain()
    assert_exact(world, session_id)


def test_each_try_waits_a_random_while(recorded: tuple[World, SessionId], dynamo: Any) -> None:
    world, _ = recorded
    with answering(dynamo, "TransactWriteItems", Answers(*[IN_THE_WAY] * 3)):
        world.scan_files(*taken(world.scan_queue.tasks))
    assert len(world.clock.waits_s) == 3


def test_the_listers_page_in_conflict_is_counted_once() -> None:
    world, session_id = listed()
    world.outcomes.conflicts = 5
    world.scan_files(*taken(world.scan_queue.tasks))
    world.drain()
    assert_exact(world, session_id)
