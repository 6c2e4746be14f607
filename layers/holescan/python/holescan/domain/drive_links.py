"""What a person pastes to name a Drive folder, read strictly: only an id comes out, never a host or a path."""

import re
from urllib.parse import SplitResult, parse_qs, urlsplit

from holescan.domain.errors import RequestRejected
from holescan.domain.ids import FileId
from holescan.domain.reasons import ErrorCode

MY_DRIVE = FileId("root")
"""Drive's alias for the top folder of the caller's own Drive."""

_ID = re.compile(r"[A-Za-z0-9_-]+")
_GOOGLE_HOSTS = frozenset({"drive.google.com", "docs.google.com"})
_LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost"})
_ACCOUNT = r"(?:/a/[^/]+)?/drive(?:/mobile)?(?:/u/\d+)?"
_FOLDER_PATH = re.compile(rf"{_ACCOUNT}/(?:folders|shared-drives)/(?P<id>[^/]+)/?")
_MY_DRIVE_PATH = re.compile(rf"{_ACCOUNT}/my-drive/?")
_ID_PARAMETER_PATHS = frozenset({"/open", "/folderview", "/drive/folders", "/drive/folderview"})

_HINT = "Open the folder in Google Drive and copy the address: https://drive.google.com/drive/folders/<id>"


def is_drive_id(text: str) -> bool:
    """True for what may stand in a request to Drive as an id."""
    return _ID.fullmatch(text) is not None


def parse_link(link: str) -> FileId:
    """The folder a link or a bare id names. A resource key in the link is ignored.

    Raises:
        RequestRejected: BAD_LINK, with a hint.
    """
    text = link.strip()
    found = text if is_drive_id(text) else _id_in(_split(text))
    if not is_drive_id(found):
        raise _bad_link("This is not a link to a Google Drive folder.")
    return FileId(found)


def _split(text: str) -> SplitResult:
    with_scheme = text if "://" in text else f"https://{text}"
    try:
        return urlsplit(with_scheme)
    except ValueError:
        raise _bad_link("This is not a link to a Google Drive folder.") from None


def _id_in(url: SplitResult) -> str:
    if url.scheme not in {"https", "http"} or url.hostname not in _GOOGLE_HOSTS | _LOCAL_HOSTS:
        raise _bad_link("This link does not lead to Google Drive.")
    if "/d/" in url.path:
        raise _bad_link("This is a link to a single file. Paste the link of the folder that holds it.")
    if _MY_DRIVE_PATH.fullmatch(url.path):
        return MY_DRIVE
    if folder := _FOLDER_PATH.fullmatch(url.path):
        return folder["id"]
    return _id_parameter(url)


def _id_parameter(url: SplitResult) -> str:
    if url.path.rstrip("/") not in _ID_PARAMETER_PATHS:
        return ""
    return parse_qs(url.query).get("id", [""])[0]


def _bad_link(message: str) -> RequestRejected:
    return RequestRejected(ErrorCode.BAD_LINK, message, hint=_HINT)
