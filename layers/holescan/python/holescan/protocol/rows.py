"""From what is recorded of a file or folder to the rows a client sees, none of them too large for one message.

All sizes here are bytes of `model_dump_json()`, which writes UTF-8 and escapes nothing but quotes, backslashes and
control characters. Control characters are dropped first, so a text takes at most twice its UTF-8 bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from holescan.domain.examination import FileStatus, Match
from holescan.domain.files import FolderRef
from holescan.domain.ids import SessionId
from holescan.domain.listing import FolderFailure
from holescan.domain.outcomes import Outcome
from holescan.domain.settlement import Settlement
from holescan.domain.text import Unread
from holescan.protocol.row_models import (
    MAX_CODES_IN_MESSAGE,
    MAX_HOLE_CODE_BYTES,
    MAX_UNREAD_IN_MESSAGE,
    CodeFound,
    ExaminedFile,
    FailureRow,
    MatchRow,
    Sent,
    UnreadPart,
)
from holescan.protocol.server import MAX_MESSAGE_BYTES, FileExamined, FileFailed, MatchFound

# One row's worst case: 2 x (hole code + name + path + link) + codes + unread + 1 KB of numbers and field names
# = 7 + 12 + 5 + 1 = 25 KB of the 30 KB that one message may take.
NAME_BYTES = 512
PATH_BYTES = 1024
LINK_BYTES = 1024
CODE_BYTES = 160
SNIPPET_BYTES = 320
MAX_PAGES = 20
CODES_BYTES = 12 * 1024
UNREAD_BYTES = 5 * 1024

ROWS_BYTES = MAX_MESSAGE_BYTES - 1024
"""What rows may take of a SYNC_STATE or RESULTS; the rest is for its other fields, cursors among them."""

Row = MatchRow | FailureRow
Part = TypeVar("Part", bound=Sent)

_WITHOUT_CONTROLS = dict.fromkeys((*range(0x20), 0x7F))


@dataclass(frozen=True, slots=True)
class RowsTaken(Generic[Part]):
    """The rows of one message.

    Attributes:
        next_start: index of the first row left over, for the cursor of the next page; None when all were taken.
    """

    rows: tuple[Part, ...]
    next_start: int | None


def match_row(outcome: Outcome) -> MatchRow:
    """The row of a file with codes: strong codes first, `codes_total` and `unread_total` true however much is cut."""
    matches = _strong_first(outcome.examination.matches)
    unread = outcome.examination.unread
    return MatchRow(
        hole_code=cut(", ".join(match.code for match in matches), MAX_HOLE_CODE_BYTES),
        file_name=cut(outcome.file.name, NAME_BYTES),
        status=_count_of_codes(len(matches)),
        pdf_link=whole_link(outcome.file.link),
        file_id=outcome.file.file_id,
        path=cut(outcome.file.path, PATH_BYTES),
        attempt=outcome.attempt,
        epoch=outcome.epoch,
        codes=fitting(map(_code_found, matches), MAX_CODES_IN_MESSAGE, CODES_BYTES),
        codes_total=len(matches),
        unread=_unread_parts(unread),
        unread_total=len(unread),
    )


def failure_row(outcome: Outcome) -> FailureRow:
    """The row of a file that is NOT_EXAMINED.

    Raises:
        ValueError: the outcome has another verdict, hence no reason.
    """
    if outcome.reason is None:
        raise ValueError(f"a file that is {outcome.status} did not fail")
    unread = outcome.examination.unread
    return FailureRow(
        kind="file",
        file_id=outcome.file.file_id,
        file_name=cut(outcome.file.name, NAME_BYTES),
        path=cut(outcome.file.path, PATH_BYTES),
        pdf_link=whole_link(outcome.file.link),
        attempt=outcome.attempt,
        epoch=outcome.epoch,
        reason=outcome.reason,
        message=outcome.reason.message,
        unread=_unread_parts(unread),
        unread_total=len(unread),
    )


def folder_row(failure: FolderFailure, epoch: int) -> FailureRow:
    """The row of a folder that was not listed completely; `path` leads to it, as a file's does."""
    return FailureRow(
        kind="folder",
        file_id=failure.folder.folder_id,
        file_name=cut(failure.folder.name, NAME_BYTES),
        path=cut(_parent_path(failure.folder), PATH_BYTES),
        pdf_link=whole_link(failure.folder.link),
        attempt=1,
        epoch=epoch,
        reason=failure.reason,
        message=failure.message,
        unread=(),
        unread_total=0,
    )


def row_of(outcome: Outcome) -> Row | None:
    """The row a client sees of a file; None for NO_MATCH, which is only counted."""
    match outcome.status:
        case FileStatus.MATCH:
            return match_row(outcome)
        case FileStatus.NOT_EXAMINED:
            return failure_row(outcome)
        case FileStatus.NO_MATCH:
            return None


def unread_row_of(outcome: Outcome) -> Row | None:
    """The row of a file of which something was not read, whatever its verdict; None for one read to its end."""
    return row_of(outcome) if outcome.examination.unread else None


def match_row_of(outcome: Outcome) -> MatchRow | None:
    """The row of a file with codes; None for any other."""
    return match_row(outcome) if outcome.status is FileStatus.MATCH else None


def parts_of(outcome: Outcome) -> list[CodeFound | UnreadPart]:
    """Everything that is recorded of one file: all its codes, strong ones first, then all that was not read."""
    codes = map(_code_found, _strong_first(outcome.examination.matches))
    return [*codes, *map(_unread_part, outcome.examination.unread)]


def messages_of(settlement: Settlement, session_id: SessionId) -> tuple[MatchFound | FileFailed | FileExamined, ...]:
    """What to tell the viewers of an outcome that was written: one message, or none for NO_MATCH.

    Unless the file had a row that says that it was not examined: the row is to go.
    """
    outcome, before = settlement.outcome, settlement.replaces
    match row_of(outcome):
        case MatchRow() as row:
            return (MatchFound(session_id=session_id, epoch=outcome.epoch, data=row),)
        case FailureRow() as row:
            return (FileFailed(session_id=session_id, epoch=outcome.epoch, data=row),)
        case None if before is not None and before.status is FileStatus.NOT_EXAMINED:
            return (FileExamined(session_id=session_id, epoch=outcome.epoch, data=_examined(outcome)),)
        case None:
            return ()


def folder_message(failure: FolderFailure, session_id: SessionId, epoch: int) -> FileFailed:
    """What to tell the viewers of a folder that was not listed completely."""
    return FileFailed(session_id=session_id, epoch=epoch, data=folder_row(failure, epoch))


def take_rows(rows: Sequence[Part], start: int = 0, budget: int = ROWS_BYTES) -> RowsTaken[Part]:
    """As many rows from index `start` on as fit `budget` bytes of JSON, and one at least."""
    taken = fitting(rows[start:], len(rows), budget) or tuple(rows[start : start + 1])
    end = start + len(taken)
    return RowsTaken(taken, end if end < len(rows) else None)


def matches_among(rows: Iterable[Row]) -> tuple[MatchRow, ...]:
    """The rows of files with codes."""
    return tuple(row for row in rows if isinstance(row, MatchRow))


def failures_among(rows: Iterable[Row]) -> tuple[FailureRow, ...]:
    """The rows of what was not examined."""
    return tuple(row for row in rows if isinstance(row, FailureRow))


def cut(text: str, max_bytes: int) -> str:
    """The beginning of `text` in at most `max_bytes` of UTF-8, no character broken, nothing in it that JSON cannot say.

    Control characters are dropped; a lone surrogate, which UTF-8 has no bytes for, becomes "?".
    """
    printable = text[: 8 * max_bytes].translate(_WITHOUT_CONTROLS)
    return printable.encode("utf-8", "replace")[:max_bytes].decode("utf-8", "ignore")


def wire_bytes(message: Sent) -> int:
    """How many bytes the message takes on the wire."""
    return len(message.model_dump_json().encode())


def _strong_first(matches: Iterable[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: match.weak)


def _count_of_codes(count: int) -> str:
    return "1 Code" if count == 1 else f"{count} Codes"


def _code_found(match: Match) -> CodeFound:
    return CodeFound(
        code=cut(match.code, CODE_BYTES),
        found_as=cut(match.found_as, CODE_BYTES),
        how=match.how,
        weak=match.weak,
        count=match.count,
        page=match.page,
        pages=match.pages[:MAX_PAGES],
        place=cut(match.place, CODE_BYTES) or None,
        snippet=cut(match.snippet, SNIPPET_BYTES),
    )


def _unread_part(unread: Unread) -> UnreadPart:
    return UnreadPart(place=cut(unread.place, CODE_BYTES), reason=unread.reason)


def _unread_parts(unread: Iterable[Unread]) -> tuple[UnreadPart, ...]:
    return fitting(map(_unread_part, unread), MAX_UNREAD_IN_MESSAGE, UNREAD_BYTES)


def _examined(outcome: Outcome) -> ExaminedFile:
    return ExaminedFile(file_id=outcome.file.file_id, epoch=outcome.epoch, attempt=outcome.attempt)


def fitting(parts: Iterable[Part], max_count: int, max_bytes: int) -> tuple[Part, ...]:
    """The first parts, as many as fit both limits."""
    return tuple(_until_full(islice(parts, max_count), max_bytes))


def _until_full(parts: Iterable[Part], max_bytes: int) -> Iterator[Part]:
    left = max_bytes
    for part in parts:
        left -= wire_bytes(part) + 1
        if left < 0:
            return
        yield part


def whole_link(link: str) -> str:
    """The link, or "" where it is too long: half a link leads nowhere."""
    return link if cut(link, LINK_BYTES) == link else ""


def _parent_path(folder: FolderRef) -> str:
    return folder.path.removesuffix(folder.name).removesuffix("/")
