"""The composition root: what each Lambda is made of, once per process.

What one Lambda alone needs is imported where it is composed, so that `$connect` starts without Drive, openpyxl and the
readers.
"""

from datetime import timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from holescan.adapters.aws import clients
from holescan.adapters.aws.dynamo_connections import DynamoConnections
from holescan.adapters.aws.dynamo_sessions import DynamoSessions
from holescan.domain.ids import SessionId
from holescan.runtime import parts
from holescan.runtime.front import Doorman, Front
from holescan.runtime.memory import remembering
from holescan.runtime.system import SystemClock, SystemDice
from holescan.settings import (
    ConnectSettings,
    DeadLetterSettings,
    DefaultSettings,
    DisconnectSettings,
    DispatcherSettings,
    ListerSettings,
    ReportSettings,
    SweeperSettings,
    WorkerSettings,
)

if TYPE_CHECKING:
    from holescan.domain.access import Access
    from holescan.steps.governed_drive import GovernedDrive
    from holescan.usecases.abandon import Abandon
    from holescan.usecases.clear_deleted import ClearDeleted
    from holescan.usecases.connect import Connect
    from holescan.usecases.disconnect import Disconnect
    from holescan.usecases.list_files import ListFiles
    from holescan.usecases.scan_files import ScanFiles
    from holescan.usecases.sweep import Sweep
    from holescan.usecases.write_report import WriteReport

SESSIONS_IN_MEMORY = 8
"""Code lists and tokens that a warm worker keeps: fair queues hand it a few scans at a time."""

FILES_AHEAD = 2
"""With the one that is read three of the largest files lie in /tmp, and that has 512 MB."""


@cache
def connect() -> "Connect":
    """For `$connect`."""
    from holescan.usecases.connect import Connect

    settings = ConnectSettings.from_env()
    connections = DynamoConnections(parts.table(settings.table_name))
    return Connect(connections, SystemClock(), needs_principal=settings.has_authorizer == 1)


@cache
def disconnect() -> "Disconnect":
    """For `$disconnect`."""
    from holescan.usecases.disconnect import Disconnect

    return Disconnect(DynamoConnections(parts.table(DisconnectSettings.from_env().table_name)))


@cache
def doorman() -> Doorman:
    """For `$default` and `ping`."""
    return Doorman(parts.channel(DefaultSettings.from_env().gateway_url))


@cache
def front() -> Front:
    """For every other action."""
    from holescan.runtime.routes import routes

    settings = DispatcherSettings.from_env()
    connections = DynamoConnections(parts.table(settings.table_name))
    return Front(
        connections,
        parts.channel(settings.gateway_url),
        routes(settings),
        has_own_credential=bool(settings.drive_credential_secret_arn),
    )


@cache
def list_files() -> "ListFiles":
    """For the listing queue."""
    from holescan.adapters.aws.kms_vault import KmsVault
    from holescan.adapters.aws.s3_storage import S3PageLog
    from holescan.adapters.aws.sqs_queues import SqsListQueue, SqsScanQueue
    from holescan.steps.unsettled import Redrive
    from holescan.usecases.list_files import WAIT_FOR_QUOTA, ListFiles

    settings = ListerSettings.from_env()
    table, bucket = parts.table(settings.table_name), parts.bucket(settings.bucket_name)
    scans = SqsScanQueue(clients.sqs(), settings.processing_queue_url)
    return ListFiles(
        sessions=DynamoSessions(table),
        log=S3PageLog(bucket),
        drive=_governed_drive(settings, WAIT_FOR_QUOTA),
        vault=KmsVault(clients.kms(), settings.token_key_id, table),
        listings=SqsListQueue(clients.sqs(), settings.listing_queue_url),
        scans=scans,
        redrive=Redrive(parts.epoch_log(settings.table_name, settings.bucket_name), scans, SystemClock()),
        pausing=parts.pausing(settings.table_name, settings.gateway_url),
        audience=parts.audience(settings.table_name, settings.gateway_url),
        ending=parts.ending(settings.table_name, settings.report_queue_url),
        clock=SystemClock(),
    )


@cache
def scan_files() -> "ScanFiles":
    """For the processing queue and for quarantine."""
    from holescan.adapters.aws.dynamo_outcomes import DynamoOutcomes
    from holescan.adapters.aws.kms_vault import KmsVault
    from holescan.adapters.aws.recognition_record import AwsRecognitionRecord
    from holescan.adapters.aws.s3_storage import S3CodeLists
    from holescan.adapters.aws.sqs_queues import SqsScanQueue
    from holescan.steps.examine import Examiner
    from holescan.steps.file_batch import Workplace
    from holescan.steps.governor import LONGEST_WAIT
    from holescan.steps.recognise import Recognition
    from holescan.steps.redelivery import Redelivery
    from holescan.usecases.scan_files import ScanFiles

    settings = WorkerSettings.from_env()
    table, bucket = parts.table(settings.table_name), parts.bucket(settings.bucket_name)
    vault = KmsVault(clients.kms(), settings.token_key_id, table)
    extractor = parts.extractor(settings.file_time_limit_s, settings.child_memory_bytes, settings.max_file_bytes)

    @lru_cache(SESSIONS_IN_MEMORY)
    def access(session_id: SessionId, _generation: int) -> "Access":
        # A refreshed token has a new generation, so the old one is never used again.
        return vault.unseal(session_id)

    sessions = DynamoSessions(table)
    return ScanFiles(
        sessions=sessions,
        outcomes=DynamoOutcomes(table, bucket),
        ending=parts.ending(settings.table_name, settings.report_queue_url),
        session=remembering(sessions.session, SESSIONS_IN_MEMORY),
        place=Workplace(
            drive=_governed_drive(settings, LONGEST_WAIT),
            redelivery=Redelivery(
                company=SqsScanQueue(clients.sqs(), settings.processing_queue_url),
                quarantine=SqsScanQueue(clients.sqs(), settings.quarantine_queue_url),
            ),
            examiner=Examiner(extractor, Recognition(extractor, parts.LazyRecogniser(), SystemClock())),
            recognised=AwsRecognitionRecord(table, bucket),
            recorder=parts.recorder(
                settings.table_name, settings.bucket_name, settings.report_queue_url, settings.gateway_url
            ),
            pausing=parts.pausing(settings.table_name, settings.gateway_url),
            clock=SystemClock(),
            dice=SystemDice(),
            codes=lru_cache(SESSIONS_IN_MEMORY)(S3CodeLists(bucket).compiled),
            access=access,
            max_file_bytes=settings.max_file_bytes,
            file_time_limit=timedelta(seconds=settings.file_time_limit_s),
            ahead=FILES_AHEAD,
        ),
    )


@cache
def write_report() -> "WriteReport":
    """For the report queue."""
    from holescan.adapters.aws.dynamo_outcomes import DynamoOutcomes
    from holescan.adapters.aws.kms_vault import KmsVault
    from holescan.adapters.aws.s3_results import S3ResultIndex
    from holescan.adapters.aws.s3_storage import S3CodeLists, S3Reports
    from holescan.adapters.report.workbook import ExcelReport
    from holescan.steps.closing import Closing
    from holescan.usecases.write_report import WriteReport

    settings = ReportSettings.from_env()
    table, bucket = parts.table(settings.table_name), parts.bucket(settings.bucket_name)
    reports = S3Reports(bucket)
    return WriteReport(
        sessions=DynamoSessions(table),
        outcomes=DynamoOutcomes(table, bucket),
        code_lists=S3CodeLists(bucket),
        writer=ExcelReport(),
        reports=reports,
        index=S3ResultIndex(bucket),
        vault=KmsVault(clients.kms(), key_id="", table=table),  # it only forgets, and forgetting needs no key
        audience=parts.audience(settings.table_name, settings.gateway_url),
        closing=Closing(reports),
        clock=SystemClock(),
        lease=timedelta(seconds=settings.lease_s),
    )


@cache
def abandon() -> "Abandon":
    """For the dead-letter queues."""
    from holescan.adapters.aws.s3_storage import S3Reports
    from holescan.steps.closing import Closing
    from holescan.usecases.abandon import Abandon

    settings = DeadLetterSettings.from_env()
    return Abandon(
        sessions=DynamoSessions(parts.table(settings.table_name)),
        recorder=parts.recorder(
            settings.table_name, settings.bucket_name, settings.report_queue_url, settings.gateway_url
        ),
        ending=parts.ending(settings.table_name, settings.report_queue_url),
        audience=parts.audience(settings.table_name, settings.gateway_url),
        closing=Closing(S3Reports(parts.bucket(settings.bucket_name))),
    )


@cache
def clear_deleted() -> "ClearDeleted":
    """For the schedule too."""
    from holescan.adapters.aws.dynamo_deletions import DynamoDeletions
    from holescan.adapters.aws.eraser import AwsEraser
    from holescan.usecases.clear_deleted import ClearDeleted

    settings = SweeperSettings.from_env()
    table, bucket = parts.table(settings.table_name), parts.bucket(settings.bucket_name)
    return ClearDeleted(DynamoDeletions(table), AwsEraser(table, bucket, SystemClock()), SystemClock())


@cache
def sweep() -> "Sweep":
    """For the schedule."""
    from holescan.adapters.aws.sqs_queues import SqsListQueue, SqsReportQueue, SqsScanQueue
    from holescan.usecases.sweep import Sweep

    settings = SweeperSettings.from_env()
    return Sweep(
        sessions=DynamoSessions(parts.table(settings.table_name)),
        epoch_log=parts.epoch_log(settings.table_name, settings.bucket_name),
        listings=SqsListQueue(clients.sqs(), settings.listing_queue_url),
        scans=[
            SqsScanQueue(clients.sqs(), url) for url in (settings.processing_queue_url, settings.quarantine_queue_url)
        ],
        reports=SqsReportQueue(clients.sqs(), settings.report_queue_url),
        recorder=parts.recorder(
            settings.table_name, settings.bucket_name, settings.report_queue_url, settings.gateway_url
        ),
        resuming=parts.resuming(settings.table_name, settings.listing_queue_url, settings.gateway_url),
        audience=parts.audience(settings.table_name, settings.gateway_url),
        clock=SystemClock(),
        still_after=timedelta(seconds=settings.still_after_s),
        visibility=timedelta(seconds=settings.visibility_s),
    )


def _governed_drive(settings: ListerSettings | WorkerSettings, longest_wait: timedelta) -> "GovernedDrive":
    return parts.governed(
        parts.drive(settings.drive_api_url, settings.drive_credential_secret_arn),
        settings.table_name,
        user_units=settings.drive_user_units,
        project_units=settings.drive_project_units,
        longest_wait=longest_wait,
    )
