"""A Lambda as all nine are: its own role and log group, both layers, traced, its environment from its settings class."""

from dataclasses import dataclass

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk.aws_iam import Role, ServicePrincipal
from aws_cdk.aws_sqs import Queue
from constructs import Construct

from cdk.dependencies import ROOT
from cdk.layers import NO_BYTECODE, Layers
from cdk.review import accept, allow
from holescan.settings import Settings

METRICS_NAMESPACE = "Holescan"
RUNTIME = lambda_.Runtime.PYTHON_3_13
# What an event source needs: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
CONSUME = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What a function may use at most. A whole vCPU comes with 1,769 MB."""

    timeout_s: int
    memory_mb: int


class HolescanFunction(lambda_.Function):
    """The folder `lambdas/<folder>` as a function; the rooms of the stack are opened to `its_role`."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        folder: str,
        *,
        size: Size,
        settings: Settings,
        layers: Layers,
        is_loop: bool = False,
    ) -> None:
        """`is_loop`: it sends to a queue that leads back to it, and bounds the hops itself, as Lambda stops others after 16."""
        self.its_role = Role(scope, f"{name}Role", assumed_by=ServicePrincipal("lambda.amazonaws.com"))
        self.size = size
        super().__init__(
            scope,
            name,
            code=lambda_.Code.from_asset(str(ROOT / "lambdas" / folder), exclude=NO_BYTECODE),
            handler="handler.handler",
            runtime=RUNTIME,
            architecture=lambda_.Architecture.ARM_64,
            timeout=Duration.seconds(size.timeout_s),
            memory_size=size.memory_mb,
            role=self.its_role,
            layers=[layers.dependencies, layers.holescan],
            log_group=_log_for(self.its_role, scope, name),
            tracing=lambda_.Tracing.ACTIVE,
            recursive_loop=lambda_.RecursiveLoop.ALLOW if is_loop else None,
            environment={**settings.as_environment(), **_powertools(folder)},
        )
        accept(
            self.its_role, "IAM5[Resource::*]", "X-Ray has no resources to name; CDK grants its two Put actions alone."
        )
        accept(self, "L1", "The newest Python that this project is tested on; pyproject.toml bounds it.")

    def consume(self, queue: Queue, *, batch: int, concurrency: int | None = None) -> None:
        """Be invoked with the queue's messages, `batch` at most; a message that fails returns alone."""
        self.add_event_source_mapping(
            f"From{queue.node.id}",
            event_source_arn=queue.queue_arn,
            batch_size=batch,
            max_concurrency=concurrency,
            report_batch_item_failures=True,
        )
        allow(self.its_role, CONSUME, [queue.queue_arn])


def _log_for(role: Role, scope: Construct, name: str) -> logs.LogGroup:
    log = logs.LogGroup(
        scope, f"{name}Log", retention=logs.RetentionDays.ONE_MONTH, removal_policy=RemovalPolicy.DESTROY
    )
    allow(role, ["logs:CreateLogStream", "logs:PutLogEvents"], [log.log_group_arn])
    return log


def _powertools(service: str) -> dict[str, str]:
    return {
        "POWERTOOLS_SERVICE_NAME": service,
        "POWERTOOLS_METRICS_NAMESPACE": METRICS_NAMESPACE,
        "POWERTOOLS_LOG_LEVEL": "INFO",
    }
