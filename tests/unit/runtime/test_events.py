"""Lambda's events as the use cases' words."""

from typing import Any

import pytest

from holescan.protocol.tasks import ListTask, ReportTask, ScanTask
from holescan.runtime.events import (
    accepted,
    connection_of,
    dead_tasks_of,
    deliveries_of,
    failures,
    offered_subprotocols,
    principal_of,
)
from tests.builders import SESSION, a_file


def record(body: str, *, message_id: str = "m-1", receives: int = 1) -> dict[str, Any]:
    return {
        "messageId": message_id,
        "receiptHandle": f"receipt-{message_id}",
        "body": body,
        "attributes": {"ApproximateReceiveCount": str(receives)},
    }


def connect_event(headers: dict[str, str]) -> dict[str, Any]:
    return {"requestContext": {"connectionId": "c-1"}, "headers": headers}


@pytest.mark.parametrize("name", ["Sec-WebSocket-Protocol", "sec-websocket-protocol"])
def test_the_offered_subprotocols_are_read_whatever_the_case_of_the_header(name: str) -> None:
    assert offered_subprotocols(connect_event({name: "holescan.v1, client.abc"})) == ("holescan.v1", "client.abc")


def test_a_client_without_subprotocols_offers_none() -> None:
    assert offered_subprotocols(connect_event({})) == ()


def test_the_accepted_subprotocol_is_answered_exactly_when_there_is_one() -> None:
    assert accepted("holescan.v1") == {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": "holescan.v1"}}
    assert accepted(None) == {"statusCode": 200}


def test_the_connection_comes_from_the_request_context_alone() -> None:
    assert connection_of({**connect_event({}), "body": '{"connectionId": "c-2"}'}) == "c-1"


def test_the_principal_comes_from_the_authorizer_alone() -> None:
    event = connect_event({"principalId": "mallory"})
    assert principal_of(event) == ""
    event["requestContext"]["authorizer"] = {"principalId": "alice@example.org", "scope": "all"}
    assert principal_of(event) == "alice@example.org"


@pytest.mark.parametrize("authorizer", [None, {}, {"principalId": None}, {"principalId": ""}])
def test_an_authorizer_that_names_nobody_let_nobody_in(authorizer: Any) -> None:
    assert principal_of({"requestContext": {"connectionId": "c-1", "authorizer": authorizer}}) == ""


def test_a_delivery_carries_how_often_it_was_received() -> None:
    task = ScanTask(session_id=SESSION, epoch=1, file=a_file())
    [delivery] = deliveries_of({"Records": [record(task.model_dump_json(), receives=3)]})

    assert (delivery.task, delivery.attempt, delivery.receipt) == (task, 3, "receipt-m-1")


def test_a_delivery_from_quarantine_goes_on_counting() -> None:
    task = ScanTask(session_id=SESSION, epoch=1, file=a_file(), tried=2)
    event = {"Records": [record(task.model_dump_json(), receives=1)]}

    assert [delivery.attempt for delivery in deliveries_of(event)] == [3]
    assert dead_tasks_of(event) == [(task, 3)]


def test_only_what_must_come_again_is_a_failure() -> None:
    task = ScanTask(session_id=SESSION, epoch=1, file=a_file())
    body = task.model_dump_json()
    deliveries = deliveries_of({"Records": [record(body), record(body, message_id="m-2")]})

    assert failures(deliveries[1:]) == {"batchItemFailures": [{"itemIdentifier": "m-2"}]}


@pytest.mark.parametrize(
    "task",
    [
        ScanTask(session_id=SESSION, epoch=1, file=a_file()),
        ListTask(session_id=SESSION, epoch=1),
        ReportTask(session_id=SESSION, epoch=1),
    ],
)
def test_a_dead_letter_is_what_it_was(task: ScanTask | ListTask | ReportTask) -> None:
    assert dead_tasks_of({"Records": [record(task.model_dump_json(), receives=5)]}) == [(task, 5)]
