"""SQS ListTask -> one ListFiles call; a failed one is retried by SQS."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from holescan.runtime.container import list_files
from holescan.runtime.events import deadline_of, list_tasks_of
from holescan.runtime.observability import logger, metrics


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Go on with the listing; the batch is one task."""
    for task in list_tasks_of(event):
        list_files()(task, deadline=deadline_of(context))
