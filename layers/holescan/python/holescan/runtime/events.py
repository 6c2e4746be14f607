"""Lambda's events as the use cases' words, and their answers as Lambda's."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from aws_lambda_powertools.utilities.data_classes import SQSEvent
from aws_lambda_powertools.utilities.data_classes.api_gateway_websocket_event import APIGatewayWebSocketEvent
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from holescan.domain.ids import ConnectionId
from holescan.protocol.tasks import AnyTask, ListTask, ReportTask, ScanTask, Task
from holescan.runtime.system import SystemClock
from holescan.steps.redelivery import Delivery

_SUBPROTOCOL = "Sec-WebSocket-Protocol"


def connection_of(event: dict[str, Any]) -> ConnectionId:
    """The connection an event is about; from requestContext only, which the caller cannot forge."""
    return ConnectionId(APIGatewayWebSocketEvent(event).request_context.connection_id)


def body_of(event: dict[str, Any]) -> str:
    """The frame that was received."""
    return APIGatewayWebSocketEvent(event).decoded_body or ""


def offered_subprotocols(event: dict[str, Any]) -> tuple[str, ...]:
    """What the client offered at the handshake."""
    offered = APIGatewayWebSocketEvent(event).headers.get(_SUBPROTOCOL, "")
    return tuple(item.strip() for item in offered.split(",") if item.strip())


def principal_of(event: dict[str, Any]) -> str:
    """Whom the authorizer of `$connect` let in; "" where the deployment has none."""
    authorized = event["requestContext"].get("authorizer") or {}
    return str(authorized.get("principalId") or "")


def accepted(subprotocol: str | None) -> dict[str, Any]:
    """`$connect` says yes; a client that offered a subprotocol must be told which one is spoken."""
    return {"statusCode": 200, "headers": {_SUBPROTOCOL: subprotocol}} if subprotocol else {"statusCode": 200}


def deadline_of(context: LambdaContext) -> datetime:
    """When Lambda stops this invocation."""
    return SystemClock().now() + timedelta(milliseconds=context.get_remaining_time_in_millis())


def deliveries_of(event: dict[str, Any]) -> list[Delivery]:
    """The scan tasks of an SQS batch."""
    return [_delivery(record) for record in SQSEvent(event).records]


def _delivery(record: SQSRecord) -> Delivery:
    task = ScanTask.model_validate_json(record.body)
    return Delivery(task, _attempt(task, record), record.message_id, record.receipt_handle)


def _attempt(task: Task, record: SQSRecord) -> int:
    """Receives over both queues of files."""
    tried = task.tried if isinstance(task, ScanTask) else 0
    return tried + int(record.attributes.approximate_receive_count)


def failures(deliveries: Iterable[Delivery]) -> dict[str, Any]:
    """A partial batch response: only these messages come again."""
    return {"batchItemFailures": [{"itemIdentifier": delivery.message_id} for delivery in deliveries]}


def list_tasks_of(event: dict[str, Any]) -> list[ListTask]:
    """The listings of an SQS batch."""
    return [ListTask.model_validate_json(record.body) for record in SQSEvent(event).records]


def report_tasks_of(event: dict[str, Any]) -> list[ReportTask]:
    """The reports of an SQS batch."""
    return [ReportTask.model_validate_json(record.body) for record in SQSEvent(event).records]


def dead_tasks_of(event: dict[str, Any]) -> list[tuple[ScanTask | ListTask | ReportTask, int]]:
    """Dead letters of any queue, each with how often it was received."""
    read = ((AnyTask.validate_json(record.body), record) for record in SQSEvent(event).records)
    return [(task, _attempt(task, record)) for task, record in read]
