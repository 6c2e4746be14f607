"""What the use cases may rely on of Deletions, said of the fake and of DynamoDeletions alike; and what AwsEraser removes."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from holescan.adapters.aws import clients, keys
from holescan.adapters.aws.dynamo_connections import DynamoConnections
from holescan.adapters.aws.dynamo_deletions import DynamoDeletions
from holescan.adapters.aws.dynamo_outcomes import DynamoOutcomes
from holescan.adapters.aws.dynamo_sessions import DynamoSessions
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.eraser import AwsEraser
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.domain.ids import SessionId
from holescan.domain.session import LiveScan, ScanEvent
from holescan.domain.settlement import settle
from holescan.ports import Deletion, Deletions, Sessions
from tests.builders import LATER, NOON, OWNER, SESSION, a_file, a_live, a_session, no_match
from tests.contract.conftest import BUCKET
from tests.contract.scans import A_MINUTE, ALICE
from tests.fakes.clock import FixedClock
from tests.fakes.deleting import MemoryDeletions
from tests.fakes.sessions import MemorySessions
from tests.fakes.table import MemoryTable

OTHER = SessionId("0f" * 16)


@dataclass(frozen=True, slots=True)
class Register:
    """The two ports over one record."""

    sessions: Sessions
    deletions: Deletions

    def ended(self, session_id: SessionId = SESSION) -> LiveScan:
        """A scan without files that has its report."""
        assert self.sessions.open(a_session(session_id=session_id))
        assert self.sessions.close_listing(session_id, 1, complete=True)
        lease = self.sessions.take_lease(self.live(session_id), now=NOON, until=NOON + A_MINUTE)
        assert lease
        assert self.sessions.publish(self.live(session_id), lease=lease, event=ScanEvent.PUBLISH, now=NOON)
        return self.live(session_id)

    def live(self, session_id: SessionId = SESSION) -> LiveScan:
        live = self.sessions.live(session_id)
        assert live is not None
        return live


@pytest.fixture
def memory_register() -> Register:
    shared = MemoryTable()
    return Register(MemorySessions(shared), MemoryDeletions(shared))


@pytest.fixture
def dynamo_register(table: DynamoTable) -> Register:
    return Register(DynamoSessions(table), DynamoDeletions(table))


@pytest.fixture(params=["memory_register", "dynamo_register"])
def register(request: pytest.FixtureRequest) -> Register:
    made: Register = request.getfixturevalue(request.param)
    return made


def test_a_scan_under_deletion_is_nobodys_any_more(register: Register) -> None:
    assert register.deletions.begin(register.ended(), now=NOON)
    assert register.sessions.session(SESSION) is None
    assert register.sessions.live(SESSION) is None
    assert register.sessions.scans_of(OWNER, "", 10).rows == ()


def test_a_deletion_is_on_record_until_it_ends(register: Register) -> None:
    register.deletions.begin(register.ended(), now=NOON + A_MINUTE)
    register.deletions.begin(register.ended(OTHER), now=NOON)
    assert list(register.deletions.begun()) == [Deletion(OTHER, NOON), Deletion(SESSION, NOON + A_MINUTE)]
    register.deletions.end(OTHER)
    register.deletions.end(OTHER)
    assert list(register.deletions.begun()) == [Deletion(SESSION, NOON + A_MINUTE)]


def test_a_deletion_is_no_open_scan(register: Register) -> None:
    register.deletions.begin(register.ended(), now=NOON)
    assert list(register.sessions.open_scans()) == []


def test_a_scan_that_moved_since_it_was_read_is_not_deleted(register: Register) -> None:
    read = register.ended()
    assert register.sessions.begin_retry(read, planned=1, now=NOON)
    assert not register.deletions.begin(read, now=NOON)
    assert register.sessions.session(SESSION) is not None
    assert list(register.deletions.begun()) == []


def test_a_scan_is_deleted_once(register: Register) -> None:
    read = register.ended()
    assert register.deletions.begin(read, now=NOON)
    assert not register.deletions.begin(read, now=NOON)


def test_no_scan_of_that_id_is_opened_while_the_deletion_lasts(register: Register) -> None:
    register.deletions.begin(register.ended(), now=NOON)
    assert not register.sessions.open(a_session())
    register.deletions.end(SESSION)
    assert register.sessions.open(a_session())


def test_nothing_moves_a_scan_that_is_gone(register: Register) -> None:
    read = register.ended()
    register.deletions.begin(read, now=NOON)
    assert not register.sessions.begin_retry(read, planned=1, now=NOON)
    assert register.sessions.take_lease(read, now=NOON, until=NOON + A_MINUTE) is None
    assert not register.sessions.publish(read, lease=1, event=ScanEvent.PUBLISH, now=NOON)
    assert register.sessions.live(SESSION) is None


@pytest.fixture
def eraser(table: DynamoTable, bucket: S3Bucket) -> AwsEraser:
    return AwsEraser(table, bucket, FixedClock())


def stored(session_id: SessionId) -> list[str]:
    """Keys of all objects that name a session."""
    found = clients.s3().list_objects_v2(Bucket=BUCKET).get("Contents", [])
    return [each["Key"] for each in found if session_id in each["Key"]]


def fill(table: DynamoTable, bucket: S3Bucket, session_id: SessionId, files: int) -> None:
    """Items of every kind, and objects under every prefix."""
    sessions = DynamoSessions(table)
    sessions.open(a_session(session_id=session_id))
    sessions.follow(session_id, ALICE, LATER)
    outcomes = DynamoOutcomes(table, bucket)
    for number in range(files):
        settlement = settle(None, no_match(a_file(f"{number}.pdf")))
        assert settlement is not None
        outcomes.commit(a_live(session_id=session_id), [settlement])
    for key in (f"sessions/{session_id}/codes.json.gz", f"reports/{session_id}/1-1.xlsx", f"snapshots/{session_id}/1"):
        bucket.put(key, b"x")


def test_every_item_and_object_of_the_scan_goes_and_no_other(
    table: DynamoTable, bucket: S3Bucket, eraser: AwsEraser
) -> None:
    fill(table, bucket, SESSION, files=60)
    fill(table, bucket, OTHER, files=1)
    kept = list(table.item_names(OTHER))
    assert eraser.erase(SESSION, until=NOON)
    assert list(table.item_names(SESSION)) == []
    assert stored(SESSION) == []
    assert list(table.item_names(OTHER)) == kept
    assert len(stored(OTHER)) == 3
    assert eraser.erase(SESSION, until=NOON)


def test_an_eraser_without_time_says_that_something_is_left(
    table: DynamoTable, bucket: S3Bucket, eraser: AwsEraser
) -> None:
    fill(table, bucket, SESSION, files=1)
    assert not eraser.erase(SESSION, until=NOON - timedelta(seconds=1))
    assert list(table.item_names(SESSION))
    assert stored(SESSION)


def test_who_followed_a_deleted_scan_still_leaves_in_peace(
    table: DynamoTable, bucket: S3Bucket, eraser: AwsEraser
) -> None:
    fill(table, bucket, SESSION, files=0)
    eraser.erase(SESSION, until=NOON)
    DynamoConnections(table).remove(ALICE)
    assert list(table.item_names(keys.connection_partition(ALICE))) == []
