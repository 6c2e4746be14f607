"""The FileSource port on Drive v3: what a link leads to, what lies in folders, and the bytes of a file."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from google.auth.credentials import Credentials

from holescan.adapters.drive.download import EXPORTS, LimitedFile, copy_media, too_large
from holescan.adapters.drive.errors import translated
from holescan.adapters.drive.items import (
    LISTING_FIELDS,
    ROOT_FIELDS,
    Item,
    file_of,
    folder_of,
    is_folder,
    listing_of,
)
from holescan.adapters.drive.own_credential import OwnCredential, no_secret
from holescan.adapters.drive.queries import changed_children_of, checked, children_of, files_in, folders_in
from holescan.adapters.drive.service import bearing, drive_service
from holescan.domain.access import Access
from holescan.domain.drive_links import Place
from holescan.domain.errors import DependencyFailed, FileUnreadable
from holescan.domain.files import GOOGLE_SHORTCUT, FileRef, FolderRef, Listing
from holescan.domain.ids import UNKNOWN_ACCOUNT, AccountId, FileId, account_of_permission
from holescan.domain.reasons import Reason

PAGE_SIZE = 1000
"""The most `files.list` gives; a page costs the same 100 units whatever its size."""

KEYS_HEADER = "X-Goog-Drive-Resource-Keys"
"""https://developers.google.com/workspace/drive/api/guides/resource-keys"""


class DriveSource:
    """Drive as the bearer of one credential sees it. For one thread; keeps its connections until `close`.

    Never retries: what a failure means is said once, in `adapters.drive.errors`, and who called decides.
    """

    def __init__(self, credentials: Credentials, api_url: str, *, renews: bool = False) -> None:
        self._service = drive_service(credentials, api_url, renews=renews)
        self._files = self._service.files()

    def close(self) -> None:
        """End the connections."""
        self._service.close()

    def find(self, place: Place) -> FolderRef | FileRef:
        """What a link leads to; a shortcut to a folder gives the folder it leads to.

        What is in the bin is NOT_FOUND: Drive would list such a folder as empty, and its files were silently missed.
        """
        item = self._get(place.item_id, place.resource_key, ROOT_FIELDS)
        if item.get("trashed"):
            raise FileUnreadable(Reason.NOT_FOUND, "it is in the bin")
        if not is_folder(item):
            return file_of(item)
        folder = folder_of(item)
        if folder.folder_id != item["id"]:
            return self.find(Place(folder.folder_id, folder.resource_key))
        return self._shared_drive(folder) if item.get("driveId") == folder.folder_id else folder

    def list_folders(
        self, folders: Sequence[FolderRef], cursor: str, *, modified_since: datetime | None = None
    ) -> Listing:
        """One page of these folders, trashed items left out, shared drives included."""
        if any(folder.is_closed for folder in folders):
            raise FileUnreadable(Reason.FORBIDDEN, "Drive does not show what is in it")
        query = changed_children_of(folders, modified_since)
        answer = self._list(folders, query, LISTING_FIELDS, pageSize=PAGE_SIZE, pageToken=cursor or None)
        listing = listing_of(answer, folders)
        if modified_since and listing.is_doubtful and not answer.get("files"):
            return replace(listing, is_doubtful=not self._answers_for(folders))
        return listing

    def _answers_for(self, folders: Sequence[FolderRef]) -> bool:
        """Does Drive find anything in them, old or new? Then it looked, and nothing is new: not each need be asked."""
        return bool(self._list(folders, children_of(folders), "files(id)", pageSize=1).get("files"))

    def subfolders(self, folder: FolderRef, cursor: str, *, limit: int) -> Listing:
        """One page of a folder's folders; it may hold fewer, and none, while there are more."""
        answer = self._list(
            [folder],
            folders_in(folder),
            LISTING_FIELDS,
            pageSize=limit,
            pageToken=cursor or None,
            orderBy="name_natural",
        )
        return listing_of(answer, [folder])

    def count_files(self, folder: FolderRef) -> int:
        """At most PAGE_SIZE; a shortcut to a folder counts as a file here."""
        return len(self._list([folder], files_in(folder), "files(id)", pageSize=PAGE_SIZE).get("files", ()))

    def shared_drives(self, cursor: str, *, limit: int) -> Listing:
        """One page of the caller's shared drives; Drive gives them no link, but every id has one."""
        answer = _execute(
            self._service.drives().list(
                pageSize=limit, pageToken=cursor or None, fields="nextPageToken,drives(id,name)"
            )
        )
        drives = tuple(_as_folder(drive) for drive in answer.get("drives", ()))
        return Listing(folders=drives, next_cursor=answer.get("nextPageToken", ""))

    def account(self) -> AccountId:
        """Whose token it is, by what https://developers.google.com/workspace/drive/api/reference/rest/v3/User calls its ID."""
        answer = _execute(self._service.about().get(fields="user/permissionId"))
        told = answer.get("user", {}).get("permissionId")
        return account_of_permission(told) if told else UNKNOWN_ACCOUNT

    def download(self, file: FileRef, target: Path, *, max_bytes: int) -> None:
        """The file's bytes, or the export of a Google document, into `target`.

        Raises:
            FileUnreadable: TOO_LARGE as soon as it is known; what is in `target` then is not the file.
            DependencyFailed: among other things when the bytes are not those Drive says the file has.
        """
        if file.size_bytes is not None and file.size_bytes > max_bytes:
            raise too_large(file.size_bytes)
        with target.open("wb") as opened:
            limited = LimitedFile(opened, max_bytes)
            was_broken = copy_media(self._media_request(file), limited)
        if file.md5 or was_broken:
            self._verify(file, limited.md5)

    def _media_request(self, file: FileRef) -> Any:
        file_id = checked(file.target_id)
        if file.mime_type == GOOGLE_SHORTCUT:
            raise FileUnreadable(Reason.NOT_FOUND, "a shortcut that leads nowhere")
        if export := EXPORTS.get(file.mime_type):
            request = self._files.export_media(fileId=file_id, mimeType=export)
        else:
            request = self._files.get_media(fileId=file_id, supportsAllDrives=True)
        return _with_keys(request, [(file_id, file.resource_key)])

    def _verify(self, file: FileRef, md5: str) -> None:
        """Compare with the listing; where it differs the file may have been edited since, so ask what it is now."""
        if file.md5 == md5:
            return
        now = self._get(file.target_id, file.resource_key, "md5Checksum")
        if now.get("md5Checksum", file.md5 or md5) != md5:
            raise DependencyFailed("drive", "the downloaded bytes have another MD5 than the file")

    def _shared_drive(self, folder: FolderRef) -> FolderRef:
        """The top folder of a shared drive, which files.get calls "Drive" whatever the shared drive's name is."""
        drive = _execute(self._service.drives().get(driveId=folder.folder_id, fields="name"))
        return replace(folder, name=drive["name"], drive_id=folder.folder_id)

    def _get(self, file_id: FileId, resource_key: str, fields: str) -> Item:
        request = self._files.get(fileId=checked(file_id), fields=fields, supportsAllDrives=True)
        return _execute(_with_keys(request, [(file_id, resource_key)]))

    def _list(self, folders: Sequence[FolderRef], query: str, fields: str, **page: Any) -> Item:
        request = self._files.list(
            q=query,
            fields=fields,
            supportsAllDrives=True,
            includeItemsFromAllDrives=True,
            **_corpus(folders[0]),
            **page,
        )
        return _execute(_with_keys(request, [(folder.folder_id, folder.resource_key) for folder in folders]))


def _as_folder(drive: Item) -> FolderRef:
    drive_id = checked(drive["id"])
    return FolderRef(drive_id, drive["name"], "", f"https://drive.google.com/drive/folders/{drive_id}", drive_id)


def _corpus(folder: FolderRef) -> dict[str, str]:
    """Google asks for the narrowest: one shared drive where it is scanned whole, so that the caller is its member."""
    return {"corpora": "drive", "driveId": folder.drive_id} if folder.drive_id else {}


@dataclass(frozen=True, slots=True)
class GoogleDrive:
    """Opens Drive for a caller.

    Attributes:
        api_url: scheme and host of the Drive API, the only host that is called.
        own: the deployment's credential, for callers who bring no token.
    """

    api_url: str
    own: OwnCredential = field(default_factory=lambda: OwnCredential(no_secret, ""))

    @contextmanager
    def open(self, access: Access) -> Iterator[DriveSource]:
        """A source that uses this token and no other credential, or the own one; its connections end with the block."""
        credentials = bearing(access.token) if access.token else self.own
        source = DriveSource(credentials, self.api_url, renews=not access.token)
        try:
            yield source
        finally:
            source.close()

    def own_address(self) -> str:
        """The service account's, to share things with. A person's is not for every caller to know."""
        return self.own.address


def _with_keys(request: Any, keys: Iterable[tuple[FileId, str]]) -> Any:
    shown = ",".join(f"{file_id}/{key}" for file_id, key in keys if key)
    if shown:
        request.headers[KEYS_HEADER] = shown
    return request


def _execute(request: Any) -> Item:
    with translated():
        answer: Item = request.execute(num_retries=0)
        return answer
