"""`$default` and `ping` -> the doorman, who needs no record."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from holescan.runtime.container import doorman
from holescan.runtime.events import body_of, connection_of
from holescan.runtime.observability import logger, metrics


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer PONG, or what is wrong with the frame."""
    doorman().receive(connection_of(event), body_of(event))
    return {"statusCode": 200}
