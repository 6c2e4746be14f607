"""The four methods of Drive v3 that holescan calls, each from an HTTP request to an HTTP answer."""

import hmac
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from local.drive.errors import ON_DEMAND, DriveError, ErrorAnswer
from local.drive.faults import CUT, DAMAGED, INCOMPLETE, TRASHED, Faults
from local.drive.listing import list_page
from local.drive.mask import parse_mask
from local.drive.mime import EXPORTED_AS, FOLDER, SHORTCUT
from local.drive.parameters import Value, read_parameters
from local.drive.query import parse_query
from local.drive.resource import Checksums, Resources
from local.drive.tree import DriveTree, Item

EXPORT_LIMIT_BYTES = 10 * 1024 * 1024

_DEFAULT_FILE = "kind,id,name,mimeType"
_DEFAULT_LIST = f"kind,incompleteSearch,nextPageToken,files({_DEFAULT_FILE})"
_NO_TOKEN = ErrorAnswer(401, "required", "Login Required.", location="Authorization", location_type="header")
_NO_EXPORT = ErrorAnswer(403, "fileNotExportable", "Export only supports Docs Editors files.")
_NO_CONVERSION = ErrorAnswer(400, "badRequest", "The requested conversion is not supported.", location="convertTo")
_NO_FIELDS = ErrorAnswer(400, "required", "The 'fields' parameter is required for this method.", location="fields")


@dataclass(frozen=True, slots=True)
class DriveApi:
    """The API over one tree, for the bearer of one token."""

    tree: DriveTree
    token: str
    faults: Faults
    checksums: Checksums = field(default_factory=Checksums)

    def list_files(self, request: Request) -> Response:
        """files.list."""
        sent = self._admit("files.list", request)
        query = str(sent.get("q", ""))
        effect = self._fail_on_demand("list", *self._searched(query))
        mask = parse_mask(str(sent.get("fields", _DEFAULT_LIST)), "FileList")
        page = list_page(self.tree, query, int(sent["pageSize"]), str(sent.get("pageToken", "")))
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
        if is_media:
            return _media(item, effect)
        mask = parse_mask(str(sent.get("fields", _DEFAULT_FILE)), "File")
        resource = self._resources(request).file(item, mask)
        return _json(resource | {"trashed": True} if effect == TRASHED else resource)

    def export(self, request: Request) -> Response:
        """files.export: a Google document in the one form this server has it."""
        sent = self._admit("files.export", request)
        item, _ = self._item(request, "export")
        if item.mime_type not in EXPORTED_AS:
            raise DriveError(_NO_EXPORT)
        if sent.get("mimeType") != EXPORTED_AS[item.mime_type]:
            raise DriveError(_NO_CONVERSION)
        if item.size_bytes > EXPORT_LIMIT_BYTES:
            raise DriveError(ON_DEMAND["exportSizeLimitExceeded"])
        return Response(item.path.read_bytes(), media_type=str(sent["mimeType"]))

    def about(self, request: Request) -> Response:
        """about.get."""
        sent = self._admit("about.get", request)
        self._fail_on_demand("about")
        if "fields" not in sent:
            raise DriveError(_NO_FIELDS)
        mask = parse_mask(str(sent["fields"]), "About")
        user = {"kind": "drive#user", "displayName": "Local user", "emailAddress": "local@example.com", "me": True}
        return _json(mask.apply({"kind": "drive#about", "user": user}))

    def _admit(self, method: str, request: Request) -> dict[str, Value]:
        """The caller's parameters, once the token and their names and values are in order."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise DriveError(_NO_TOKEN)
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            raise DriveError(ON_DEMAND["authError"])
        return read_parameters(method, request.query_params)

    def _item(self, request: Request, operation: str) -> tuple[Item, str]:
        item = self.tree.item(request.path_params["file_id"])
        return item, self._fail_on_demand(operation, item.item_id, item.name)

    def _searched(self, query: str) -> tuple[str, ...]:
        folders = [self.tree.item(parent) for parent in parse_query(query, self.tree.root_id).parents]
        return tuple(key for folder in folders for key in (folder.item_id, folder.name))

    def _fail_on_demand(self, operation: str, *keys: str) -> str:
        """Raise the error answer that is due; an effect is handed back, "" where nothing is."""
        reason = self.faults.strike(operation, *keys)
        if reason in ON_DEMAND:
            raise DriveError(ON_DEMAND[reason])
        return reason

    def _resources(self, request: Request) -> Resources:
        return Resources(self.tree, self.checksums, str(request.base_url).rstrip("/"))


def _media(item: Item, effect: str) -> Response:
    if item.mime_type in {FOLDER, SHORTCUT, *EXPORTED_AS}:
        raise DriveError(ON_DEMAND["fileNotDownloadable"])
    if effect in {DAMAGED, CUT}:
        return _spoilt(item, effect)
    return FileResponse(item.path, media_type=item.mime_type)


def _spoilt(item: Item, effect: str) -> Response:
    content = item.path.read_bytes()
    if effect == CUT:
        return Response(content[: len(content) // 2], headers={"content-length": str(len(content))})
    return Response(bytes(byte ^ 1 for byte in content), media_type=item.mime_type)


def _json(answer: dict[str, Any], status: int = 200) -> Response:
    return JSONResponse(answer, status_code=status, media_type="application/json; charset=UTF-8")


def error_response(_request: Request, error: Exception) -> Response:
    """Drive's error body."""
    if not isinstance(error, DriveError):
        raise error
    return _json(error.answer.body, error.answer.status)
