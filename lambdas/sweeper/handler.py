"""EventBridge, every few minutes -> one Sweep call and one ClearDeleted call."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from holescan.runtime.container import clear_deleted, sweep
from holescan.runtime.events import deadline_of
from holescan.runtime.observability import logger, metrics


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Move or close the scans that stand still, then remove what deleted ones left."""
    sweep()()
    clear_deleted()(deadline=deadline_of(context))
