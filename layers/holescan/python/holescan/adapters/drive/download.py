"""Bytes from Drive to disk: never more than allowed, never more than a chunk in memory, hashed on the way."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from googleapiclient.http import MediaIoBaseDownload

from holescan.adapters.drive.errors import translated
from holescan.domain.errors import DependencyFailed, FileUnreadable
from holescan.domain.reasons import Reason

CHUNK_BYTES = 8 * 1024 * 1024
"""Each chunk is a request of 200 quota units and lies in memory: nearly all drawings fit in one."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
EXPORTS: Mapping[str, str] = {
    "application/vnd.google-apps.document": f"{_OFFICE}.wordprocessingml.document",
    "application/vnd.google-apps.spreadsheet": f"{_OFFICE}.spreadsheetml.sheet",
    "application/vnd.google-apps.presentation": f"{_OFFICE}.presentationml.presentation",
    "application/vnd.google-apps.drawing": "application/pdf",
}
"""Google's own documents have no bytes; the form that keeps headers, text boxes, sheet names and slides is exported."""


@dataclass(slots=True)
class LimitedFile:
    """A file that refuses to grow above `max_bytes` and knows the MD5 of what was written.

    Raises:
        FileUnreadable: TOO_LARGE, from `write`.
    """

    file: IO[bytes]
    max_bytes: int
    size: int = 0
    # Drive publishes MD5; it guards against damage on the way, not against an attacker.
    _md5: Any = field(default_factory=lambda: hashlib.md5(usedforsecurity=False))

    def write(self, chunk: bytes) -> int:
        """Append one chunk."""
        self.size += len(chunk)
        if self.size > self.max_bytes:
            raise too_large(self.size)
        self._md5.update(chunk)
        return self.file.write(chunk)

    @property
    def md5(self) -> str:
        """Hex, of everything written so far."""
        return str(self._md5.hexdigest())


def too_large(size_bytes: int) -> FileUnreadable:
    """The verdict on a file of at least this size."""
    return FileUnreadable(Reason.TOO_LARGE, f"{size_bytes} bytes or more")


def copy_media(request: Any, target: LimitedFile) -> None:
    """Run a media request chunk by chunk until all of it is in `target`."""
    download = MediaIoBaseDownload(target, request, chunksize=min(CHUNK_BYTES, target.max_bytes + 1))
    is_done = False
    while not is_done:
        size_before = target.size
        with translated():
            _, is_done = download.next_chunk()
        if not is_done and target.size == size_before:
            raise DependencyFailed("drive", "a download stopped growing before its end")
