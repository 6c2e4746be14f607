"""What the scripted server answers to questions besides the scan itself; the test changes what it knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from holescan.domain.session import ScanState
from holescan.protocol import client, row_models, server

DRIVE = "https://drive.google.com/drive/folders"


def codes_read(**over: Any) -> server.CodesRead:
    """A sheet of 412 codes with every oddity."""
    usual: dict[str, Any] = {
        "total": 412,
        "sample": (*(f"HOLE-{number:03}" for number in range(1, 9)), '10"-CWS-1042-A1B-N', "BH-07"),
        "columns": ("Hole code", "Area", "Remark"),
        "column": "Hole code",
        "repeated": 9,
        "blank": 2,
        "dates_made_by_excel": (
            server.DateCell(cell="A45", shown="01.12.2021"),
            server.DateCell(cell="A46", shown="02.12.2021"),
            server.DateCell(cell="A91", shown="03.05.2022"),
        ),
        "weak": ("B7", "42"),
        "colliding": (("HOLE-10", "HOLE 10"),),
        "warnings": (
            "3 cells hold dates that Excel may have made of codes (A45, A46, A91); such cells are not looked for.",
            "2 codes are so short that a match may be chance: B7, 42. Such matches are marked as weak.",
        ),
    }
    return server.CodesRead.model_validate({**usual, **over})


def estimate(**over: Any) -> server.Estimate:
    """A large plant."""
    usual = {"folder_name": "Plant 40 drawings", "total_codes": 412, "files": 66_000, "minutes": 41.5, "usd": 12.4}
    rest = {"ocr_pages": 1_000, "is_partial": False, "warnings": ()}
    return server.Estimate.model_validate({**usual, **rest, **over})


def folder(folder_id: str, name: str, path: str, folders: Mapping[str, str], file_count: int) -> server.Folder:
    """A folder; `folders`: name by id, ids that begin with 0 are shared drives."""
    return server.Folder(
        folder_id=folder_id or "root",
        name=name,
        path=path,
        folders=tuple(entry(one, called) for one, called in folders.items()),
        file_count=file_count,
    )


def entry(folder_id: str, name: str) -> server.FolderEntry:
    """A folder inside another, or a shared drive."""
    link = f"{DRIVE}/{folder_id}"
    is_drive = folder_id.startswith("0")
    return server.FolderEntry(folder_id=folder_id, name=name, link=link, kind="shared_drive" if is_drive else "folder")


def plant() -> dict[str, server.Folder]:
    """My Drive with a plant in it, by the id that `drive_link` ends in."""
    return {
        "": folder("", "My Drive", "", {"1plant": "Plant 40 drawings", "1old": "Archive", "0eng": "Engineering"}, 3),
        "1Folder": folder("1Folder", "Plant 40 drawings", "", {"1iso": "Isometrics", "1logs": "Drill logs"}, 12),
        "1plant": folder("1plant", "Plant 40 drawings", "", {"1iso": "Isometrics", "1logs": "Drill logs"}, 12),
        "1iso": folder("1iso", "Isometrics", "Plant 40 drawings", {}, 288),
        "0eng": folder("0eng", "Engineering", "", {"1std": "Standards"}, 0),
    }


def summary(session_id: str, **over: Any) -> server.ScanSummary:
    """One line of the history."""
    usual: dict[str, Any] = {
        "session_id": session_id,
        "epoch": 1,
        "state": ScanState.COMPLETE,
        "folder_name": "Plant 40 drawings",
        "folder_link": f"{DRIVE}/1plant",
        "started_at": "2026-03-02T08:15:00+00:00",
        "ended_at": "2026-03-02T08:21:40+00:00",
        "total_codes": 412,
        "total": 576,
        "processed": 576,
        "matched": 39,
        "failed": 1,
        "total_files": 576,
        "unread_files": 0,
        "folders_failed": 0,
        "codes_not_found": 18,
        "listing_complete": True,
        "has_report": True,
        "options": {"mode": "normalised", "leading_zeros": True},
    }
    return server.ScanSummary.model_validate({**usual, **over})


def resumed(session_id: str) -> server.Resumed:
    """The scan goes on after a sign-in."""
    return server.Resumed(session_id=session_id, epoch=1, reason="AUTH_EXPIRED", message="The scan goes on.")


def recorded(session_id: str, rows: Sequence[row_models.MatchRow]) -> server.SyncState:
    """A scan of before, with these rows."""
    return server.SyncState(
        session_id=session_id,
        epoch=1,
        state=ScanState.COMPLETE,
        processed=len(rows),
        total=len(rows),
        matched=len(rows),
        failed=0,
        matches=tuple(rows),
        failures=(),
    )


@dataclass
class Answers:
    """A Drive with folders, a sheet, a price, and scans of before."""

    codes_read: server.CodesRead = field(default_factory=codes_read)
    estimate: server.Estimate = field(default_factory=estimate)
    folders: dict[str, server.Folder] = field(default_factory=plant)
    scans: list[server.ScanSummary] = field(default_factory=list)
    records: dict[str, Sequence[row_models.MatchRow]] = field(default_factory=dict)
    """What other scans than the one that is followed found."""

    def to(self, action: client.ClientMessage) -> list[BaseModel]:
        """The answer, or none where the scan itself has to speak."""
        answer = self._before_a_scan(action) or self._about_a_scan(action)
        return [answer] if answer else []

    def _before_a_scan(self, action: client.ClientMessage) -> BaseModel | None:
        match action:
            case client.InspectCodes():
                return self.codes_read.model_copy(update={"column": action.code_column or self.codes_read.column})
            case client.EstimateScan():
                return self.estimate
            case client.BrowseFolder():
                return self.folders[action.drive_link.removeprefix(f"{DRIVE}/")]
        return None

    def _about_a_scan(self, action: client.ClientMessage) -> BaseModel | None:
        match action:
            case client.ListScans():
                return server.Scans(scans=tuple(self.scans))
            case client.GetScan():
                return next(
                    (server.Scan(scan=scan) for scan in self.scans if scan.session_id == action.session_id), None
                )
            case client.DeleteScan():
                self.scans = [scan for scan in self.scans if scan.session_id != action.session_id]
                return server.Deleted(session_id=action.session_id)
            case client.RefreshToken():
                return resumed(action.session_id)
            case client.ResumeScan():
                return recorded(action.session_id, self.records[action.session_id])
        return None
