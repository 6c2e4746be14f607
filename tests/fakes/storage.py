"""What the adapters keep in S3 and KMS, in memory.

MemoryPageLog, MemoryRetryLog, MemoryCodeLists, MemoryUploads, MemoryReports, MemoryResultIndex, MemorySnapshots, MemoryVault.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from holescan.domain.access import Access
from holescan.domain.errors import DependencyFailed, RequestRejected, TokenRefused
from holescan.domain.files import FileRef
from holescan.domain.ids import OwnerId, SessionId
from holescan.domain.listing import LoggedPage
from holescan.domain.matching import CompiledCodes
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import Session
from holescan.ports import CodeSection, Page, UploadOffer
from holescan.protocol.row_models import CodeRow, NotFoundRow
from holescan.protocol.rows import Row


class MemoryPageLog:
    """The listing as a log, each page written once."""

    def __init__(self) -> None:
        self.stored: dict[tuple[SessionId, int], LoggedPage] = {}

    def write_once(self, session_id: SessionId, page: LoggedPage) -> LoggedPage:
        return self.stored.setdefault((session_id, page.number), page)

    def pages(self, session_id: SessionId) -> Iterator[LoggedPage]:
        number = 0
        while (session_id, number) in self.stored:
            yield self.stored[session_id, number]
            number += 1


class MemoryRetryLog:
    """The files of each retry, written once."""

    def __init__(self) -> None:
        self.stored: dict[tuple[SessionId, int], tuple[FileRef, ...]] = {}

    def write_once(self, session_id: SessionId, epoch: int, files: Sequence[FileRef]) -> int:
        return len(self.stored.setdefault((session_id, epoch), tuple(files)))

    def files(self, session_id: SessionId, epoch: int) -> Iterator[FileRef]:
        if (session_id, epoch) not in self.stored:
            raise DependencyFailed("s3", "no such list")
        return iter(self.stored[session_id, epoch])


class MemoryCodeLists:
    """The codes of each scan."""

    def __init__(self) -> None:
        self.stored: dict[SessionId, tuple[tuple[str, ...], CompiledCodes]] = {}

    def put(self, session_id: SessionId, codes: Sequence[str], compiled: CompiledCodes) -> None:
        self.stored[session_id] = (tuple(codes), compiled)

    def codes(self, session_id: SessionId) -> tuple[str, ...]:
        return self._read(session_id)[0]

    def compiled(self, session_id: SessionId) -> CompiledCodes:
        return self._read(session_id)[1]

    def _read(self, session_id: SessionId) -> tuple[tuple[str, ...], CompiledCodes]:
        if session_id not in self.stored:
            raise DependencyFailed("s3", "no such code list")
        return self.stored[session_id]


class MemoryUploads:
    """Code sheets; a test puts one where a browser would, by `receive`."""

    def __init__(self) -> None:
        self._sheets: dict[tuple[OwnerId, str], bytes] = {}

    def offer(self, owner: OwnerId, upload_id: str, size_bytes: int) -> UploadOffer:
        url = f"https://uploads.example/{owner}/{upload_id}?size={size_bytes}"
        return UploadOffer(url, {"Content-Type": "application/octet-stream", "If-None-Match": "*"}, expires_in_s=300)

    def receive(self, owner: OwnerId, upload_id: str, sheet: bytes) -> None:
        self._sheets.setdefault((owner, upload_id), sheet)

    def fetch(self, owner: OwnerId, upload_id: str, target: Path) -> bool:
        sheet = self._sheets.get((owner, upload_id))
        if sheet is None:
            return False
        target.write_bytes(sheet)
        return True


class MemoryReports:
    """Finished workbooks by key; so many of the next `fails`."""

    def __init__(self) -> None:
        self.stored: dict[str, bytes] = {}
        self.fails = 0

    def put(self, key: str, workbook: Path) -> None:
        if self.fails:
            self.fails -= 1
            raise DependencyFailed("s3", "no answer")
        self.stored[key] = workbook.read_bytes()

    def link(self, key: str) -> str:
        return f"https://reports.example/{key}"


class MemoryResultIndex:
    """The rows of codes of each report; a cursor is the number of the next row."""

    def __init__(self) -> None:
        self.stored: dict[tuple[SessionId, CodeSection, str], tuple[CodeRow | NotFoundRow, ...]] = {}

    def put(
        self, session_id: SessionId, section: CodeSection, report_key: str, rows: Iterable[CodeRow | NotFoundRow]
    ) -> None:
        self.stored[session_id, section, report_key] = tuple(rows)

    def page(
        self, session_id: SessionId, section: CodeSection, report_key: str, cursor: str, limit: int
    ) -> Page[CodeRow | NotFoundRow] | None:
        rows = self.stored.get((session_id, section, report_key))
        if rows is None:
            return None
        if cursor and not (cursor.isdecimal() and 0 < int(cursor) < len(rows)):
            raise RequestRejected(ErrorCode.INVALID_FIELD, "This cursor is none of ours.", hint="cursor")
        start = int(cursor or 0)
        end = start + limit
        return Page(rows[start:end], str(end) if end < len(rows) else "")


class MemorySnapshots:
    """Rows for viewers, by session and name; `writes` counts the files."""

    def __init__(self) -> None:
        self.stored: dict[tuple[SessionId, str], tuple[Row, ...]] = {}
        self.writes = 0

    def put(self, session_id: SessionId, name: str, rows: Iterable[Row]) -> None:
        self.stored[session_id, name] = tuple(rows)
        self.writes += 1

    def link(self, session_id: SessionId, name: str) -> str | None:
        return f"https://snapshots.example/{session_id}/{name}" if (session_id, name) in self.stored else None

    def fetch(self, url: str) -> tuple[Row, ...]:
        """What a viewer finds behind a link."""
        session_id, name = url.removeprefix("https://snapshots.example/").split("/")
        return self.stored[SessionId(session_id), name]


class MemoryVault:
    """The callers' tokens by session, each with its generation; `fails`: none is forgotten."""

    def __init__(self) -> None:
        self.sealed: dict[SessionId, tuple[int, Access]] = {}
        self.fails = False

    def seal(self, session: Session, generation: int, access: Access) -> None:
        if generation >= self.sealed.get(session.session_id, (0, access))[0]:
            self.sealed[session.session_id] = (generation, access)

    def unseal(self, session_id: SessionId) -> Access:
        if session_id not in self.sealed:
            raise TokenRefused("no token is kept for this scan")
        return self.sealed[session_id][1]

    def forget(self, session_id: SessionId) -> None:
        if self.fails:
            raise DependencyFailed("dynamodb", "no answer")
        self.sealed.pop(session_id, None)
