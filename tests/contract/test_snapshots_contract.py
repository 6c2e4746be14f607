"""What the use cases may rely on of Snapshots, said of the fake and of S3 alike; and what a client finds behind the link."""

import gzip
import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from holescan.adapters.aws import clients
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.adapters.aws.s3_snapshots import S3Snapshots
from holescan.domain.ids import SessionId
from holescan.ports import Snapshots
from holescan.protocol.rows import Row, failure_row, match_row
from tests.builders import SESSION, a_file, matched, not_examined
from tests.contract.conftest import BUCKET, REGION
from tests.fakes.storage import MemorySnapshots

ROWS: list[Row] = [match_row(matched(a_file("Zeichnung ü.pdf"))), failure_row(not_examined())]


class OutOfTime(Exception):
    """The rows stop coming."""


def broken_off() -> Iterator[Row]:
    yield ROWS[0]
    raise OutOfTime


@pytest.fixture
def memory_snapshots() -> Snapshots:
    return MemorySnapshots()


@pytest.fixture
def s3_snapshots(bucket: S3Bucket) -> Snapshots:
    return S3Snapshots(bucket)


@pytest.fixture(params=["memory_snapshots", "s3_snapshots"])
def snapshots(request: pytest.FixtureRequest) -> Snapshots:
    made: Snapshots = request.getfixturevalue(request.param)
    return made


def test_only_what_was_stored_has_a_link(snapshots: Snapshots) -> None:
    snapshots.put(SESSION, "1-final", ROWS)
    assert snapshots.link(SESSION, "1-final")
    assert snapshots.link(SESSION, "2-final") is None
    assert snapshots.link(SessionId("0f" * 16), "1-final") is None


def test_rows_that_break_off_leave_nothing(snapshots: Snapshots) -> None:
    with pytest.raises(OutOfTime):
        snapshots.put(SESSION, "1-final", broken_off())
    assert snapshots.link(SESSION, "1-final") is None


def test_behind_the_link_is_gzip_of_one_row_a_line(bucket: S3Bucket) -> None:
    S3Snapshots(bucket).put(SESSION, "1-final", ROWS)
    stored = clients.s3().get_object(Bucket=BUCKET, Key=f"snapshots/{SESSION}/1-final.ndjson.gz")
    assert "ContentEncoding" not in stored
    lines = gzip.decompress(stored["Body"].read()).decode().splitlines()
    assert list(map(json.loads, lines)) == [row.model_dump(mode="json") for row in ROWS]


def test_the_link_names_the_host_that_the_page_may_reach_and_dies_within_a_quarter_hour(bucket: S3Bucket) -> None:
    S3Snapshots(bucket).put(SESSION, "1-final", ROWS)
    link = urlsplit(S3Snapshots(bucket).link(SESSION, "1-final") or "")
    assert link.hostname == f"{BUCKET}.s3.{REGION}.amazonaws.com"
    assert parse_qs(link.query)["X-Amz-Expires"] == ["900"]
