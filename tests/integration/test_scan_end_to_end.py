"""One scan through the real template: WebSocket, Lambdas, queues, table, report."""

import io
import urllib.request

import openpyxl

from tests.integration.gateway_client import SCAN_LIMIT_S, Viewer, viewer_at
from tests.local_world import DRAWINGS, World


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
