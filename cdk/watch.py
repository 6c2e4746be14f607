"""What wakes an operator: alarms to one encrypted topic, and a dashboard with the same figures side by side."""

from collections.abc import Iterable

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk.aws_iam import ServicePrincipal
from constructs import Construct

from cdk.functions import HolescanFunction
from cdk.gateway import STAGE
from cdk.queues import Queues, WorkQueue

FIVE_MINUTES = Duration.minutes(5)
RUNBOOK = "What to do: docs/operations.md, When an alarm comes."
ERROR_PERCENT = 5
SLOW_SHARE_OF_TIMEOUT = 0.8
BUCKET_BYTES = 100 << 30  # a million files leave about 5 GB behind; a hundred means that nothing expires
# A million files wait 10 h at Drive's quota; a listing or a report that waits an hour is stuck.
OLDEST_MESSAGE_S = {
    "ListingQueue": 3600,
    "ProcessingQueue": 12 * 3600,
    "QuarantineQueue": 12 * 3600,
    "ReportQueue": 3600,
}


class Watch(Construct):
    """Alarms; what to do at each stands in docs/operations.md."""

    def __init__(self, scope: Construct, *, email: str) -> None:
        """`email` is told at each alarm, once it has confirmed; "" means nobody is."""
        super().__init__(scope, "Watch")
        self._topic = self._make_topic()
        if email:
            self._topic.add_subscription(subscriptions.EmailSubscription(email))
        self._board = cloudwatch.Dashboard(self, "Board", default_interval=Duration.hours(3))

    def functions(self, functions: Iterable[HolescanFunction], *, has_ratio_alarms: bool) -> None:
        """Watch for errors and for runs that come close to their time-out."""
        watched = list(functions)
        for function in watched:
            if has_ratio_alarms:
                self._watch_errors(function)
            self._watch_duration(function)
        self._chart("Errors", [function.metric_errors() for function in watched])
        self._chart("Duration, p95", [_p95(function) for function in watched])

    def sweeper(self, sweeper: HolescanFunction) -> None:
        """Watch that it runs at all: no other alarm tells that scans which stand still are no longer found."""
        runs = sweeper.metric_invocations(period=Duration.minutes(15), statistic="Sum")
        self._alarm(
            "SweeperSilent",
            runs,
            above=0,
            periods=2,
            means="The sweeper has not run for half an hour: scans that stand still are not closed.",
            is_silence=True,
        )

    def queues(self, queues: Queues) -> None:
        """Watch for messages that nobody could work, and for messages that wait too long."""
        for queue in queues.all:
            self._watch_dead_letters(queue)
            self._watch_age(queue)
        self._chart("Waiting", [queue.metric_approximate_number_of_messages_visible() for queue in queues.all])

    def gateway(self, api_id: str) -> None:
        """Watch for API Gateway's own failures (5xx) and for refused callers (4xx)."""
        for name, metric_name, threshold, means in (
            ("ApiServerErrors", "ExecutionError", 5, "API Gateway itself failed."),
            ("ApiIntegrationErrors", "IntegrationError", 5, "API Gateway could not run a function, or that failed."),
            ("ApiClientErrors", "ClientError", 500, "Many callers were refused."),
        ):
            self._alarm(name, _api_metric(metric_name, api_id), above=threshold, periods=1, means=means)
        self._chart("API", [_api_metric(name, api_id) for name in ("MessageCount", "ConnectCount", "ExecutionError")])

    def bucket(self, bucket_name: str) -> None:
        """Watch for a bucket whose objects do not expire; S3 counts once a day."""
        size = cloudwatch.Metric(
            namespace="AWS/S3",
            metric_name="BucketSizeBytes",
            dimensions_map={"BucketName": bucket_name, "StorageType": "StandardStorage"},
            statistic="Maximum",
            period=Duration.days(1),
        )
        means = "More than 100 GB are stored: results do not expire."
        self._alarm("BucketSize", size, above=BUCKET_BYTES, periods=1, means=means)

    def _watch_errors(self, function: HolescanFunction) -> None:
        percent = cloudwatch.MathExpression(
            expression="100 * errors / MAX([invocations, 1])",
            using_metrics={
                "errors": function.metric_errors(period=FIVE_MINUTES),
                "invocations": function.metric_invocations(period=FIVE_MINUTES),
            },
            period=FIVE_MINUTES,
            label="errors, percent",
        )
        means = f"More than {ERROR_PERCENT} % of the runs of {function.node.id} failed, for ten minutes."
        self._alarm(f"{function.node.id}Errors", percent, above=ERROR_PERCENT, periods=2, means=means)

    def _watch_duration(self, function: HolescanFunction) -> None:
        limit_ms = round(function.size.timeout_s * 1000 * SLOW_SHARE_OF_TIMEOUT)
        means = f"Runs of {function.node.id} come close to its time-out."
        self._alarm(f"{function.node.id}Duration", _p95(function), above=limit_ms, periods=2, means=means)

    def _watch_dead_letters(self, queue: WorkQueue) -> None:
        """By receives: the consumer takes a dead letter within seconds, so that hardly ever one is seen waiting."""
        received = queue.dead_letters.metric_number_of_messages_received(period=FIVE_MINUTES, statistic="Sum")
        means = f"A task of {queue.node.id} failed for good. Its files were given up, and users see it."
        self._alarm(f"{queue.node.id}DeadLetters", received, above=0, periods=1, means=means)

    def _watch_age(self, queue: WorkQueue) -> None:
        age = queue.metric_approximate_age_of_oldest_message(period=FIVE_MINUTES, statistic="Maximum")
        longest = OLDEST_MESSAGE_S[queue.node.id]
        means = f"A task waits in {queue.node.id} for more than {longest // 3600} h."
        self._alarm(f"{queue.node.id}Age", age, above=longest, periods=1, means=means)

    def _alarm(
        self, name: str, metric: cloudwatch.IMetric, *, above: float, periods: int, means: str, is_silence: bool = False
    ) -> None:
        """`means` is all that the mail says. `is_silence`: the metric must stay above, and no figure is the alarm."""
        operators, missing = cloudwatch.ComparisonOperator, cloudwatch.TreatMissingData
        alarm = cloudwatch.Alarm(
            self,
            name,
            metric=metric,
            threshold=above,
            evaluation_periods=periods,
            comparison_operator=(
                operators.LESS_THAN_OR_EQUAL_TO_THRESHOLD if is_silence else operators.GREATER_THAN_THRESHOLD
            ),
            treat_missing_data=missing.BREACHING if is_silence else missing.NOT_BREACHING,  # no scan, no figures
            alarm_description=f"{means} {RUNBOOK}",
        )
        alarm.add_alarm_action(actions.SnsAction(self._topic))
        alarm.add_ok_action(actions.SnsAction(self._topic))

    def _chart(self, title: str, metrics: list[cloudwatch.IMetric]) -> None:
        self._board.add_widgets(cloudwatch.GraphWidget(title=title, left=metrics, width=12))

    def _make_topic(self) -> sns.Topic:
        # A key of our own: CloudWatch may not use the one that AWS keeps for SNS.
        key = kms.Key(self, "AlarmKey", description="Encrypts holescan's alarms", enable_key_rotation=True)
        key.grant_encrypt_decrypt(ServicePrincipal("cloudwatch.amazonaws.com"))
        return sns.Topic(self, "Alarms", display_name="holescan alarms", master_key=key, enforce_ssl=True)


def _p95(function: HolescanFunction) -> cloudwatch.Metric:
    return function.metric_duration(period=FIVE_MINUTES, statistic="p95")


def _api_metric(name: str, api_id: str) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace="AWS/ApiGateway",
        metric_name=name,
        dimensions_map={"ApiId": api_id, "Stage": STAGE},
        statistic="Sum",
        period=FIVE_MINUTES,
    )
