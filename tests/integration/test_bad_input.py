"""Bad input gets a clear answer from the real stack, and the connection stays usable."""

import base64
import json
import urllib.request
from typing import Any

import pytest

from tests.integration.gateway_client import SCAN_LIMIT_S, Viewer, viewer_at
from tests.local_world import World

NOT_A_SHEET = base64.b64encode(b"%PDF-1.7 this is no sheet").decode()


@pytest.fixture
def scan(world: World) -> dict[str, Any]:
    """The fields of a start_scan that is in order."""
    return {
        "token": world.outputs["Token"],
        "drive_link": world.outputs["DriveFolderId"],
        "target_hole_codes": ["HOLE-123"],
        "request_id": "r-1",
    }


def refused(world: World, action: str, **fields: Any) -> dict[str, Any]:
    """The ERROR that answers an action, on a connection that answers a ping afterwards."""
    with viewer_at(world.url) as viewer:
        answer = viewer.ask(action, **fields)
        assert answer["type"] == "ERROR"
        assert answer["message"]
        assert viewer.ask("ping")["type"] == "PONG"
    return answer


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"token": ""}, "invalid_field"),
        ({"target_hole_codes": "HOLE-123"}, "invalid_field"),
        ({"options": {"mode": "magic"}}, "invalid_field"),
        ({"target_hole_codes": []}, "no_codes"),
        ({"target_hole_codes": ["", "  "]}, "no_codes"),
        ({"file_content": NOT_A_SHEET}, "bad_sheet"),
        ({"file_content": "no base64!"}, "bad_sheet"),
        ({"upload_id": "nobody-uploaded-this"}, "bad_sheet"),
        ({"drive_link": "https://example.com/folder"}, "bad_link"),
        ({"drive_link": "1" * 33}, "folder_not_found"),
        ({"token": "not-the-token"}, "token_refused"),
    ],
)
def test_a_scan_that_cannot_begin_is_refused_with_its_code(
    world: World, scan: dict[str, Any], changed: dict[str, Any], code: str
) -> None:
    answer = refused(world, "start_scan", **(scan | changed))

    assert (answer["code"], answer["request_id"]) == (code, "r-1")


@pytest.mark.parametrize("frame", ["{", "[]", "hello", '"start_scan"'])
def test_a_frame_that_is_no_json_object_is_answered(world: World, frame: str) -> None:
    with viewer_at(world.url) as viewer:
        viewer.socket.send(frame)
        answer = viewer.wait_for("ERROR")
        assert answer["code"] == "malformed_json"
        assert viewer.ask("ping")["type"] == "PONG"


@pytest.mark.parametrize("action", ["resume_scan", "cancel_scan", "get_report", "get_results", "get_scan"])
def test_a_scan_that_does_not_exist_is_unknown(world: World, action: str) -> None:
    assert refused(world, action, session_id="0" * 32)["code"] == "unknown_session"


def test_a_hundred_thousand_and_one_codes_are_too_many(world: World, scan: dict[str, Any]) -> None:
    sheet = "\n".join(["Hole code", *(f"HOLE-{number}" for number in range(100_001))]).encode()
    with viewer_at(world.url) as viewer:
        upload_id = uploaded(viewer, sheet)
        answer = viewer.ask("start_scan", **(scan | {"upload_id": upload_id}))

    assert answer["code"] == "too_many_codes"


def test_an_uploaded_sheet_is_read_and_its_codes_are_scanned_for(world: World, scan: dict[str, Any]) -> None:
    with viewer_at(world.url) as viewer:
        upload_id = uploaded(viewer, b"Hole code\nHOLE-124\nBH-07\nBH-07\n")
        read = viewer.ask("inspect_codes", upload_id=upload_id)
        assert (read["total"], read["repeated"], read["sample"]) == (2, 1, ["HOLE-124", "BH-07"])
        viewer.send("start_scan", **(scan | {"upload_id": upload_id, "target_hole_codes": [], "request_id": "r-up"}))
        complete = viewer.wait_for("COMPLETE", limit_s=SCAN_LIMIT_S)

    assert (complete["total_matches"], complete["codes_not_found"]) == (2, 0)


def test_an_empty_folder_completes_with_no_files(world: World, scan: dict[str, Any]) -> None:
    (world.drive / "nothing in here").mkdir(exist_ok=True)
    with viewer_at(world.url) as viewer:
        viewer.send("start_scan", **(scan | {"drive_link": folder_id(world, "nothing in here"), "request_id": "r-2"}))
        complete = viewer.wait_for("COMPLETE", limit_s=SCAN_LIMIT_S)

    assert (complete["total_files"], complete["codes_not_found"], complete["listing_complete"]) == (0, 1, True)


def uploaded(viewer: Viewer, sheet: bytes) -> str:
    ready = viewer.ask("request_upload", file_name="codes.csv", size_bytes=len(sheet))
    assert ready["type"] == "UPLOAD_READY"
    request = urllib.request.Request(ready["upload_url"], data=sheet, headers=ready["headers"], method="PUT")  # noqa: S310 - http, to ourselves
    with urllib.request.urlopen(request):  # noqa: S310 - the same
        return str(ready["upload_id"])


def folder_id(world: World, name: str) -> str:
    query = f"'{world.outputs['DriveFolderId']}'+in+parents+and+trashed+%3D+false"
    request = urllib.request.Request(  # noqa: S310 - http, to ourselves
        f"{world.outputs['DriveUrl']}/drive/v3/files?q={query}&fields=files(id,name)",
        headers={"Authorization": f"Bearer {world.outputs['Token']}"},
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
        files = json.load(answer)["files"]
    return str(next(file["id"] for file in files if file["name"] == name))
