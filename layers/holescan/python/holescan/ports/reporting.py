"""The report: what goes into it, who writes it, and where its rows of codes are read again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from holescan.domain.ids import SessionId
from holescan.domain.listing import FolderFailure
from holescan.domain.outcomes import Outcome
from holescan.domain.session import LiveScan, ReportTotals, Session
from holescan.ports.record import Page
from holescan.protocol.row_models import CodeRow, NotFoundRow

CodeSection = Literal["by_code", "not_found"]
"""The sections of RESULTS that only a report knows."""


@dataclass(frozen=True, slots=True)
class ReportContents:
    """All that a report is made of; `outcomes` may be asked for more than once and never fits in memory."""

    session: Session
    live: LiveScan
    codes: tuple[str, ...]
    outcomes: Callable[[], Iterator[Outcome]]
    folders: tuple[FolderFailure, ...]
    written_at: datetime


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """What a workbook holds. The rows are those of every code of the list; they may be made as they are taken, once."""

    totals: ReportTotals
    by_code: Iterable[CodeRow]
    not_found: Iterable[NotFoundRow]


class ReportWriter(Protocol):
    """Makes the workbook."""

    def write(self, contents: ReportContents, target: Path) -> WrittenReport:
        """Write the .xlsx and say what it holds."""
        ...


class ResultIndex(Protocol):
    """What each report says of every code, a row at a time: for clients that page through it.

    A report is named by its key: `LiveScan.report_key` is that of the published one.
    """

    def put(
        self, session_id: SessionId, section: CodeSection, report_key: str, rows: Iterable[CodeRow | NotFoundRow]
    ) -> None:
        """Store the rows of a report that is about to be published; repeated calls write over."""
        ...

    def page(
        self, session_id: SessionId, section: CodeSection, report_key: str, cursor: str, limit: int
    ) -> Page[CodeRow | NotFoundRow] | None:
        """At most `limit` rows, in the order of the user's list; None where the report was stored without rows.

        Raises:
            RequestRejected: the cursor is none of ours; "" begins.
        """
        ...
