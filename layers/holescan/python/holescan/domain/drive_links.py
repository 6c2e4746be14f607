"""What a person pastes to name a place in Drive, read strictly: an id and a key come out, never a host or a path."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from holescan.domain.errors import RequestRejected
from holescan.domain.ids import FileId
from holescan.domain.reasons import ErrorCode

_ID = re.compile(r"[A-Za-z0-9_-]+")
_GOOGLE_HOSTS = frozenset({"drive.google.com", "docs.google.com"})
_LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost"})
_DOMAIN = r"(?:/a/[^/]+)?"
_USER = r"(?:/u/\d+)?"
_DRIVE = rf"{_DOMAIN}/drive(?:/mobile)?{_USER}"
_DOCUMENT = rf"{_DOMAIN}/(?:file|document|spreadsheets|presentation|drawings|forms){_USER}"
_MY_DRIVE_PATH = re.compile(rf"{_DRIVE}/my-drive/?")
_PATHS = (
    re.compile(rf"{_DRIVE}/(?:folders|shared-drives)/(?P<id>[^/]+)/?"),
    # What is published to the web has /d/e/<another kind of id>/…, one segment more than this takes.
    re.compile(rf"{_DOCUMENT}/d/(?P<id>[^/]+)(?:/[a-z]+)?/?"),
)
_ID_PARAMETER_PATHS = re.compile(rf"{_DOMAIN}(?:/drive)?{_USER}/(?:open|uc|folderview|folders)")

_HINT = "Open the folder in Google Drive and copy the address: https://drive.google.com/drive/folders/<id>"


@dataclass(frozen=True, slots=True)
class Place:
    """What a link leads to, a folder or a file.

    Attributes:
        resource_key: what an item shared by link before 2021 wants to be shown beside its id; "" for most.
    """

    item_id: FileId
    resource_key: str = ""


MY_DRIVE = Place(FileId("root"))
"""Drive's alias for the top folder of the caller's own Drive."""


def is_drive_id(text: str) -> bool:
    """True for what may stand in a request to Drive as an id or a resource key."""
    return _ID.fullmatch(text) is not None


def parse_link(link: str) -> Place:
    """The folder or file that a link or a bare id names.

    Raises:
        RequestRejected: BAD_LINK, with a hint.
    """
    text = link.strip()
    if is_drive_id(text):
        return Place(FileId(text))
    url = _split(text)
    if url.scheme not in {"https", "http"} or url.hostname not in _GOOGLE_HOSTS | _LOCAL_HOSTS:
        raise _bad_link("This link does not lead to Google Drive.")
    return _place_in(url)


def _split(text: str) -> SplitResult:
    with_scheme = text if "://" in text else f"https://{text}"
    try:
        return urlsplit(with_scheme)
    except ValueError:
        raise _no_link() from None


def _place_in(url: SplitResult) -> Place:
    if _MY_DRIVE_PATH.fullmatch(url.path):
        return MY_DRIVE
    item_id, resource_key = _id_in(url), _parameter(url, "resourcekey")
    if not is_drive_id(item_id) or not (resource_key == "" or is_drive_id(resource_key)):
        raise _no_link()
    return Place(FileId(item_id), resource_key)


def _id_in(url: SplitResult) -> str:
    for path in _PATHS:
        if found := path.fullmatch(url.path):
            return found["id"]
    return _parameter(url, "id") if _ID_PARAMETER_PATHS.fullmatch(url.path.rstrip("/")) else ""


def _parameter(url: SplitResult, name: str) -> str:
    return parse_qs(url.query).get(name, [""])[0]


def _no_link() -> RequestRejected:
    return _bad_link("This is not a link to a Google Drive folder or file.")


def _bad_link(message: str) -> RequestRejected:
    return RequestRejected(ErrorCode.BAD_LINK, message, hint=_HINT)
