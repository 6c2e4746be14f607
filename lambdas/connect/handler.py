"""`$connect` -> one Connect call: who is on the other end."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from holescan.runtime.container import connect
from holescan.runtime.events import accepted, connection_of, offered_subprotocols, principal_of
from holescan.runtime.observability import logger, metrics


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Accept the connection."""
    return accepted(connect()(connection_of(event), offered_subprotocols(event), principal_of(event)))
