"""What `start_scan` and `estimate_scan` ask about: the codes to look for, the place to look in, and how to look."""

from dataclasses import dataclass

from holescan.domain.codes import CodeList, unite
from holescan.domain.drive_links import MY_DRIVE, Place, parse_link
from holescan.domain.errors import ColumnWithoutSheet
from holescan.domain.ids import OwnerId
from holescan.domain.recognition import OcrMode
from holescan.ports import CodeLists
from holescan.protocol.client import ScanOptions, ScanRequest
from holescan.steps.callers import OwnScans
from holescan.steps.code_sheets import CodeSheets


@dataclass(frozen=True, slots=True)
class Granted:
    """The options that a scan gets, and a sentence for its user where that is less than was asked for."""

    options: ScanOptions
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanRequests:
    """Reads them out of a request.

    Attributes:
        max_ocr_pages: the most that this deployment pays for in one scan.
        default_folder: link or id of what is scanned where the request names nothing; "": My Drive.

    Raises:
        RequestRejected: BAD_SHEET, NO_CODES, TOO_MANY_CODES or BAD_LINK; INVALID_FIELD where a column is chosen and
            there is no sheet; NOT_YOURS or UNKNOWN_SESSION of the earlier scan whose codes are asked for.
    """

    sheets: CodeSheets
    own: OwnScans
    code_lists: CodeLists
    max_ocr_pages: int
    default_folder: str = ""

    def codes(self, request: ScanRequest, owner: OwnerId) -> CodeList:
        """The codes of all sources that the request names."""
        column = request.code_column
        sheets = [self.sheets.inline(request.file_content, column)] if request.file_content else []
        if request.upload_id:
            sheets.append(self.sheets.uploaded(owner, request.upload_id, column))
        if column and not sheets:
            raise ColumnWithoutSheet
        return unite(*sheets, request.target_hole_codes, self._earlier(request, owner))

    def _earlier(self, request: ScanRequest, owner: OwnerId) -> tuple[str, ...]:
        if not request.codes_of:
            return ()
        return self.code_lists.codes(self.own.of(owner, request.codes_of).session_id)

    def place(self, request: ScanRequest) -> Place:
        """The folder or file to scan."""
        link = request.drive_link or self.default_folder
        return parse_link(link) if link else MY_DRIVE

    def options(self, request: ScanRequest) -> Granted:
        """Lowered and not refused: whoever left the budget out asked for the usual one, which may be above the cap."""
        asked, most = request.options, self.max_ocr_pages
        if asked.ocr_page_budget <= most:
            return Granted(asked)
        lowered = asked.model_copy(update={"ocr_page_budget": most})
        return Granted(lowered, () if asked.ocr is OcrMode.OFF else (_fewer_pages(asked.ocr_page_budget, most),))


def _fewer_pages(asked: int, most: int) -> str:
    return (
        f"This server pays for the text recognition of at most {most:,} pages a scan, not of {asked:,}. Pages beyond "
        "that stay unread and are listed so."
    )
