"""Where a page of rows goes on, as text that travels through the client and is trusted with nothing."""

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from holescan.adapters.aws.dynamo_values import Item, instant_text
from holescan.adapters.aws.keys import META, file_item
from holescan.domain.errors import RequestRejected
from holescan.domain.ids import FileId, OwnerId
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import Session
from holescan.ports import Page

Row = TypeVar("Row")

_SCAN = re.compile(r"(?P<created_at>[0-9T:.+-]{32})~(?P<session_id>[0-9a-f]{32})")
_FILE = re.compile(r"[A-Za-z0-9_-]{1,256}")
_BYTES = re.compile(r"[1-9][0-9]{0,11}")


def page_of(rows: Iterable[Row], limit: int, cursor_of: Callable[[Row], str]) -> Page[Row]:
    """The first `limit` rows, with a cursor only where another row follows."""
    taken = list(islice(rows, limit + 1))
    more = len(taken) > limit
    return Page(tuple(taken[:limit]), cursor_of(taken[limit - 1]) if more else "")


def scan_cursor(session: Session) -> str:
    """After this scan of its owner."""
    return f"{instant_text(session.created_at)}~{session.session_id}"


def scan_after(owner: OwnerId, cursor: str) -> Item | None:
    """The index entry to go on after; the owner is the caller's, whatever the cursor says."""
    if not cursor:
        return None
    read = _SCAN.fullmatch(cursor)
    if read is None:
        raise foreign_cursor()
    return {"owner": owner, "item": META, **read.groupdict()}


def file_after(cursor: str) -> str:
    """The item to go on after; "" from the beginning."""
    if not cursor:
        return ""
    if _FILE.fullmatch(cursor) is None:
        raise foreign_cursor()
    return file_item(FileId(cursor))


def bytes_before(cursor: str) -> int:
    """Where in an object of lines to go on; 0 from the beginning."""
    if not cursor:
        return 0
    if _BYTES.fullmatch(cursor) is None:
        raise foreign_cursor()
    return int(cursor)


def foreign_cursor() -> RequestRejected:
    """What to raise of a cursor that this store never gave."""
    return RequestRejected(
        ErrorCode.INVALID_FIELD,
        "This cursor is none of ours. Ask again without a cursor to begin with the first page.",
        hint="cursor",
    )
