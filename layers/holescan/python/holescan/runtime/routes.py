"""The use case of each action that the dispatcher answers."""

from collections.abc import Callable

from holescan.adapters.aws import clients
from holescan.adapters.aws.dynamo_deletions import DynamoDeletions
from holescan.adapters.aws.dynamo_outcomes import DynamoOutcomes
from holescan.adapters.aws.dynamo_sessions import DynamoSessions
from holescan.adapters.aws.eraser import AwsEraser
from holescan.adapters.aws.kms_vault import KmsVault
from holescan.adapters.aws.s3_results import S3ResultIndex
from holescan.adapters.aws.s3_snapshots import S3Snapshots
from holescan.adapters.aws.s3_storage import S3CodeLists, S3Reports, S3RetryLog, S3Uploads
from holescan.adapters.aws.sqs_queues import SqsListQueue
from holescan.domain.estimates import Means
from holescan.protocol import client as actions
from holescan.protocol.client import MAX_UPLOAD_BYTES
from holescan.runtime import parts
from holescan.runtime.front import Answering
from holescan.runtime.system import SystemClock, SystemDice
from holescan.settings import DispatcherSettings
from holescan.steps.callers import OwnScans
from holescan.steps.closing import Closing
from holescan.steps.code_sheets import CodeSheets
from holescan.steps.folders import Folders
from holescan.steps.pages import RecordPages
from holescan.steps.scan_requests import ScanRequests
from holescan.steps.snapshots import SnapshotWriter
from holescan.usecases.browse_folder import ShowFolder
from holescan.usecases.cancel_scan import StopScan
from holescan.usecases.delete_scan import ForgetScan
from holescan.usecases.estimate_scan import EstimateWork
from holescan.usecases.get_report import LinkReport
from holescan.usecases.get_results import ShowResults
from holescan.usecases.inspect_codes import ReadCodes
from holescan.usecases.list_scans import ListOwnScans, ShowScan
from holescan.usecases.refresh_token import RenewToken
from holescan.usecases.request_upload import OfferUpload
from holescan.usecases.resume_scan import FollowScan
from holescan.usecases.retry_failed import Retry
from holescan.usecases.start_scan import OpenScan

SHEET_TIME_LIMIT_S = 15
"""Reading a code sheet must fit into the 29 s that API Gateway gives an action."""


def routes(settings: DispatcherSettings) -> dict[type[actions.Action], Callable[[], Answering]]:
    """Each builds its use case when its action comes; what is missing here is not available yet."""
    sessions = DynamoSessions(parts.table(settings.table_name))
    bucket = parts.bucket(settings.bucket_name)
    own, reports, uploads = OwnScans(sessions), S3Reports(bucket), S3Uploads(bucket)
    return {
        actions.StartScan: lambda: _open_scan(settings, own, uploads),
        actions.EstimateScan: lambda: _estimate(settings, own, uploads),
        actions.BrowseFolder: lambda: _show_folder(settings),
        actions.InspectCodes: lambda: ReadCodes(_sheets(settings, uploads)),
        actions.RequestUpload: lambda: OfferUpload(uploads, SystemDice()),
        actions.ResumeScan: lambda: _follow_scan(settings, own, reports),
        actions.GetResults: lambda: _show_results(settings, own),
        actions.CancelScan: lambda: _stop_scan(settings, own),
        actions.DeleteScan: lambda: _forget_scan(settings, own),
        actions.RetryFailed: lambda: _retry(settings, own),
        actions.RefreshToken: lambda: _renew_token(settings, own),
        actions.GetReport: lambda: LinkReport(own, reports),
        actions.ListScans: lambda: ListOwnScans(sessions),
        actions.GetScan: lambda: ShowScan(own),
    }


def _open_scan(settings: DispatcherSettings, own: OwnScans, uploads: S3Uploads) -> OpenScan:
    table = parts.table(settings.table_name)
    return OpenScan(
        sessions=DynamoSessions(table),
        code_lists=S3CodeLists(parts.bucket(settings.bucket_name)),
        requests=_requests(settings, own, uploads),
        folders=_folders(settings),
        vault=KmsVault(clients.kms(), settings.token_key_id, table),
        listings=SqsListQueue(clients.sqs(), settings.listing_queue_url),
        channel=parts.channel(settings.gateway_url),
        clock=SystemClock(),
        dice=SystemDice(),
    )


def _estimate(settings: DispatcherSettings, own: OwnScans, uploads: S3Uploads) -> EstimateWork:
    return EstimateWork(
        requests=_requests(settings, own, uploads),
        folders=_folders(settings),
        clock=SystemClock(),
        means=Means(settings.drive_user_units, settings.worker_concurrency, settings.max_file_bytes),
    )


def _show_folder(settings: DispatcherSettings) -> ShowFolder:
    return ShowFolder(_folders(settings))


def _folders(settings: DispatcherSettings) -> Folders:
    return Folders(parts.drive(settings.drive_api_url, settings.drive_credential_secret_arn))


def _requests(settings: DispatcherSettings, own: OwnScans, uploads: S3Uploads) -> ScanRequests:
    code_lists = S3CodeLists(parts.bucket(settings.bucket_name))
    return ScanRequests(_sheets(settings, uploads), own, code_lists, settings.max_ocr_pages, settings.default_folder_id)


def _sheets(settings: DispatcherSettings, uploads: S3Uploads) -> CodeSheets:
    extractor = parts.extractor(SHEET_TIME_LIMIT_S, settings.child_memory_bytes, MAX_UPLOAD_BYTES)
    return CodeSheets(extractor, uploads)


def _follow_scan(settings: DispatcherSettings, own: OwnScans, reports: S3Reports) -> FollowScan:
    return FollowScan(
        sessions=own.sessions,
        pages=_pages(settings, own),
        snapshots=SnapshotWriter(
            own.sessions,
            _outcomes(settings),
            S3Snapshots(parts.bucket(settings.bucket_name)),
            SystemClock(),
            SystemDice(),
        ),
        own=own,
        channel=parts.channel(settings.gateway_url),
        closing=Closing(reports),
    )


def _show_results(settings: DispatcherSettings, own: OwnScans) -> ShowResults:
    return ShowResults(
        own=own,
        outcomes=_outcomes(settings),
        pages=_pages(settings, own),
        index=S3ResultIndex(parts.bucket(settings.bucket_name)),
    )


def _pages(settings: DispatcherSettings, own: OwnScans) -> RecordPages:
    return RecordPages(own.sessions, _outcomes(settings))


def _outcomes(settings: DispatcherSettings) -> DynamoOutcomes:
    return DynamoOutcomes(parts.table(settings.table_name), parts.bucket(settings.bucket_name))


def _stop_scan(settings: DispatcherSettings, own: OwnScans) -> StopScan:
    return StopScan(
        sessions=DynamoSessions(parts.table(settings.table_name)),
        listings=SqsListQueue(clients.sqs(), settings.listing_queue_url),
        own=own,
        audience=parts.audience(settings.table_name, settings.gateway_url),
        ending=parts.ending(settings.table_name, settings.report_queue_url),
    )


def _forget_scan(settings: DispatcherSettings, own: OwnScans) -> ForgetScan:
    table, bucket = parts.table(settings.table_name), parts.bucket(settings.bucket_name)
    eraser = AwsEraser(table, bucket, SystemClock())
    return ForgetScan(own.sessions, own, DynamoDeletions(table), eraser, SystemClock())


def _retry(settings: DispatcherSettings, own: OwnScans) -> Retry:
    table, bucket = parts.table(settings.table_name), parts.bucket(settings.bucket_name)
    return Retry(
        sessions=DynamoSessions(table),
        outcomes=DynamoOutcomes(table, bucket),
        retries=S3RetryLog(bucket),
        own=own,
        folders=_folders(settings),
        vault=KmsVault(clients.kms(), settings.token_key_id, table),
        listings=SqsListQueue(clients.sqs(), settings.listing_queue_url),
        channel=parts.channel(settings.gateway_url),
        audience=parts.audience(settings.table_name, settings.gateway_url),
        clock=SystemClock(),
    )


def _renew_token(settings: DispatcherSettings, own: OwnScans) -> RenewToken:
    return RenewToken(
        own=own,
        folders=_folders(settings),
        vault=KmsVault(clients.kms(), settings.token_key_id, parts.table(settings.table_name)),
        resuming=parts.resuming(settings.table_name, settings.listing_queue_url, settings.gateway_url),
        channel=parts.channel(settings.gateway_url),
    )
