"""`$disconnect` -> one Disconnect call."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from holescan.runtime.container import disconnect
from holescan.runtime.events import connection_of
from holescan.runtime.observability import logger, metrics


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Forget the connection; API Gateway wants an answer but nobody reads it."""
    disconnect()(connection_of(event))
    return {"statusCode": 200}
