"""Bytes from Drive to disk: never more than allowed, never more than a range in memory, hashed on the way."""

import hashlib
import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

import httplib2
from googleapiclient.errors import HttpError

from holescan.adapters.drive.errors import translated
from holescan.domain.errors import DependencyFailed, FileUnreadable
from holescan.domain.quota import RANGE_BYTES
from holescan.domain.reasons import Reason

MOST_BREAKS = 4
"""After so many breaks in one file the network is no matter of luck any more."""

_WHOLE, _PART, _PAST_THE_END = 200, 206, 416
_CONTENT_RANGE = re.compile(r"bytes (?:(?P<first>\d+)-\d+|\*)/(?P<total>\d+)")

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


def copy_media(request: Any, target: LimitedFile) -> bool:
    """Run a media request range by range until all of it is in `target`.

    Where the connection breaks it goes on at the byte where it broke, a few times. True when that happened: then nothing
    but a checksum tells whether the pieces belong together.
    """
    breaks, total = 0, None
    while total is None or target.size < total:
        with translated():
            part = _next_part(request, target)
        if part.is_broken and (target.size + len(part.content) == 0 or breaks == MOST_BREAKS):
            raise DependencyFailed("drive", "the connection broke during a download")
        if not part.is_broken and not part.content and part.total != target.size:
            raise DependencyFailed("drive", "a download stopped growing before its end")
        breaks += part.is_broken
        total = part.total
        if total is not None and total > target.max_bytes:
            raise too_large(total)
        target.write(part.content)
    return breaks > 0


@dataclass(frozen=True, slots=True)
class _Part:
    """Bytes from where the target ends; total is None where the answer broke off before it was complete."""

    content: bytes
    total: int | None

    @property
    def is_broken(self) -> bool:
        return self.total is None


def _next_part(request: Any, target: LimitedFile) -> _Part:
    last = target.size + min(RANGE_BYTES, target.max_bytes + 1 - target.size) - 1
    # Without identity the library asks for gzip, and a range of that is not a range of the file.
    headers = {**request.headers, "range": f"bytes={target.size}-{last}", "accept-encoding": "identity"}
    try:
        response, content = request.http.request(request.uri, "GET", headers=headers)
    except (http.client.HTTPException, ConnectionError, TimeoutError) as broken:
        request.http.close()  # the library would go on with what is left of this connection
        return _Part(broken.partial if isinstance(broken, http.client.IncompleteRead) else b"", total=None)
    return _Part(b"" if response.status == _PAST_THE_END else content, _total(request, response, content, target.size))


def _total(request: Any, response: httplib2.Response, content: bytes, start: int) -> int:
    """How many bytes there are in all, as the answer to a range from `start` on says."""
    if response.status == _WHOLE and start == 0:
        return len(content)  # an export knows no ranges
    found = _CONTENT_RANGE.fullmatch(response.get("content-range", ""))
    if response.status == _PAST_THE_END and found:
        return int(found["total"])
    if response.status == _PART and found and int(found["first"] or -1) == start:
        return int(found["total"])
    if response.status in {_WHOLE, _PART, _PAST_THE_END}:
        raise DependencyFailed("drive", "another range was sent than the one asked for")
    raise HttpError(response, content, uri=request.uri)
