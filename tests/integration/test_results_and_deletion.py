"""What a scan found is paged through and then deleted on the real template, until nothing of it is stored."""

from functools import partial

import pytest

from client.transfer import snapshot_rows
from holescan.adapters.aws import clients
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.adapters.aws.s3_snapshots import S3Snapshots
from holescan.protocol.rows import match_row
from local.deploy import client
from local.emulator.server import CREDENTIALS
from tests.builders import SESSION, a_file, matched
from tests.integration.canary import objects, table_items
from tests.integration.gateway_client import SCAN_LIMIT_S, Message, Viewer, viewer_at
from tests.local_world import World


def scanned(viewer: Viewer, world: World) -> str:
    viewer.send(
        "start_scan",
        token=world.outputs["Token"],
        drive_link=world.outputs["DriveFolderId"],
        target_hole_codes=["HOLE-123", "HOLE-124", "HOLE-999"],
    )
    return str(viewer.wait_for("COMPLETE", limit_s=SCAN_LIMIT_S)["session_id"])


def answer(viewer: Viewer, action: str, wanted: str, **fields: str) -> Message:
    """The answer to this very question; COMPLETE may come once more in between."""
    viewer.send(action, request_id=action, **fields)
    found = viewer.wait_for(lambda message: message.get("request_id") == action)
    assert found["type"] == wanted, found
    return found


def rows(viewer: Viewer, session_id: str, section: str, **fields: str) -> list[Message]:
    page = answer(viewer, "get_results", "RESULTS", session_id=session_id, section=section, **fields)
    assert page["next_cursor"] == ""
    found: list[Message] = page["rows"]
    return found


def stored(world: World, session_id: str) -> list[str]:
    """Everything in table and bucket that names the scan, but for the note that it was deleted.

    And but for what a worker that is only slow may note of its PROGRESS after the deletion: the sweeper removes it later.
    """
    aws = partial(client, world.outputs["AwsEndpointUrl"])
    places = [*table_items(aws("dynamodb"), world.outputs["TableName"]), *objects(aws("s3"))]
    expected = {f"item deleted#{session_id}/deletion", f"item {session_id}/live#progress"}
    naming = (name for name, content in places if session_id in name or session_id.encode() in content)
    return [name for name in naming if name not in expected]


def test_every_section_is_answered(world: World) -> None:
    with viewer_at(world.url) as viewer:
        session_id = scanned(viewer, world)
        matches = rows(viewer, session_id, "matches")
        assert sorted(row["file_name"] for row in matches) == ["BH-07 line.txt", "second sheet.csv"]
        assert [row["file_name"] for row in rows(viewer, session_id, "not_examined")] == ["broken.pdf"]
        assert sorted(row["code"] for row in rows(viewer, session_id, "by_code")) == ["HOLE-123", "HOLE-124"]
        assert [row["code"] for row in rows(viewer, session_id, "not_found")] == ["HOLE-999"]
        [code] = rows(viewer, session_id, "file", file_id=matches[0]["file_id"])
        assert code["code"] == matches[0]["hole_code"]


def test_nothing_is_left_of_a_deleted_scan(world: World) -> None:
    with viewer_at(world.url) as viewer:
        session_id = scanned(viewer, world)
        assert stored(world, session_id)
        answer(viewer, "delete_scan", "DELETED", session_id=session_id)
        assert stored(world, session_id) == []
        assert answer(viewer, "get_scan", "ERROR", session_id=session_id)["code"] == "unknown_session"
        answer(viewer, "delete_scan", "DELETED", session_id=session_id)


def test_a_snapshot_is_fetched_by_its_link_as_it_was_written(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**CREDENTIALS, "AWS_ENDPOINT_URL": world.outputs["AwsEndpointUrl"]}.items():
        monkeypatch.setenv(name, value)
    written = [match_row(matched(a_file(f"{number}.pdf"))) for number in range(300)]
    snapshots = S3Snapshots(S3Bucket(clients.s3.__wrapped__(), world.outputs["BucketName"]))
    assert snapshots.link(SESSION, "1-final") is None
    snapshots.put(SESSION, "1-final", written)
    link = snapshots.link(SESSION, "1-final")
    assert link
    assert list(snapshot_rows(link)) == written
