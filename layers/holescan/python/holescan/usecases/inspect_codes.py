"""`inspect_codes`: what is in a code sheet, before a scan is started with it."""

from dataclasses import dataclass

from holescan.domain.codes import CodeList, unite
from holescan.domain.errors import RequestRejected
from holescan.domain.reasons import ErrorCode
from holescan.protocol.client import InspectCodes
from holescan.protocol.rows import cut
from holescan.protocol.server import CodesRead, DateCell
from holescan.steps.callers import Caller
from holescan.steps.code_sheets import CodeSheets

MOST_SHOWN = 20
MOST_COLUMNS = 60
MOST_IN_A_GROUP = 4
LONGEST_SHOWN_BYTES = 60
"""Examples are for the eye; with these bounds they fit one message. The totals are true."""


@dataclass(frozen=True, slots=True)
class ReadCodes:
    """Read a sheet and say what a scan with it would look for.

    Raises:
        RequestRejected: no sheet was sent, or it cannot be used.
    """

    sheets: CodeSheets

    def __call__(self, action: InspectCodes, caller: Caller) -> CodesRead:
        """Answer CODES_READ."""
        if action.upload_id:
            return _read(unite(self.sheets.uploaded(caller.owner, action.upload_id)), action.request_id)
        if action.file_content:
            return _read(unite(self.sheets.inline(action.file_content)), action.request_id)
        raise RequestRejected(
            ErrorCode.INVALID_FIELD,
            "There is no sheet to read. Send it as file_content, or upload it and send its upload_id.",
            hint="file_content",
        )


def _read(codes: CodeList, request_id: str | None) -> CodesRead:
    return CodesRead(
        request_id=request_id,
        total=len(codes.codes),
        sample=_shown(codes.codes, MOST_SHOWN),
        columns=_shown(codes.columns, MOST_COLUMNS),
        repeated=codes.repeated,
        blank=codes.blank,
        dates_made_by_excel=tuple(
            DateCell(cell=date.cell, shown=cut(date.shown, LONGEST_SHOWN_BYTES))
            for date in codes.dates_made_by_excel[:MOST_SHOWN]
        ),
        weak=_shown(codes.weak, MOST_SHOWN),
        colliding=tuple(_shown(group, MOST_IN_A_GROUP) for group in codes.colliding[:MOST_SHOWN]),
    )


def _shown(texts: tuple[str, ...], most: int) -> tuple[str, ...]:
    return tuple(cut(text, LONGEST_SHOWN_BYTES) for text in texts[:most])
