"""Turns what a caller sent (a sheet in the message, an upload, a typed list) into one code list."""

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from holescan.domain.code_sheet import CodeSheet, read_code_sheet
from holescan.domain.errors import FileUnreadable, RequestRejected
from holescan.domain.ids import OwnerId
from holescan.domain.reasons import ErrorCode, Reason
from holescan.ports import TextExtractor, Uploads


@dataclass(frozen=True, slots=True)
class CodeSheets:
    """Reads code sheets in the extractor's sandbox: a sheet is as untrusted as a drawing.

    Raises:
        RequestRejected: BAD_SHEET, or INVALID_FIELD for a column of an empty sheet, each with what to do.
    """

    extractor: TextExtractor
    uploads: Uploads

    def inline(self, file_content: str, column: str = "") -> CodeSheet:
        """Base64 of an .xlsx or .csv; its codes stand in `column`, or "" where that is to be seen."""
        with TemporaryDirectory(prefix="holescan-") as folder:
            path = Path(folder, "codes")
            path.write_bytes(_decoded(file_content))
            return self._read(path, column)

    def uploaded(self, owner: OwnerId, upload_id: str, column: str = "") -> CodeSheet:
        """A sheet that this owner uploaded; `column` as above."""
        with TemporaryDirectory(prefix="holescan-") as folder:
            path = Path(folder, "codes")
            if not self.uploads.fetch(owner, upload_id, path):
                raise RequestRejected(
                    ErrorCode.BAD_SHEET,
                    "The uploaded sheet is not there. Upload it again, then start within a day.",
                    hint="upload_id",
                )
            return self._read(path, column)

    def _read(self, path: Path, column: str) -> CodeSheet:
        try:
            tables = self.extractor.read_sheet(path, name="the code sheet")
        except FileUnreadable as unreadable:
            raise RequestRejected(
                ErrorCode.BAD_SHEET,
                "The code sheet could not be read. Save it as .xlsx or .csv and send it again.",
                hint=_what_happened(unreadable.reason),
            ) from unreadable
        return read_code_sheet(tables, column)


def _what_happened(reason: Reason) -> str:
    # What to do about a drawing, the next sentence, is wrong for a sheet: it cannot be a PDF or a Word document.
    return reason.message.partition(". ")[0] + "."


def _decoded(file_content: str) -> bytes:
    try:
        return base64.b64decode(file_content, validate=True)
    except binascii.Error as error:
        raise RequestRejected(
            ErrorCode.BAD_SHEET,
            "file_content is not base64. Send the bytes of the .xlsx or .csv encoded as base64.",
            hint="file_content",
        ) from error
