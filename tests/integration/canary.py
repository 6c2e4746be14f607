"""Looks for a secret in every place of a local world that keeps or carries anything."""

import base64
import gzip
import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from local.deploy import client
from tests.local_world import World

Place = tuple[str, bytes]

CHILD = "holescan.adapters.extraction.child"
"""Module of the process that reads files, as its command line names it."""


def holders(places: Iterator[Place], secret: str) -> list[str]:
    """The places that hold the secret: as it is, or in base64, or in what they have compressed."""
    return [name for name, content in places if holds(content, secret)]


def holds(content: bytes, secret: str) -> bool:
    """Does it?"""
    wanted = forms(secret)
    return any(form in layer for layer in layers(content) for form in wanted)


def forms(secret: str) -> list[bytes]:
    """The secret itself, and what base64 makes of it wherever it stands in a longer text."""
    raw = secret.encode()
    # Three bytes make four letters: what stands before shifts them, and the letters at both ends are shared with neighbours.
    shifted = [base64.b64encode(b"\0" * shift + raw) for shift in range(3)]
    return [raw, *(text[4:-4] for text in shifted)]


def layers(content: bytes) -> Iterator[bytes]:
    """The content, and what is inside where it is gzip or a zip."""
    yield content
    with suppress(OSError, EOFError, zlib.error):
        yield gzip.decompress(content)
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from (archive.read(name) for name in archive.namelist())


def all_places(world: World) -> Iterator[Place]:
    """Everything that the world has stored, queued, logged and started."""
    aws = partial(client, world.outputs["AwsEndpointUrl"])
    yield from files_below(world.home)
    yield from log_events(aws("logs"))
    yield from queue_bodies(aws("sqs"))
    yield from table_items(aws("dynamodb"), world.outputs["TableName"])
    yield from objects(aws("s3"))
    yield from processes()


def files_below(folder: Path) -> Iterator[Place]:
    """What the servers wrote: their logs, the emulator's state, and what Lambdas left behind."""
    for place, _, names in os.walk(folder):  # unlike rglob, it bears folders that go while they are looked at
        for path in (Path(place, name) for name in names):
            with suppress(OSError):
                yield f"file {path.relative_to(folder)}", path.read_bytes()


def log_events(logs: Any) -> Iterator[Place]:
    """Every line in CloudWatch Logs."""
    for group in logs.describe_log_groups()["logGroups"]:
        name = group["logGroupName"]
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=name)
        for event in (event for page in pages for event in page["events"]):
            yield f"log {name}", event["message"].encode()


def queue_bodies(sqs: Any) -> Iterator[Place]:
    """Every message that is visible; each is left where it is."""
    for url in sqs.list_queues().get("QueueUrls", []):
        seen: set[str] = set()
        while fresh := _peek(sqs, url, seen):
            for message in fresh:
                seen.add(message["MessageId"])
                yield f"queue {url.rpartition('/')[2]}", json.dumps(message).encode()


def _peek(sqs: Any, url: str, seen: set[str]) -> list[dict[str, Any]]:
    answer = sqs.receive_message(
        QueueUrl=url,
        MaxNumberOfMessages=10,
        VisibilityTimeout=1,
        AttributeNames=["All"],
        MessageAttributeNames=["All"],
    )
    return [message for message in answer.get("Messages", []) if message["MessageId"] not in seen]


def table_items(dynamodb: Any, name: str) -> Iterator[Place]:
    """Every item, binary attributes unpacked."""
    for page in dynamodb.get_paginator("scan").paginate(TableName=name):
        for item in page["Items"]:
            key = "/".join(item[part]["S"] for part in ("session_id", "item"))
            yield f"item {key}", json.dumps(item, default=str).encode() + b"".join(_binary(item))


def _binary(item: dict[str, dict[str, Any]]) -> Iterator[bytes]:
    for value in item.values():
        if "B" in value:
            yield bytes(value["B"])


def objects(s3: Any) -> Iterator[Place]:
    """Every object of every bucket, its key before its body."""
    for bucket in s3.list_buckets()["Buckets"]:
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket["Name"]):
            for entry in page.get("Contents", []):
                place = f"object {entry['Key']}"
                yield f"key of {place}", entry["Key"].encode()
                yield place, s3.get_object(Bucket=bucket["Name"], Key=entry["Key"])["Body"].read()


def processes() -> Iterator[Place]:
    """Command line and environment of every process of this machine that we may look at, but for the test's own."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (folder / "cmdline").read_bytes()
            name = command.replace(b"\0", b" ").decode(errors="replace").strip()
            yield f"process {folder.name} {name}", command + (folder / "environ").read_bytes()


def reading_processes() -> list[str]:
    """Those that read files at this moment."""
    return [name for name, _ in processes() if CHILD in name]
