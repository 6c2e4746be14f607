"""EventBridge, every few minutes -> one Sweep call."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from holescan.runtime.container import sweep
from holescan.runtime.observability import logger, metrics


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Move or close the scans that stand still."""
    sweep()()
