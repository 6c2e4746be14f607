"""The five Lambdas behind the queues: list, scan, report, and the two that see to it that every scan ends."""

from dataclasses import dataclass

from aws_cdk import aws_scheduler as scheduler
from aws_cdk.aws_iam import Role, ServicePrincipal
from constructs import Construct

from cdk.functions import HolescanFunction, Size
from cdk.resources import MAX_FILE_BYTES, Resources
from cdk.review import allow
from cdk.storage import REPORTS, SESSIONS
from cdk.table import COMMIT, OPEN_SCANS, Access
from cdk.variant import USUAL
from holescan.settings import DeadLetterSettings, ListerSettings, ReportSettings, SweeperSettings, WorkerSettings

ONE_VCPU_MB = 1769
MIB = 1 << 20
# The reading process may take most of the worker's memory, so that it dies of a bad file before the worker does.
READER_BYTES = 1400 * MIB


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The way of a scan after it was started."""

    lister: HolescanFunction
    worker: HolescanFunction
    report: HolescanFunction
    dead_letter: HolescanFunction
    sweeper: HolescanFunction

    @property
    def all(self) -> tuple[HolescanFunction, ...]:
        """Every function off the socket."""
        return (self.lister, self.worker, self.report, self.dead_letter, self.sweeper)


def make_pipeline(scope: Construct, within: Resources) -> Pipeline:
    """The functions with their grants, their queues and the sweeper's clock."""
    return Pipeline(
        lister=_lister(scope, within),
        worker=_worker(scope, within),
        report=_report(scope, within),
        dead_letter=_dead_letter(scope, within),
        sweeper=_sweeper(scope, within),
    )


def _lister(scope: Construct, within: Resources) -> HolescanFunction:
    settings = ListerSettings(
        table_name=within.table.table_name,
        bucket_name=within.bucket.bucket_name,
        listing_queue_url=within.queues.listing.queue_url,
        processing_queue_url=within.queues.processing.queue_url,
        report_queue_url=within.queues.report.queue_url,
        gateway_url=within.gateway.callback_url,
        token_key_id=within.token_key.key_id,
        drive_api_url=within.variant.drive_api_url,
        drive_credential_secret_arn=within.sign_in.drive_secret_arn,
        drive_user_units=within.variant.drive_user_units,
        drive_project_units=within.variant.drive_project_units,
    )
    size = Size(timeout_s=within.variant.lister_timeout_s, memory_mb=1024)
    lister = HolescanFunction(
        scope, "Lister", "lister", size=size, settings=settings, layers=within.layers, is_loop=True
    )
    lister.consume(within.queues.listing, batch=1)
    _open_scan_to(lister, within)
    within.bucket.open_to_writer(lister.its_role, SESSIONS)
    within.token_key.open_to_opener(lister.its_role)
    within.sign_in.open_secret_to(lister.its_role)
    for queue in (within.queues.listing, within.queues.processing, within.queues.report):
        queue.open_to_sender(lister.its_role)
    return lister


def _worker(scope: Construct, within: Resources) -> HolescanFunction:
    settings = WorkerSettings(
        table_name=within.table.table_name,
        bucket_name=within.bucket.bucket_name,
        processing_queue_url=within.queues.processing.queue_url,
        quarantine_queue_url=within.queues.quarantine.queue_url,
        report_queue_url=within.queues.report.queue_url,
        gateway_url=within.gateway.callback_url,
        token_key_id=within.token_key.key_id,
        drive_api_url=within.variant.drive_api_url,
        drive_credential_secret_arn=within.sign_in.drive_secret_arn,
        drive_user_units=within.variant.drive_user_units,
        drive_project_units=within.variant.drive_project_units,
        file_time_limit_s=within.variant.file_time_limit_s,
        max_file_bytes=MAX_FILE_BYTES,
        child_memory_bytes=READER_BYTES,
    )
    size = Size(timeout_s=within.variant.worker_timeout_s, memory_mb=2048)
    worker = HolescanFunction(
        scope, "ScanWorker", "worker", size=size, settings=settings, layers=within.layers, is_loop=True
    )
    if within.variant.textract_url:
        worker.add_environment("AWS_ENDPOINT_URL_TEXTRACT", within.variant.textract_url)
    for queue, batch in ((within.queues.processing, 10), (within.queues.quarantine, 1)):
        worker.consume(queue, batch=batch, concurrency=within.variant.worker_concurrency)
        queue.open_to_postponer(worker.its_role)
        queue.open_to_sender(worker.its_role)
    _open_scan_to(worker, within)
    within.bucket.open_to_writer(worker.its_role, SESSIONS)
    allow(
        worker.its_role,
        ["textract:DetectDocumentText"],
        ["*"],
        wildcard_because="DetectDocumentText takes pictures in the request: Textract has no resource to name for it.",
    )
    within.token_key.open_to_opener(worker.its_role)
    within.sign_in.open_secret_to(worker.its_role)
    within.queues.report.open_to_sender(worker.its_role)
    return worker


def _report(scope: Construct, within: Resources) -> HolescanFunction:
    settings = ReportSettings(
        table_name=within.table.table_name,
        bucket_name=within.bucket.bucket_name,
        gateway_url=within.gateway.callback_url,
        lease_s=within.variant.report_lease_s,
    )
    size = Size(timeout_s=within.variant.report_timeout_s, memory_mb=ONE_VCPU_MB)
    report = HolescanFunction(scope, "ReportWriter", "report", size=size, settings=settings, layers=within.layers)
    report.consume(within.queues.report, batch=1)
    _open_scan_to(report, within)
    within.bucket.open_to_writer(report.its_role, REPORTS, SESSIONS)  # the workbook, and its rows of codes
    within.bucket.open_to_reader(report.its_role, REPORTS)  # COMPLETE carries a link, signed by this role
    return report


def _dead_letter(scope: Construct, within: Resources) -> HolescanFunction:
    settings = DeadLetterSettings(
        table_name=within.table.table_name,
        bucket_name=within.bucket.bucket_name,
        report_queue_url=within.queues.report.queue_url,
        gateway_url=within.gateway.callback_url,
    )
    size = Size(timeout_s=within.variant.closing_timeout_s, memory_mb=512)
    dead_letter = HolescanFunction(
        scope, "DeadLetterHandler", "dead_letter", size=size, settings=settings, layers=within.layers
    )
    for queue in within.queues.all:
        dead_letter.consume(queue.dead_letters, batch=10)
    _open_scan_to(dead_letter, within)
    within.bucket.open_to_writer(dead_letter.its_role, SESSIONS)
    within.bucket.open_to_reader(dead_letter.its_role, REPORTS)  # it may have to say COMPLETE in a dead writer's stead
    within.queues.report.open_to_sender(dead_letter.its_role)
    return dead_letter


def _sweeper(scope: Construct, within: Resources) -> HolescanFunction:
    settings = SweeperSettings(
        table_name=within.table.table_name,
        bucket_name=within.bucket.bucket_name,
        listing_queue_url=within.queues.listing.queue_url,
        processing_queue_url=within.queues.processing.queue_url,
        quarantine_queue_url=within.queues.quarantine.queue_url,
        report_queue_url=within.queues.report.queue_url,
        gateway_url=within.gateway.callback_url,
        still_after_s=within.variant.still_after_s,
        visibility_s=USUAL.visibility_s(within.variant.worker_timeout_s),
    )
    size = Size(timeout_s=within.variant.closing_timeout_s, memory_mb=512)
    sweeper = HolescanFunction(scope, "Sweeper", "sweeper", size=size, settings=settings, layers=within.layers)
    _open_scan_to(sweeper, within)
    within.bucket.open_to_writer(sweeper.its_role, SESSIONS)
    within.table.open_index_to(sweeper.its_role, OPEN_SCANS)
    within.table.open_to(sweeper.its_role, Access.DELETE_MANY)
    within.bucket.open_to_eraser(sweeper.its_role)
    for queue in (within.queues.listing, within.queues.report):
        queue.open_to_sender(sweeper.its_role)
    for queue in (within.queues.processing, within.queues.quarantine):
        queue.open_to_observer(sweeper.its_role)
    _run_every(within.variant.sweep_every_min, sweeper)
    return sweeper


def _open_scan_to(function: HolescanFunction, within: Resources) -> None:
    """What whoever moves a scan on needs: its items, its log and outcomes, its viewers."""
    within.table.open_to(function.its_role, *COMMIT)
    within.bucket.open_to_reader(function.its_role, SESSIONS)
    within.gateway.open_to_poster(function.its_role)


def _run_every(minutes: int, function: HolescanFunction) -> None:
    role = Role(function, "ClockRole", assumed_by=ServicePrincipal("scheduler.amazonaws.com"))
    allow(role, ["lambda:InvokeFunction"], [function.function_arn])
    scheduler.CfnSchedule(
        function,
        "Clock",
        schedule_expression=f"rate({minutes} minutes)" if minutes > 1 else "rate(1 minute)",
        flexible_time_window=scheduler.CfnSchedule.FlexibleTimeWindowProperty(mode="OFF"),
        target=scheduler.CfnSchedule.TargetProperty(
            arn=function.function_arn,
            role_arn=role.role_arn,
            # The next run comes soon enough, and knows more.
            retry_policy=scheduler.CfnSchedule.RetryPolicyProperty(maximum_retry_attempts=0),
        ),
    )
