"""The caller's Google token goes to Google and nowhere else: canaries are looked for in every place of a real world."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from local.deploy import client
from local.drive.ids import item_id
from local.waiting import until
from tests.integration.canary import all_places, holders, queue_bodies, reading_processes
from tests.integration.gateway_client import SCAN_LIMIT_S, Message, Viewer, viewer_at
from tests.local_world import World
from tests.sign_in import new_token, revoke

FOLDER = "canary"
FILES = {f"ISO-{number}.txt": f"ends at HOLE-{number}" for number in range(4)} | {"broken.pdf": "%PDF-1.7\nno drawing"}


@pytest.fixture
def folder(world: World) -> Iterator[str]:
    """The id of a folder of a few files, one of them broken, which is there for this test alone."""
    folder = world.drive / FOLDER
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    yield item_id(FOLDER.encode())
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


@pytest.fixture
def aws(world: World) -> Callable[[str], Any]:
    return partial(client, world.outputs["AwsEndpointUrl"])


@pytest.fixture
def workers_away(aws: Callable[[str], Any]) -> Callable[[], AbstractContextManager[None]]:
    """While its block runs no worker takes a task, so that tasks can be looked at where they wait."""
    lambda_ = aws("lambda")
    mappings = lambda_.list_event_source_mappings()["EventSourceMappings"]
    [mapping] = [each["UUID"] for each in mappings if is_processing(each["EventSourceArn"])]

    @contextmanager
    def away() -> Iterator[None]:
        lambda_.update_event_source_mapping(UUID=mapping, Enabled=False)
        try:
            yield
        finally:
            lambda_.update_event_source_mapping(UUID=mapping, Enabled=True)

    return away


def is_processing(queue_arn: str) -> bool:
    return "ProcessingQueue" in queue_arn and "DLQ" not in queue_arn


def issue(world: World) -> str:
    return new_token(world.outputs["DriveUrl"], world.outputs["Token"])


def start(viewer: Viewer, folder: str, token: str, **more: Any) -> None:
    viewer.send("start_scan", token=token, drive_link=folder, target_hole_codes=["HOLE-1", "HOLE-2"], **more)


def is_listed(message: Message) -> bool:
    return (message["type"], message.get("state")) == ("PROGRESS", "PROCESSING")


def found(world: World, viewer: Viewer, *canaries: str) -> list[str]:
    """Where any of them is: in the world, or in a message to this browser."""
    places = [*all_places(world), ("messages", json.dumps(viewer.seen).encode())]
    return [place for canary in canaries for place in holders(iter(places), canary)]


def test_a_token_is_found_nowhere_while_a_scan_waits_runs_fails_and_ends(
    world: World,
    folder: str,
    aws: Callable[[str], Any],
    workers_away: Callable[[], AbstractContextManager[None]],
) -> None:
    first, second, misused = issue(world), issue(world), issue(world)
    with viewer_at(world.url) as viewer:
        start(viewer, folder, misused, options={"mode": "no such mode"})
        viewer.wait_for("ERROR")
        with workers_away():
            start(viewer, folder, first)
            session_id = viewer.wait_for("STARTED")["session_id"]
            viewer.wait_for(is_listed, limit_s=SCAN_LIMIT_S)
            waiting = [body for _, body in queue_bodies(aws("sqs")) if b"ISO-1.txt" in body]
            assert waiting, "a task waits where the search looks"
            assert found(world, viewer, first, misused) == []
            revoke(world.outputs["DriveUrl"], first)
        viewer.wait_for("PAUSED", limit_s=SCAN_LIMIT_S)
        viewer.send("refresh_token", session_id=session_id, token=first)
        assert viewer.wait_for("ERROR")["code"] == "token_refused"
        assert found(world, viewer, first, misused) == []
        viewer.send("refresh_token", session_id=session_id, token=second)
        viewer.wait_for("MATCH_FOUND", limit_s=SCAN_LIMIT_S)
        assert until(lambda: bool(reading_processes()), limit_s=5), "a file is being read in a process of its own"
        while_reading = found(world, viewer, first, second, misused)
        if not any(message["type"] == "COMPLETE" for message in viewer.seen):
            viewer.wait_for("COMPLETE", limit_s=SCAN_LIMIT_S)
        after = found(world, viewer, first, second, misused)
    failed = [message["data"]["reason"] for message in viewer.seen if message["type"] == "FILE_FAILED"]
    assert (while_reading, after, failed) == ([], [], ["corrupt"])


def test_the_search_finds_what_is_planted_in_each_place(world: World, aws: Callable[[str], Any]) -> None:
    planted = f"ya29.{uuid4().hex}{uuid4().hex}"
    with _planted_everywhere(world, aws, planted):
        kinds = {place.split()[0] for place in holders(all_places(world), planted)}
    assert kinds == {"file", "log", "queue", "item", "object"}


@contextmanager
def _planted_everywhere(world: World, aws: Callable[[str], Any], secret: str) -> Iterator[None]:
    table, bucket = world.outputs["TableName"], world.outputs["BucketName"]
    item = {"session_id": {"S": "canary"}, "item": {"S": "planted"}}
    queue = aws("sqs").create_queue(QueueName="canary")["QueueUrl"]
    file = world.home / "canary.zip"
    file.write_bytes(_zipped(f"a cell with {secret} in it"))
    aws("sqs").send_message(QueueUrl=queue, MessageBody=json.dumps({"token": secret}))
    aws("dynamodb").put_item(TableName=table, Item={**item, "sealed": {"B": f"not {secret}".encode()}})
    aws("s3").put_object(Bucket=bucket, Key="canary", Body=gzip.compress(f"x{secret}".encode()))
    aws("logs").create_log_group(logGroupName="canary")
    aws("logs").create_log_stream(logGroupName="canary", logStreamName="one")
    event = {"timestamp": 1_700_000_000_000, "message": f"Authorization: Bearer {secret}"}
    aws("logs").put_log_events(logGroupName="canary", logStreamName="one", logEvents=[event])
    try:
        yield
    finally:
        file.unlink()
        aws("sqs").delete_queue(QueueUrl=queue)
        aws("dynamodb").delete_item(TableName=table, Key=item)
        aws("s3").delete_object(Bucket=bucket, Key="canary")
        aws("logs").delete_log_group(logGroupName="canary")


def _zipped(text: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", text)
    return content.getvalue()
