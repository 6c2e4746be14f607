"""Dead letters of every queue -> one Abandon call each, so that every scan ends."""

from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from holescan.runtime.container import abandon
from holescan.runtime.events import dead_tasks_of
from holescan.runtime.observability import logger, metrics


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Give each dead letter its outcome; doing it twice changes nothing."""
    dead = dead_tasks_of(event)
    metrics.add_metric("TasksGivenUp", MetricUnit.Count, len(dead))
    for task, attempt in dead:
        abandon()(task, attempt)
