"""The methods of Drive v3 that holescan calls, each from an HTTP request to an HTTP answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from local.drive.errors import ON_DEMAND, DriveError, ErrorAnswer, not_found
from local.drive.faults import FORGOTTEN, INCOMPLETE, TRASHED, Faults
from local.drive.ids import permission_id
from local.drive.items import Item, Tree
from local.drive.listing import ItemPage, list_page
from local.drive.mask import parse_mask
from local.drive.media import media_response
from local.drive.mime import EXPORTED_AS, FOLDER, SHORTCUT
from local.drive.order import parse_order
from local.drive.parameters import Value, read_parameters
from local.drive.query import parse_query
from local.drive.resource import Checksums, Resources
from local.drive.tokens import Tokens

EXPORT_LIMIT_BYTES = 10 * 1024 * 1024

_DEFAULT_FILE = "kind,id,name,mimeType"
_DEFAULT_LIST = f"kind,incompleteSearch,nextPageToken,files({_DEFAULT_FILE})"
_NO_CONVERSION = ErrorAnswer(400, "badRequest", "The requested conversion is not supported.", location="convertTo")
_NO_DRIVE_ID = ErrorAnswer(400, "invalid", "The driveId parameter goes with corpora=drive.", location="driveId")
_NO_FIELDS = ErrorAnswer(400, "required", "The 'fields' parameter is required for this method.", location="fields")


@dataclass(frozen=True, slots=True)
class DriveApi:
    """The API over one tree, for whoever bears a token that lives."""

    tree: Tree
    tokens: Tokens
    faults: Faults
    checksums: Checksums = field(default_factory=Checksums)

    def list_files(self, request: Request) -> Response:
        """files.list."""
        sent = self._admit("files.list", request)
        searched = self._searched(request, str(sent.get("q", "")))
        effect = self._fail_on_demand("list", *(key for folder in searched for key in (folder.item_id, folder.name)))
        mask = parse_mask(str(sent.get("fields", _DEFAULT_LIST)), "FileList")
        is_forgotten = effect == FORGOTTEN and len(searched) > 1
        page = ItemPage((), "") if is_forgotten else self._page(sent)
        resources = self._resources(request)
        answer: dict[str, Any] = {"kind": "drive#fileList", "incompleteSearch": effect == INCOMPLETE}
        if page.next_token:
            answer["nextPageToken"] = page.next_token
        # The files come masked already, so that a checksum nobody asked for is never computed.
        answer = {name: value for name, value in answer.items() if name in mask}
        if "files" in mask:
            answer["files"] = [resources.file(item, mask.below("files")) for item in page.items]
        return _json(answer)

    def get_file(self, request: Request) -> Response:
        """files.get: the resource, or with alt=media the bytes."""
        sent = self._admit("files.get", request)
        is_media = sent.get("alt") == "media"
        item, effect = self._item(request, "media" if is_media else "get")
        if item.drive_id and not sent.get("supportsAllDrives"):
            raise not_found(item.item_id)
        if is_media:
            return self._media(request, item, effect)
        mask = parse_mask(str(sent.get("fields", _DEFAULT_FILE)), "File")
        resource = self._resources(request).file(item, mask)
        return _json(resource | {"trashed": True} if effect == TRASHED else resource)

    def export(self, request: Request) -> Response:
        """files.export: a Google document in the one form this server has it."""
        sent = self._admit("files.export", request)
        item, _ = self._item(request, "export")
        if item.mime_type not in EXPORTED_AS:
            raise DriveError(ON_DEMAND["fileNotExportable"])
        if sent.get("mimeType") != EXPORTED_AS[item.mime_type]:
            raise DriveError(_NO_CONVERSION)
        if item.size_bytes > EXPORT_LIMIT_BYTES:
            raise DriveError(ON_DEMAND["exportSizeLimitExceeded"])
        with self.tree.open(item) as opened:
            return Response(opened.read(), media_type=str(sent["mimeType"]))

    def list_drives(self, request: Request) -> Response:
        """drives.list: on one page, for there are few here."""
        sent = self._admit("drives.list", request)
        self._fail_on_demand("drives")
        mask = parse_mask(str(sent.get("fields", "kind,nextPageToken,drives(kind,id,name)")), "DriveList")
        drives = [_drive(item) for item in self.tree.drives()]
        return _json(mask.apply({"kind": "drive#driveList", "drives": drives}))

    def get_drive(self, request: Request) -> Response:
        """drives.get."""
        sent = self._admit("drives.get", request)
        wanted = request.path_params["drive_id"]
        self._fail_on_demand("drives", wanted)
        mask = parse_mask(str(sent.get("fields", "kind,id,name")), "Drive")
        return _json(mask.apply(_drive(self._shared_drive(wanted))))

    def about(self, request: Request) -> Response:
        """about.get."""
        sent = self._admit("about.get", request)
        self._fail_on_demand("about", "about")
        if "fields" not in sent:
            raise DriveError(_NO_FIELDS)
        mask = parse_mask(str(sent["fields"]), "About")
        return _json(mask.apply({"kind": "drive#about", "user": _user(self.tokens.user_of(request))}))

    def _admit(self, method: str, request: Request) -> dict[str, Value]:
        """The caller's parameters, once the token and their names and values are in order."""
        self.tokens.admit(request)
        return read_parameters(method, request.query_params)

    def _item(self, request: Request, operation: str) -> tuple[Item, str]:
        item = self.tree.item(request.path_params["file_id"])
        self._unlock(request, item)
        return item, self._fail_on_demand(operation, item.item_id, item.name)

    def _searched(self, request: Request, query: str) -> list[Item]:
        folders = [self.tree.item(parent) for parent in parse_query(query, self.tree.root_id).parents]
        for folder in folders:
            self._unlock(request, folder)
        return folders

    def _unlock(self, request: Request, item: Item) -> None:
        key = self._resources(request).resource_key(item)
        shown = request.headers.get("x-goog-drive-resource-keys", "").split(",")
        if key and f"{item.item_id}/{key}" not in shown:
            raise not_found(item.item_id)

    def _page(self, sent: dict[str, Value]) -> ItemPage:
        drive_id = str(sent.get("driveId", ""))
        if (sent.get("corpora") == "drive") is not bool(drive_id):
            raise DriveError(_NO_DRIVE_ID)
        if drive_id:
            self._shared_drive(drive_id)
        with_drives = bool(sent.get("supportsAllDrives")) and bool(sent.get("includeItemsFromAllDrives"))
        query, token = str(sent.get("q", "")), str(sent.get("pageToken", ""))

        def is_in_corpus(item: Item) -> bool:
            return item.drive_id == drive_id if drive_id else with_drives or not item.drive_id

        order = parse_order(str(sent.get("orderBy", "")))
        return list_page(self.tree, query, int(sent["pageSize"]), token, self._is_listable(is_in_corpus), order)

    def _is_listable(self, is_in_corpus: Callable[[Item], bool]) -> Callable[[Item], bool]:
        closed = self.faults.closed
        if not closed:
            return is_in_corpus
        return lambda item: is_in_corpus(item) and self.tree.item(item.parent_id).name not in closed

    def _shared_drive(self, wanted: str) -> Item:
        for drive in self.tree.drives():
            if drive.item_id == wanted:
                return drive
        raise DriveError(ErrorAnswer(404, "notFound", f"Shared drive not found: {wanted}", location="driveId"))

    def _media(self, request: Request, item: Item, effect: str) -> Response:
        if item.mime_type in {FOLDER, SHORTCUT, *EXPORTED_AS}:
            raise DriveError(ON_DEMAND["fileNotDownloadable"])
        with self.tree.open(item) as opened:
            asked = request.headers.get("range", "")
            return media_response(opened, item.size_bytes, item.mime_type, asked, effect)

    def _fail_on_demand(self, operation: str, *keys: str) -> str:
        """Raise the error answer that is due; an effect is handed back, "" where nothing is."""
        reason = self.faults.strike(operation, *keys)
        if reason in ON_DEMAND:
            raise DriveError(ON_DEMAND[reason])
        return reason

    def _resources(self, request: Request) -> Resources:
        url = str(request.base_url).rstrip("/")
        return Resources(self.tree, self.checksums, url, self.faults.locks, self.faults.closed)


def _drive(item: Item) -> dict[str, str]:
    return {"kind": "drive#drive", "id": item.item_id, "name": item.name}


def _user(name: str) -> dict[str, Any]:
    told = {"displayName": f"{name.capitalize()} user", "emailAddress": f"{name}@example.com"}
    return {"kind": "drive#user", **told, "permissionId": permission_id(name), "me": True}


def _json(answer: dict[str, Any], status: int = 200) -> Response:
    return JSONResponse(answer, status_code=status, media_type="application/json; charset=UTF-8")


def error_response(_request: Request, error: Exception) -> Response:
    """Drive's error body."""
    if not isinstance(error, DriveError):
        raise error
    return _json(error.answer.body, error.answer.status)
