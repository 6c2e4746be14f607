"""What the worker may rely on of a RecognitionRecord, said of the fake and of AwsRecognitionRecord alike."""

from dataclasses import replace

import pytest

from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.recognition_record import AwsRecognitionRecord
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.domain.ids import FileId
from holescan.domain.recognised import RecognisedPage
from holescan.domain.session import LiveScan
from holescan.ports import RecognitionRecord
from tests.builders import SESSION, a_session
from tests.contract.conftest import Store
from tests.fakes.recognition import MemoryRecognitionRecord
from tests.fakes.table import MemoryTable

FILE = FileId("file-1")
PAGE = RecognisedPage("HOLE-1\nØ 30 mm", is_read=True)


@pytest.fixture
def memory() -> RecognitionRecord:
    return MemoryRecognitionRecord(MemoryTable())


@pytest.fixture
def on_aws(table: DynamoTable, bucket: S3Bucket) -> RecognitionRecord:
    return AwsRecognitionRecord(table, bucket)


@pytest.fixture(params=["memory", "on_aws"])
def record(request: pytest.FixtureRequest) -> RecognitionRecord:
    made: RecognitionRecord = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def live(memory_store: Store) -> LiveScan:
    memory_store.sessions.open(a_session())
    scan = memory_store.sessions.live(SESSION)
    assert scan is not None
    return scan


def test_pages_are_granted_up_to_the_limit_and_not_beyond(record: RecognitionRecord) -> None:
    assert [record.claim(a_session(), 2) for _ in range(3)] == [True, True, False]


def test_a_budget_of_nothing_grants_nothing(record: RecognitionRecord) -> None:
    assert not record.claim(a_session(), 0)


def test_a_page_that_is_given_back_can_be_claimed_again(record: RecognitionRecord) -> None:
    record.claim(a_session(), 1)
    record.give_back(a_session())
    record.give_back(a_session())
    assert [record.claim(a_session(), 1) for _ in range(2)] == [True, False]


def test_a_page_comes_back_as_it_was_kept(record: RecognitionRecord, live: LiveScan) -> None:
    assert record.page(live, FILE, 1) is None
    record.keep(live, FILE, 1, PAGE)
    assert record.page(live, FILE, 1) == PAGE
    assert record.page(live, FILE, 2) is None


def test_a_retry_recognises_anew(record: RecognitionRecord, live: LiveScan) -> None:
    record.keep(live, FILE, 1, PAGE)
    assert record.page(replace(live, epoch=2), FILE, 1) is None


def test_the_scan_knows_its_count_of_pages_and_nothing_else_of_it_changes(
    dynamo_store: Store, table: DynamoTable, bucket: S3Bucket
) -> None:
    dynamo_store.sessions.open(a_session())
    before = dynamo_store.sessions.live(SESSION)
    assert before is not None
    AwsRecognitionRecord(table, bucket).claim(a_session(), 5)
    assert dynamo_store.sessions.live(SESSION) == replace(before, pages_recognised=1)
