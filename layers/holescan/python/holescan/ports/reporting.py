"""The report: what goes into the workbook, and who writes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from holescan.domain.listing import FolderFailure
from holescan.domain.outcomes import Outcome
from holescan.domain.session import LiveScan, ReportTotals, Session


@dataclass(frozen=True, slots=True)
class ReportContents:
    """All that a report is made of; `outcomes` may be asked for more than once and never fits in memory."""

    session: Session
    live: LiveScan
    codes: tuple[str, ...]
    outcomes: Callable[[], Iterator[Outcome]]
    folders: tuple[FolderFailure, ...]
    written_at: datetime


class ReportWriter(Protocol):
    """Makes the workbook."""

    def write(self, contents: ReportContents, target: Path) -> ReportTotals:
        """Write the .xlsx and say what it holds."""
        ...
