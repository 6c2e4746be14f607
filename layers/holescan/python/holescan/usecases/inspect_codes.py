"""`inspect_codes`: what is in a code sheet, before a scan is started with it."""

from dataclasses import dataclass

from holescan.domain.errors import RequestRejected
from holescan.domain.reasons import ErrorCode
from holescan.protocol.client import InspectCodes
from holescan.protocol.server import CodesRead, DateCell
from holescan.steps.callers import Caller
from holescan.steps.code_sheets import CodeSheets

MOST_SHOWN = 20
"""Examples are for the eye; the totals are true."""


@dataclass(frozen=True, slots=True)
class ReadCodes:
    """Read a sheet and say what a scan with it would look for.

    Raises:
        RequestRejected: no sheet was sent, or it cannot be used.
    """

    sheets: CodeSheets

    def __call__(self, action: InspectCodes, caller: Caller) -> CodesRead:
        """Answer CODES_READ."""
