"""SQS ScanTask batch -> one ScanFiles call; a failed task alone is retried."""

from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from holescan.runtime.container import scan_files
from holescan.runtime.events import deadline_of, deliveries_of, failures
from holescan.runtime.observability import logger, metrics


@logger.inject_lambda_context
@metrics.log_metrics(capture_cold_start_metric=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Examine the files of the batch."""
    deliveries = deliveries_of(event)
    again = scan_files()(deliveries, deadline=deadline_of(context))
    metrics.add_metric("FilesDelivered", MetricUnit.Count, len(deliveries))
    metrics.add_metric("FilesPostponed", MetricUnit.Count, len(again))
    return failures(again)
