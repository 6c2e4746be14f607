"""Every action but `ping` -> its use case, by the routes of the container."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from holescan.runtime.container import front
from holescan.runtime.events import body_of, connection_of
from holescan.runtime.observability import logger, metrics


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Do what the frame asks for; the answer goes through the connection, not through this return."""
    front().receive(connection_of(event), body_of(event))
    return {"statusCode": 200}
