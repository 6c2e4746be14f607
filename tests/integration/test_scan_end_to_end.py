"""One scan through the real template: WebSocket, Lambdas, queues, table, report."""

import io
import subprocess
import sys
import urllib.request
from pathlib import Path

import openpyxl

from tests.integration.gateway_client import SCAN_LIMIT_S, Viewer, viewer_at
from tests.local_world import DRAWINGS, World

EXAMPLE = Path(__file__).parents[2] / "docs" / "protocol" / "example_client.py"


def scanned(viewer: Viewer, world: World, *codes: str) -> dict[str, object]:
    viewer.send(
        "start_scan",
        token=world.outputs["Token"],
        drive_link=world.outputs["DriveFolderId"],
        target_hole_codes=list(codes),
    )
    return viewer.wait_for("COMPLETE", limit_s=SCAN_LIMIT_S)


def test_a_scan_accounts_for_every_file(world: World) -> None:
    with viewer_at(world.url) as viewer:
        complete = scanned(viewer, world, "HOLE-123", "HOLE-124", "HOLE-999")
    found = {m["data"]["file_name"]: m["data"]["hole_code"] for m in viewer.seen if m["type"] == "MATCH_FOUND"}
    failed = {m["data"]["file_name"]: m["data"]["reason"] for m in viewer.seen if m["type"] == "FILE_FAILED"}
    assert viewer.seen[0]["type"] == "STARTED"
    assert found == {"BH-07 line.txt": "HOLE-123", "second sheet.csv": "HOLE-124"}
    assert failed == {"broken.pdf": "corrupt"}
    totals = [
        complete[name] for name in ("total_files", "total_processed", "total_matches", "failed", "codes_not_found")
    ]
    assert totals == [len(DRAWINGS), len(DRAWINGS), 2, 1, 1]


def test_the_report_comes_by_its_link_and_names_every_file_with_its_path(world: World) -> None:
    with viewer_at(world.url) as viewer:
        link = str(scanned(viewer, world, "HOLE-123")["download_url"])
    with urllib.request.urlopen(link) as answer:  # noqa: S310 - http, to ourselves
        book = openpyxl.load_workbook(io.BytesIO(answer.read()))
    rows = book["All files"].iter_rows(min_row=2, max_col=2, values_only=True)
    assert {f"{path}/{name}" for name, path in rows} == {*DRAWINGS}


def test_a_token_that_drive_refuses_is_an_error_not_a_scan_without_end(world: World) -> None:
    with viewer_at(world.url) as viewer:
        viewer.send(
            "start_scan", token="refused", drive_link=world.outputs["DriveFolderId"], target_hole_codes=["HOLE-123"]
        )
        error = viewer.wait_for("ERROR")
    assert error["code"] == "token_refused"


def test_the_client_of_the_documents_follows_a_scan_to_its_report(world: World, tmp_path: Path) -> None:
    report = tmp_path / "report.xlsx"
    told = subprocess.run(
        [
            sys.executable,
            EXAMPLE,
            world.url,
            world.outputs["Token"],
            world.outputs["DriveFolderId"],
            report,
            "HOLE-123",
        ],
        capture_output=True,
        text=True,
        timeout=SCAN_LIMIT_S,
        check=False,
    )
    # broken.pdf was not examined, and so it says.
    assert told.returncode == 2, told.stderr
    assert "HOLE-123\tisometrics/BH-07 line.txt\n" in told.stdout
    assert "Matches" in openpyxl.load_workbook(report).sheetnames
