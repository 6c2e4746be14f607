"""Parts that several Lambdas are composed of, each made once per process."""

from datetime import timedelta
from functools import cache, lru_cache

from holescan.adapters.aws import clients
from holescan.adapters.aws.dynamo_sessions import DynamoSessions
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.gateway_channel import GatewayChannel
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.domain.recognised import RecognisedText
from holescan.ports import AddressedDrive, Drive, Extractor, TextRecogniser
from holescan.runtime.system import SystemClock, SystemDice
from holescan.steps.audience import Audience
from holescan.steps.ending import Ending
from holescan.steps.governed_drive import GovernedDrive
from holescan.steps.governor import Governor, Quota
from holescan.steps.pausing import Pausing, Resuming
from holescan.steps.record import Recorder
from holescan.steps.unsettled import EpochLog

USERS_IN_MEMORY = 32
"""Whose reserved units a warm process keeps; who falls out reserves anew."""


@cache
def table(name: str) -> DynamoTable:
    """ProcessResultsTable."""
    return DynamoTable(clients.dynamodb(), name, SystemClock())


@cache
def bucket(name: str) -> S3Bucket:
    """ResultsBucket."""
    return S3Bucket(clients.s3(), name)


@cache
def channel(gateway_url: str) -> GatewayChannel:
    """The connections of the WebSocket stage."""
    return GatewayChannel(clients.gateway(gateway_url))


def audience(table_name: str, gateway_url: str) -> Audience:
    """Who follows."""
    return Audience(DynamoSessions(table(table_name)), channel(gateway_url), SystemClock())


def ending(table_name: str, report_queue_url: str) -> Ending:
    """The look at the end."""
    from holescan.adapters.aws.sqs_queues import SqsReportQueue

    return Ending(DynamoSessions(table(table_name)), SqsReportQueue(clients.sqs(), report_queue_url))


def pausing(table_name: str, gateway_url: str) -> Pausing:
    """Lets a scan wait."""
    return Pausing(DynamoSessions(table(table_name)), audience(table_name, gateway_url), SystemClock())


def resuming(table_name: str, listing_queue_url: str, gateway_url: str) -> Resuming:
    """Lets a scan go on."""
    from holescan.adapters.aws.sqs_queues import SqsListQueue

    listings = SqsListQueue(clients.sqs(), listing_queue_url)
    return Resuming(DynamoSessions(table(table_name)), listings, audience(table_name, gateway_url))


def epoch_log(table_name: str, bucket_name: str) -> EpochLog:
    """What an epoch set out to examine, and what of it is settled."""
    from holescan.adapters.aws.dynamo_outcomes import DynamoOutcomes
    from holescan.adapters.aws.s3_storage import S3PageLog, S3RetryLog

    items, objects = table(table_name), bucket(bucket_name)
    return EpochLog(DynamoSessions(items), DynamoOutcomes(items, objects), S3PageLog(objects), S3RetryLog(objects))


def recorder(table_name: str, bucket_name: str, report_queue_url: str, gateway_url: str) -> Recorder:
    """Commits outcomes."""
    from holescan.adapters.aws.dynamo_outcomes import DynamoOutcomes

    return Recorder(
        outcomes=DynamoOutcomes(table(table_name), bucket(bucket_name)),
        audience=audience(table_name, gateway_url),
        ending=ending(table_name, report_queue_url),
        clock=SystemClock(),
        dice=SystemDice(),
    )


@cache
def drive(api_url: str, credential_secret_arn: str) -> AddressedDrive:
    """Drive for whoever brings a token, and for who brings none where the deployment has a credential of its own."""
    from holescan.adapters.aws.secrets_manager import Secret
    from holescan.adapters.drive import GoogleDrive, OwnCredential, token_url_of

    if not credential_secret_arn:
        return GoogleDrive(api_url)
    secret = Secret(clients.secrets_manager(), credential_secret_arn)
    return GoogleDrive(api_url, OwnCredential(secret.read, token_url_of(api_url)))


def governed(
    drive: Drive, table_name: str, *, user_units: int, project_units: int, longest_wait: timedelta
) -> GovernedDrive:
    """Drive as all workers share it. Who brings no token shares one user's quota: it is the same account."""
    from holescan.adapters.aws.dynamo_quota import DynamoQuotaLedger

    ledger = DynamoQuotaLedger(table(table_name))
    quota = Quota.within(user_units=user_units, project_units=project_units)

    @lru_cache(USERS_IN_MEMORY)
    def governor(user: str) -> Governor:
        return Governor(ledger, SystemClock(), quota, user, longest_wait)

    return GovernedDrive(drive, governor)


@cache
def extractor(wall_s: float, memory_bytes: int, file_bytes: int) -> Extractor:
    """The reading process; it lives as long as this one."""
    from holescan.adapters.extraction.extractor import ChildExtractor
    from holescan.adapters.extraction.limits import ExtractionLimits

    return ChildExtractor(ExtractionLimits(wall_s=wall_s, memory_bytes=memory_bytes, file_bytes=file_bytes))


class LazyRecogniser:
    """Textract, made with its first picture: textractor takes a third of a second, and most scans hold no picture."""

    def read(self, image: bytes) -> RecognisedText:
        """The lines of text in a PNG or JPEG."""
        return _textract().read(image)


@cache
def _textract() -> TextRecogniser:
    from holescan.adapters.ocr import TextractRecogniser

    return TextractRecogniser(clients.textract())
