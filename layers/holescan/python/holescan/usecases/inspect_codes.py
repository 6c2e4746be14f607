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
MOST_COLUMNS = 40
LONGEST_LABEL_BYTES = 120
MOST_IN_A_GROUP = 4
LONGEST_SHOWN_BYTES = 60
LONGEST_WARNING_BYTES = 840
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
            sheet = self.sheets.uploaded(caller.owner, action.upload_id, action.code_column)
            return _read(unite(sheet), action.request_id)
        if action.file_content:
            return _read(unite(self.sheets.inline(action.file_content, action.code_column)), action.request_id)
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
        columns=tuple(cut(label, LONGEST_LABEL_BYTES) for label in codes.columns[:MOST_COLUMNS]),
        column=cut(codes.label, LONGEST_LABEL_BYTES),
        repeated=codes.repeated,
        blank=codes.blank,
        dates_made_by_excel=tuple(
            DateCell(cell=date.cell, shown=cut(date.shown, LONGEST_SHOWN_BYTES))
            for date in codes.dates_made_by_excel[:MOST_SHOWN]
        ),
        weak=_shown(codes.weak, MOST_SHOWN),
        colliding=tuple(_shown(group, MOST_IN_A_GROUP) for group in codes.colliding[:MOST_SHOWN]),
        # Of repeats and blank cells the figures say enough.
        warnings=tuple(cut(warning, LONGEST_WARNING_BYTES) for warning in codes.urgent_warnings()),
    )


def _shown(texts: tuple[str, ...], most: int) -> tuple[str, ...]:
    return tuple(cut(text, LONGEST_SHOWN_BYTES) for text in texts[:most])
