"""`make scan`: a world of its own, one scan in it, a report, and nothing left."""

import subprocess
import sys
from pathlib import Path

import openpyxl

from tests.local_world import DRAWINGS, write_drawings

ROOT = Path(__file__).parents[2]
LIMIT_S = 300


def scan(folder: Path, codes: Path, report: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "local.main", "scan", "--folder", str(folder), "--codes", str(codes)]
    return subprocess.run(
        [*command, "--report", str(report)], cwd=ROOT, capture_output=True, text=True, timeout=LIMIT_S, check=False
    )


def test_a_scan_with_an_unreadable_file_is_complete_and_says_so(tmp_path: Path) -> None:
    write_drawings(tmp_path / "drive")
    (tmp_path / "codes.csv").write_text("code\nHOLE-123\nHOLE-999\n")
    ended = scan(tmp_path / "drive", tmp_path / "codes.csv", tmp_path / "report.xlsx")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "holescan ended with 2" in ended.stdout
    assert len(list(openpyxl.load_workbook(tmp_path / "report.xlsx")["All files"])) == 1 + len(DRAWINGS)
    assert not list((ROOT / ".local").glob("scan-*"))


def test_a_folder_that_is_none_is_refused_at_once(tmp_path: Path) -> None:
    ended = scan(tmp_path / "absent", tmp_path / "codes.csv", tmp_path / "report.xlsx")
    assert ended.returncode == 2
    assert "is no folder" in ended.stderr
