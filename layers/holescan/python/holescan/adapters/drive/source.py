"""The FileSource port on Drive v3: folders, their pages, and the bytes of a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holescan.adapters.drive.download import EXPORTS, LimitedFile, copy_media, too_large
from holescan.adapters.drive.errors import translated
from holescan.adapters.drive.items import FOLDER_FIELDS, LISTING_FIELDS, folder_of, is_folder, listing_of
from holescan.adapters.drive.service import drive_service
from holescan.domain.drive_links import is_drive_id
from holescan.domain.errors import DependencyFailed, FileUnreadable
from holescan.domain.files import GOOGLE_SHORTCUT, FileRef, FolderRef, Listing
from holescan.domain.ids import FileId
from holescan.domain.reasons import Reason

PAGE_SIZE = 1000
"""The most `files.list` gives; a page costs the same 100 units whatever its size."""


class DriveSource:
    """Drive as the bearer of one token sees it. For one thread; keeps its connections until `close`.

    Never retries: what a failure means is said once, in `adapters.drive.errors`, and who called decides.
    """

    def __init__(self, token: str, api_url: str) -> None:
        self._service = drive_service(token, api_url)
        self._files = self._service.files()

    def close(self) -> None:
        """End the connections."""
        self._service.close()

    def folder(self, folder_id: FileId) -> FolderRef:
        """The folder's name and link, as the root of a scan; a shortcut gives the folder it leads to.

        A trashed folder is NOT_FOUND: Drive would list it as empty, and the scan would silently miss its files.
        """
        item = self._get(folder_id, FOLDER_FIELDS)
        if item.get("trashed"):
            raise FileUnreadable(Reason.NOT_FOUND, "the folder is in the bin")
        if not is_folder(item):
            raise FileUnreadable(Reason.UNSUPPORTED, "the id is not a folder's")
        folder = folder_of(item, path="")
        return folder if folder.folder_id == item["id"] else self.folder(folder.folder_id)

    def list_folder(self, folder: FolderRef, cursor: str) -> Listing:
        """One page of the folder, trashed items left out, shared drives included."""
        request = self._files.list(
            q=f"'{_checked(folder.folder_id)}' in parents and trashed = false",
            fields=LISTING_FIELDS,
            pageSize=PAGE_SIZE,
            pageToken=cursor or None,
            supportsAllDrives=True,
            includeItemsFromAllDrives=True,
        )
        return listing_of(_execute(request), folder)

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
            copy_media(self._media_request(file), limited)
        self._verify(file, limited.md5)

    def _media_request(self, file: FileRef) -> Any:
        file_id = _checked(file.target_id)
        if file.mime_type == GOOGLE_SHORTCUT:
            raise FileUnreadable(Reason.NOT_FOUND, "a shortcut that leads nowhere")
        if export := EXPORTS.get(file.mime_type):
            return self._files.export_media(fileId=file_id, mimeType=export)
        return self._files.get_media(fileId=file_id, supportsAllDrives=True)

    def _verify(self, file: FileRef, md5: str) -> None:
        """Compare with the listing; where it differs the file may have been edited since, so ask what it is now."""
        if file.md5 in {"", md5}:
            return
        if self._get(file.target_id, "md5Checksum").get("md5Checksum") != md5:
            raise DependencyFailed("drive", "the downloaded bytes have another MD5 than the file")

    def _get(self, file_id: FileId, fields: str) -> Any:
        return _execute(self._files.get(fileId=_checked(file_id), fields=fields, supportsAllDrives=True))


@dataclass(frozen=True, slots=True)
class GoogleDrive:
    """Opens Drive for a caller.

    Attributes:
        api_url: scheme and host of the Drive API, the only host that is called.
    """

    api_url: str

    @contextmanager
    def open(self, token: str) -> Iterator[DriveSource]:
        """A source that uses this token and no other credential; its connections end with the block."""
        source = DriveSource(token, self.api_url)
        try:
            yield source
        finally:
            source.close()


def _execute(request: Any) -> Any:
    with translated():
        return request.execute(num_retries=0)


def _checked(file_id: FileId) -> FileId:
    if not is_drive_id(file_id):
        raise FileUnreadable(Reason.NOT_FOUND, "not a Drive id")
    return file_id
