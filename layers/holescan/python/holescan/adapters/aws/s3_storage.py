"""S3PageLog, S3RetryLog, S3CodeLists, S3Uploads, S3Reports: the ports whose content is too large for the table."""

import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from holescan.adapters.aws.keys import codes_key, compiled_key, page_key, retry_key, upload_key
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.domain.files import FileRef
from holescan.domain.ids import OwnerId, SessionId
from holescan.domain.listing import LoggedPage
from holescan.domain.matching import CompiledCodes, MatchMode, MatchOptions
from holescan.ports import LINK_LIFE_S, UploadOffer

UPLOAD_LIFE_S = 300
UPLOAD_TYPE = "application/octet-stream"
"""Signed, so that nothing a browser would show can be put under our host; the reader sniffs the bytes all the same."""

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_PAGE: TypeAdapter[LoggedPage] = TypeAdapter(LoggedPage)
_FILE: TypeAdapter[FileRef] = TypeAdapter(FileRef)
_UPLOAD_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")


MOST_AHEAD = 16
"""Pages asked for at once. One takes S3 some 25 ms: a log of 10,000 is read in 16 s so, not in four minutes."""


class S3PageLog:
    """The listing as a log: `sessions/<id>/pages/<n>`, each page written once."""

    def __init__(self, bucket: S3Bucket) -> None:
        self._bucket = bucket

    def write_once(self, session_id: SessionId, page: LoggedPage) -> LoggedPage:
        key = page_key(session_id, page.number)
        if self._bucket.put_gzip_once(key, _PAGE.dump_json(page)):
            return page
        return _PAGE.validate_json(self._bucket.get_gzip(key))

    def pages(self, session_id: SessionId) -> Iterator[LoggedPage]:
        """Some pages ahead, more and more: a listing that goes on must have read its whole log before."""
        start, ahead = 0, 1
        with ThreadPoolExecutor(MOST_AHEAD) as readers:
            while True:
                keys = [page_key(session_id, number) for number in range(start, start + ahead)]
                for stored in readers.map(self._bucket.find_gzip, keys):
                    if stored is None:
                        return
                    yield _PAGE.validate_json(stored)
                start, ahead = start + ahead, min(2 * ahead, MOST_AHEAD)


class S3RetryLog:
    """The files of a retry: `sessions/<id>/retries/<epoch>`, one JSON object a line."""

    def __init__(self, bucket: S3Bucket) -> None:
        self._bucket = bucket

    def write_once(self, session_id: SessionId, epoch: int, files: Sequence[FileRef]) -> int:
        lines = b"\n".join(_FILE.dump_json(file) for file in files)
        if self._bucket.put_gzip_once(retry_key(session_id, epoch), lines):
            return len(files)
        return sum(1 for _ in self.files(session_id, epoch))

    def files(self, session_id: SessionId, epoch: int) -> Iterator[FileRef]:
        return map(_FILE.validate_json, self._bucket.get_gzip(retry_key(session_id, epoch)).splitlines())


class S3CodeLists:
    """The codes of a scan beside its pages: as typed, with how they are to be matched, and compiled."""

    def __init__(self, bucket: S3Bucket) -> None:
        self._bucket = bucket

    def put(self, session_id: SessionId, codes: Sequence[str], compiled: CompiledCodes) -> None:
        options = compiled.options
        form = {"codes": list(codes), "mode": options.mode, "leading_zeros": options.leading_zeros}
        self._bucket.put_gzip(codes_key(session_id), json.dumps(form).encode())
        self._bucket.put(compiled_key(session_id), compiled.to_bytes())

    def codes(self, session_id: SessionId) -> tuple[str, ...]:
        return tuple(self._typed(session_id)["codes"])

    def compiled(self, session_id: SessionId) -> CompiledCodes:
        stored = self._bucket.get(compiled_key(session_id))
        try:
            return CompiledCodes.from_bytes(stored)
        except ValueError:
            # A deployment with other rules or another Python compiled them; its scans outlive it.
            return self._compiled_again(session_id)

    def _compiled_again(self, session_id: SessionId) -> CompiledCodes:
        typed = self._typed(session_id)
        options = MatchOptions(MatchMode(typed["mode"]), leading_zeros=typed["leading_zeros"])
        return CompiledCodes.compile(typed["codes"], options)

    def _typed(self, session_id: SessionId) -> dict[str, Any]:
        form: dict[str, Any] = json.loads(self._bucket.get_gzip(codes_key(session_id)))
        return form


class S3Uploads:
    """Code sheets under `uploads/<owner>/`."""

    def __init__(self, bucket: S3Bucket) -> None:
        self._bucket = bucket

    def offer(self, owner: OwnerId, upload_id: str, size_bytes: int) -> UploadOffer:
        key = upload_key(owner, upload_id)
        url = self._bucket.presigned_put(
            key, UPLOAD_LIFE_S, ContentLength=size_bytes, ContentType=UPLOAD_TYPE, IfNoneMatch="*"
        )
        # A browser sets Content-Length by itself and lets no page do it.
        return UploadOffer(url, {"Content-Type": UPLOAD_TYPE, "If-None-Match": "*"}, UPLOAD_LIFE_S)

    def fetch(self, owner: OwnerId, upload_id: str, target: Path) -> bool:
        # The id is the caller's text: with a dot segment in it, a URL could lead to another owner.
        if not _UPLOAD_ID.fullmatch(upload_id):
            return False
        return self._bucket.copy_to(upload_key(owner, upload_id), target)


class S3Reports:
    """Finished workbooks under the key that the use case chose."""

    def __init__(self, bucket: S3Bucket) -> None:
        self._bucket = bucket

    def put(self, key: str, workbook: Path) -> None:
        self._bucket.put_file(key, workbook, WORKBOOK_TYPE)

    def link(self, key: str) -> str:
        return self._bucket.presigned_get(key, LINK_LIFE_S, file_name=_name_of(key))


def _name_of(report_key: str) -> str:
    """Tells two reports apart in a folder of downloads: scan and run, as the report's summary names them."""
    _, session_id, edition = report_key.split("/")
    return f"holescan-{session_id[:8]}-run-{edition.partition('-')[0]}.xlsx"
