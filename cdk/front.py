"""The four Lambdas on the socket, and the routes that lead to them."""

from dataclasses import dataclass

from constructs import Construct

from cdk.functions import HolescanFunction, Size
from cdk.gateway import DISPATCHED_ACTIONS
from cdk.resources import MAX_FILE_BYTES, Resources
from cdk.storage import REPORTS, SESSIONS, SNAPSHOTS, UPLOADS
from cdk.table import COMMIT, SCANS_BY_OWNER, Access
from holescan.settings import ConnectSettings, DefaultSettings, DisconnectSettings, DispatcherSettings

QUICK = Size(timeout_s=10, memory_mb=256)
# API Gateway waits 29 s for a WebSocket integration and no longer.
DISPATCH = Size(timeout_s=29, memory_mb=1769)
# A sheet of 10 MB that unpacks to the guard's limit needs some 400 MB; what is left is for the parent and boto3.
SHEET_READER_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Front:
    """Where the client's messages arrive."""

    connect: HolescanFunction
    disconnect: HolescanFunction
    default: HolescanFunction
    dispatcher: HolescanFunction

    @property
    def all(self) -> tuple[HolescanFunction, ...]:
        """Every function on the socket."""
        return (self.connect, self.disconnect, self.default, self.dispatcher)


def make_front(scope: Construct, within: Resources, *, default_folder_id: str, max_ocr_pages: int) -> Front:
    """The functions with their grants, and all routes of the API."""
    front = Front(
        connect=_connect(scope, within),
        disconnect=_disconnect(scope, within),
        default=_default(scope, within),
        dispatcher=_dispatcher(scope, within, default_folder_id, max_ocr_pages),
    )
    _route(within, front)
    return front


def _route(within: Resources, front: Front) -> None:
    within.gateway.route(front.connect, "$connect")
    within.gateway.route(front.disconnect, "$disconnect")
    within.gateway.route(front.default, "$default", "ping")
    within.gateway.route(front.dispatcher, *DISPATCHED_ACTIONS)


def _connect(scope: Construct, within: Resources) -> HolescanFunction:
    settings = ConnectSettings(
        table_name=within.table.table_name, has_authorizer=int(bool(within.sign_in.authorizer_arn))
    )
    function = HolescanFunction(scope, "ConnectHandler", "connect", size=QUICK, settings=settings, layers=within.layers)
    within.table.open_to(function.its_role, Access.PUT)
    return function


def _disconnect(scope: Construct, within: Resources) -> HolescanFunction:
    settings = DisconnectSettings(table_name=within.table.table_name)
    function = HolescanFunction(
        scope, "DisconnectHandler", "disconnect", size=QUICK, settings=settings, layers=within.layers
    )
    within.table.open_to(function.its_role, Access.QUERY, Access.DELETE)
    return function


def _default(scope: Construct, within: Resources) -> HolescanFunction:
    settings = DefaultSettings(gateway_url=within.gateway.callback_url)
    function = HolescanFunction(scope, "DefaultHandler", "default", size=QUICK, settings=settings, layers=within.layers)
    within.gateway.open_to_poster(function.its_role)
    return function


def _dispatcher(scope: Construct, within: Resources, default_folder_id: str, max_ocr_pages: int) -> HolescanFunction:
    settings = DispatcherSettings(
        table_name=within.table.table_name,
        bucket_name=within.bucket.bucket_name,
        listing_queue_url=within.queues.listing.queue_url,
        report_queue_url=within.queues.report.queue_url,
        gateway_url=within.gateway.callback_url,
        token_key_id=within.token_key.key_id,
        default_folder_id=default_folder_id,
        drive_api_url=within.variant.drive_api_url,
        drive_credential_secret_arn=within.sign_in.drive_secret_arn,
        drive_user_units=within.variant.drive_user_units,
        worker_concurrency=within.variant.worker_concurrency,
        max_file_bytes=MAX_FILE_BYTES,
        max_ocr_pages=max_ocr_pages,
        child_memory_bytes=SHEET_READER_BYTES,
    )
    function = HolescanFunction(
        scope, "ScanDispatcher", "dispatcher", size=DISPATCH, settings=settings, layers=within.layers
    )
    _open_rooms_to_dispatcher(within, function)
    return function


def _open_rooms_to_dispatcher(within: Resources, dispatcher: HolescanFunction) -> None:
    role = dispatcher.its_role
    within.table.open_to(role, *COMMIT)
    within.table.open_index_to(role, SCANS_BY_OWNER)
    within.bucket.open_to_reader(role, SESSIONS, UPLOADS, REPORTS, SNAPSHOTS)
    within.bucket.open_to_writer(role, SESSIONS, UPLOADS, SNAPSHOTS)
    within.table.open_to(role, Access.DELETE_MANY)
    within.bucket.open_to_eraser(role)
    within.token_key.open_to_sealer(role)
    within.sign_in.open_secret_to(role)
    within.queues.listing.open_to_sender(role)
    within.queues.report.open_to_sender(role)
    within.gateway.open_to_poster(role)
