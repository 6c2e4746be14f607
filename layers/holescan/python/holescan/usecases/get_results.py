"""`get_results`: what a scan found, section by section, in pages under the limit of a message."""

from dataclasses import dataclass

from holescan.domain.errors import RequestRejected
from holescan.domain.ids import FileId
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import LiveScan, ScanState
from holescan.ports import CodeSection, Outcomes, Page, ResultIndex
from holescan.protocol.client import GetResults
from holescan.protocol.row_models import CodeFound, CodeRow, NotFoundRow, ResultRow, UnreadPart
from holescan.protocol.rows import match_row_of, parts_of, take_rows, unread_row_of
from holescan.protocol.server import Results
from holescan.steps.callers import Caller, OwnScans
from holescan.steps.pages import RecordPages, number_after

CODES_READ_AT_ONCE = 200

PARTS, CODES = "parts:", "codes:"
"""Cursors: `parts:<number>` of a file's codes and unread parts; `codes:<number>:<cursor of the index>`."""


@dataclass(frozen=True, slots=True)
class ShowResults:
    """Read one page of one section.

    Raises:
        RequestRejected: not the caller's scan, a section that a report must be written for, a file that the record
            does not know, or a cursor that is none of ours.
    """

    own: OwnScans
    outcomes: Outcomes
    pages: RecordPages
    index: ResultIndex

    def __call__(self, action: GetResults, caller: Caller) -> Results:
        """Answer RESULTS."""
        live = self.own.live(caller, action.session_id)
        page = self._page(live, action)
        return Results(
            request_id=action.request_id,
            session_id=live.session_id,
            epoch=live.epoch,
            section=action.section,
            rows=page.rows,
            next_cursor=page.next_cursor,
        )

    def _page(self, live: LiveScan, action: GetResults) -> Page[ResultRow]:
        match action.section:
            case "matches":
                return self.pages.files(live, action.cursor, match_row_of)
            case "not_examined":
                return self.pages.all(live, action.cursor, unread_row_of)
            case "file":
                return self._parts(live, FileId(action.file_id), action.cursor)
            case "by_code" | "not_found" as section:
                return self._codes(live, section, action.cursor)

    def _parts(self, live: LiveScan, file_id: FileId, cursor: str) -> Page[CodeFound | UnreadPart]:
        outcome = self.outcomes.read(live.session_id, [file_id]).get(file_id) if file_id else None
        if outcome is None:
            raise RequestRejected(
                ErrorCode.INVALID_FIELD,
                "This scan has no such file, or has not come to it yet. Send the file_id of a row you were told.",
                hint="file_id",
            )
        taken = take_rows(parts_of(outcome), number_after(PARTS, cursor))
        return Page(taken.rows, "" if taken.next_start is None else f"{PARTS}{taken.next_start}")

    def _indexed(self, live: LiveScan, section: CodeSection, cursor: str) -> Page[CodeRow | NotFoundRow]:
        key = live.report_key
        page = self.index.page(live.session_id, section, key, cursor, CODES_READ_AT_ONCE) if key else None
        if page is None:
            raise _needs_report(live)
        return page

    def _codes(self, live: LiveScan, section: CodeSection, cursor: str) -> Page[CodeRow | NotFoundRow]:
        """A page of the index may fill several messages, each of which reads it again and goes on where the last ended."""
        start, index_cursor = _code_cursor(cursor)
        page = self._indexed(live, section, index_cursor)
        taken = take_rows(page.rows, start)
        if taken.next_start is not None:
            return Page(taken.rows, f"{CODES}{taken.next_start}:{index_cursor}")
        return Page(taken.rows, f"{CODES}0:{page.next_cursor}" if page.next_cursor else "")


def _code_cursor(cursor: str) -> tuple[int, str]:
    """The number of the first row in a page of the index, and that page's own cursor."""
    if not cursor:
        return 0, ""
    numbered, _, index_cursor = cursor.rpartition(":")
    return number_after(CODES, numbered or cursor), index_cursor


def _needs_report(live: LiveScan) -> RequestRejected:
    when = "Scan again" if live.state is ScanState.FAILED else "Wait for the end of the scan, then ask again"
    return RequestRejected(
        ErrorCode.WRONG_STATE,
        f"This is known once a report is written, and this scan has none. {when}; matches are shown all the same.",
        hint=str(live.state),
    )
