"""One sample file and the truth about it."""

from dataclasses import dataclass
from typing import Any

from holescan.domain.examination import FileStatus
from holescan.domain.reasons import Reason


@dataclass(frozen=True, slots=True)
class Sample:
    """A file to write.

    Attributes:
        path: below the drawings folder, "/" between names.
        codes: listed codes that stand in the file as text, in any spelling that the normalised mode accepts.
        reason: why none of it can be read as text; None where it can.
        pictured: listed codes that only an eye or OCR can see.
        unread_pages: pages of an otherwise readable file that are pictures.
    """

    path: str
    content: bytes
    codes: tuple[str, ...] = ()
    reason: Reason | None = None
    pictured: tuple[str, ...] = ()
    unread_pages: tuple[int, ...] = ()

    @property
    def status(self) -> FileStatus:
        """The verdict a scan without OCR has to reach."""
        if self.codes:
            return FileStatus.MATCH
        is_unread = self.reason is not None or self.unread_pages
        return FileStatus.NOT_EXAMINED if is_unread else FileStatus.NO_MATCH

    @property
    def truth(self) -> dict[str, Any]:
        """As it stands in expected.json."""
        return {
            "status": self.status,
            "codes": sorted(self.codes),
            "reason": self.reason,
            "pictured": sorted(self.pictured),
            "unread_pages": list(self.unread_pages),
        }
