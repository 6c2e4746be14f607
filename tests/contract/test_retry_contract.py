"""What a retry may rely on (law 11), said of the fakes and of DynamoDB and S3 alike."""

import pytest

from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.adapters.aws.s3_storage import S3RetryLog
from holescan.domain.errors import DependencyFailed
from holescan.domain.session import Counters, LiveScan, ScanEvent, ScanState
from holescan.ports import RetryLog
from tests.builders import LATER, NOON, SESSION, a_file
from tests.contract.conftest import Store
from tests.contract.scans import A_MINUTE, listed, live, reporting
from tests.fakes.storage import MemoryRetryLog


@pytest.fixture(params=["memory", "s3"])
def retries(request: pytest.FixtureRequest) -> RetryLog:
    if request.param == "memory":
        return MemoryRetryLog()
    bucket: S3Bucket = request.getfixturevalue("bucket")
    return S3RetryLog(bucket)


def ended(store: Store) -> LiveScan:
    scan = reporting(store)
    assert store.sessions.publish(scan, lease=1, event=ScanEvent.PUBLISH, now=NOON, report_key="k")
    return live(store)


def test_a_retry_begins_the_next_epoch_listed_and_with_a_new_token(store: Store) -> None:
    assert store.sessions.begin_retry(ended(store), planned=3, now=LATER)
    scan = live(store)
    assert (scan.epoch, scan.state, scan.planned, scan.listed) == (2, ScanState.PROCESSING, 3, True)
    assert (scan.lease, scan.cancel_asked, scan.token_generation, scan.ended_at) == (0, False, 2, None)


def test_a_retry_keeps_what_the_first_epoch_counted_and_published(store: Store) -> None:
    store.sessions.begin_retry(ended(store), planned=3, now=LATER)
    scan = live(store)
    assert (scan.total_files, scan.report_key, scan.counted) == (1, "k", Counters())


def test_a_retried_scan_is_open_again(store: Store) -> None:
    store.sessions.begin_retry(ended(store), planned=3, now=LATER)
    assert list(store.sessions.open_scans()) == [SESSION]


def test_of_two_retries_one_begins(store: Store) -> None:
    scan = ended(store)
    assert store.sessions.begin_retry(scan, planned=3, now=LATER)
    assert not store.sessions.begin_retry(scan, planned=3, now=LATER)
    assert live(store).epoch == 2


def test_a_scan_that_has_not_ended_takes_no_retry(store: Store) -> None:
    assert not store.sessions.begin_retry(listed(store, "a.pdf"), planned=3, now=LATER)


def test_a_retry_is_reported_under_its_own_first_lease(store: Store) -> None:
    store.sessions.begin_retry(ended(store), planned=0, now=LATER)
    assert store.sessions.take_lease(live(store), now=LATER, until=LATER + A_MINUTE) == 1


def test_the_list_of_a_retry_is_read_back_in_its_order(retries: RetryLog) -> None:
    files = [a_file("b.pdf"), a_file("a\u2028b.pdf"), a_file("=1+1.csv")]
    assert retries.write_once(SESSION, 2, files) == 3
    assert list(retries.files(SESSION, 2)) == files


def test_the_list_of_a_retry_is_written_once(retries: RetryLog) -> None:
    retries.write_once(SESSION, 2, [a_file("a.pdf")])
    assert retries.write_once(SESSION, 2, [a_file("b.pdf"), a_file("c.pdf")]) == 1
    assert list(retries.files(SESSION, 2)) == [a_file("a.pdf")]


def test_each_epoch_has_its_own_list(retries: RetryLog) -> None:
    retries.write_once(SESSION, 2, [a_file("a.pdf")])
    retries.write_once(SESSION, 3, [a_file("b.pdf")])
    assert list(retries.files(SESSION, 3)) == [a_file("b.pdf")]


def test_a_list_that_was_never_written_is_no_empty_one(retries: RetryLog) -> None:
    with pytest.raises(DependencyFailed):
        list(retries.files(SESSION, 2))
