"""SQS ReportTask -> one WriteReport call; a failed one is retried by SQS."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from holescan.runtime.container import write_report
from holescan.runtime.events import report_tasks_of
from holescan.runtime.observability import logger, metrics


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Write the report if the scan is over; the batch is one task."""
    for task in report_tasks_of(event):
        write_report()(task)
