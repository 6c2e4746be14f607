"""What AWS does and moto never: transactions that meet, partitions that are busy, batches half answered."""

from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from holescan.adapters.aws import clients, keys
from holescan.adapters.aws.cursors import file_after, scan_after
from holescan.adapters.aws.dynamo_outcomes import DynamoOutcomes
from holescan.adapters.aws.dynamo_sessions import DynamoSessions
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.outcome_records import OutcomeRecord
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.domain.errors import DependencyFailed, RequestRejected, StoreConflict, Throttled
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import Counters
from holescan.domain.settlement import settle
from tests.builders import LATER, OWNER, SESSION, a_file, a_live, a_match, a_page, a_session, matched, no_match
from tests.contract.conftest import BUCKET, TABLE, Store
from tests.contract.vendor import Answers, answering
from tests.fakes.clock import FixedClock
from tests.fakes.outcomes import MemoryOutcomes


def cancelled(*codes: str) -> tuple[int, dict[str, Any]]:
    """DynamoDB's answer to a transaction that was cancelled for these reasons."""
    kind = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException"
    reasons = [{"Code": code} for code in codes]
    return 400, {"__type": kind, "Message": f"cancelled {list(codes)}", "CancellationReasons": reasons}


def commit(outcomes: Any, outcome: Outcome) -> None:
    settlement = settle(None, outcome)
    assert settlement is not None
    outcomes.commit(a_live(), [settlement])


@pytest.fixture
def own_table(table: DynamoTable) -> tuple[DynamoTable, Any]:  # noqa: ARG001 -- it must be made first
    """The table by a client that no other test shares."""
    client = clients.dynamodb.__wrapped__()
    return DynamoTable(client, TABLE, FixedClock()), client


def test_a_commit_that_meets_another_transaction_conflicts_once_and_then_counts_once(
    own_table: tuple[DynamoTable, Any], bucket: S3Bucket
) -> None:
    table, client = own_table
    sessions, outcomes = DynamoSessions(table), DynamoOutcomes(table, bucket)
    sessions.open(a_session())
    with answering(client, "TransactWriteItems", Answers(cancelled("None", "TransactionConflict"))):
        with pytest.raises(StoreConflict):
            commit(outcomes, matched())
        commit(outcomes, matched())
    live = sessions.live(SESSION)
    assert live is not None
    assert live.counted == Counters(processed=1, matched=1)


def test_the_fake_can_be_made_to_conflict_as_well(memory_store: Store) -> None:
    assert isinstance(memory_store.outcomes, MemoryOutcomes)
    memory_store.outcomes.conflicts = 1
    with pytest.raises(StoreConflict):
        commit(memory_store.outcomes, matched())
    commit(memory_store.outcomes, matched())
    assert list(memory_store.outcomes.all(SESSION)) == [matched()]


@pytest.mark.parametrize(
    ("codes", "error"),
    [
        (("ConditionalCheckFailed", "TransactionConflict"), StoreConflict),
        (("None", "ThrottlingError"), Throttled),
        (("ProvisionedThroughputExceeded", "None"), Throttled),
        (("None", "ValidationError"), DependencyFailed),
    ],
)
def test_the_reasons_of_a_cancelled_transaction_say_who_reacts(
    own_table: tuple[DynamoTable, Any], bucket: S3Bucket, codes: tuple[str, ...], error: type[Exception]
) -> None:
    table, client = own_table
    with (
        answering(client, "TransactWriteItems", Answers(cancelled(*codes))),
        pytest.raises(DependencyFailed) as raised,
    ):
        commit(DynamoOutcomes(table, bucket), no_match())
    assert type(raised.value) is error


def test_a_page_that_meets_another_transaction_is_neither_counted_nor_closed(
    own_table: tuple[DynamoTable, Any],
) -> None:
    table, client = own_table
    sessions = DynamoSessions(table)
    sessions.open(a_session())
    live = sessions.live(SESSION)
    assert live is not None
    with (
        answering(client, "TransactWriteItems", Answers(cancelled("None", "TransactionConflict"))),
        pytest.raises(StoreConflict),
    ):
        sessions.count_page(live, a_page(0, a_file()))
    assert sessions.queued_pages(SESSION) == {}


def test_a_plain_write_in_the_way_of_a_transaction_is_a_conflict(own_table: tuple[DynamoTable, Any]) -> None:
    table, client = own_table
    kind = "com.amazonaws.dynamodb.v20120810#TransactionConflictException"
    with (
        answering(client, "PutItem", Answers((400, {"__type": kind, "message": "busy"}))),
        pytest.raises(StoreConflict),
    ):
        table.put({"session_id": SESSION, "item": "x"})


def test_no_answer_is_a_failure_of_the_store(own_table: tuple[DynamoTable, Any]) -> None:
    table, client = own_table
    silence = [ReadTimeoutError(endpoint_url="https://dynamodb")] * 4
    with answering(client, "GetItem", Answers(*silence)), pytest.raises(DependencyFailed, match="dynamodb"):
        table.get(SESSION, keys.META)


def unread(*items: str) -> tuple[int, dict[str, Any]]:
    left = [{"session_id": {"S": SESSION}, "item": {"S": item}} for item in items]
    return 200, {"Responses": {TABLE: []}, "UnprocessedKeys": {TABLE: {"Keys": left, "ConsistentRead": True}}}


def test_what_a_busy_partition_left_unread_is_asked_for_again(own_table: tuple[DynamoTable, Any]) -> None:
    table, client = own_table
    table.put({"session_id": SESSION, "item": "file#a"})
    with answering(client, "BatchGetItem", Answers(unread("file#a"))) as asked:
        assert [item["item"] for item in table.get_many(SESSION, ["file#a"])] == ["file#a"]
    assert len(asked) == 2


def test_a_partition_that_stays_busy_is_a_throttle_not_a_missing_outcome(own_table: tuple[DynamoTable, Any]) -> None:
    table, client = own_table
    with answering(client, "BatchGetItem", Answers(*[unread("file#a")] * 9)), pytest.raises(Throttled):
        list(table.get_many(SESSION, ["file#a"]))


def test_reads_of_the_record_are_consistent(own_table: tuple[DynamoTable, Any]) -> None:
    table, client = own_table
    for operation, read in (
        ("GetItem", lambda: table.get(SESSION, "meta")),
        ("Query", lambda: list(table.query(SESSION, keys.LIVE))),
    ):
        with answering(client, operation, Answers()) as asked:
            read()
        assert [request["ConsistentRead"] for request in asked] == [True]


def test_every_item_of_a_session_goes_when_the_session_does(table: DynamoTable, bucket: S3Bucket) -> None:
    sessions, outcomes = DynamoSessions(table), DynamoOutcomes(table, bucket)
    sessions.open(a_session())
    live = sessions.live(SESSION)
    assert live is not None
    sessions.count_page(live, a_page(0, a_file()))
    sessions.follow(SESSION, "alice=", LATER)  # type: ignore[arg-type]
    sessions.elect_progress(live, now=a_session().created_at)
    sessions.watch(live, now=a_session().created_at)
    commit(outcomes, matched())
    items = list(table.partition(SESSION))
    assert {item["expires_at"] for item in items} == {int(LATER.timestamp())}
    assert len(items) == 8


def test_a_large_outcome_shows_its_beginning_in_the_table_and_lies_whole_in_the_bucket(
    table: DynamoTable, bucket: S3Bucket
) -> None:
    outcome = matched(a_file(), *(f"HOLE-{number}" for number in range(5000)))
    commit(DynamoOutcomes(table, bucket), outcome)
    item = table.get(SESSION, keys.file_item(outcome.file.file_id))
    assert item is not None
    assert (len(item["codes"]), item["codes_total"]) == (20, 5000)
    assert item["rest"].startswith(f"sessions/{SESSION}/outcomes/1/iso-1-pdf-1-")
    stored = clients.s3().list_objects_v2(Bucket=BUCKET)["Contents"]
    assert [entry["Key"] for entry in stored] == [item["rest"]]


def test_two_deliveries_of_one_attempt_do_not_overwrite_each_other(table: DynamoTable, bucket: S3Bucket) -> None:
    outcomes = DynamoOutcomes(table, bucket)
    first = matched(a_file(), *(f"HOLE-{number}" for number in range(30)))
    second = matched(a_file(), *(f"HOLE-{number}" for number in range(40)))
    commit(outcomes, first)
    with pytest.raises(StoreConflict):
        commit(outcomes, second)
    assert list(outcomes.all(SESSION)) == [first]


def test_commits_choose_the_shard_they_are_told(table: DynamoTable, bucket: S3Bucket) -> None:
    shards = iter([3, 7, 3])
    outcomes = DynamoOutcomes(table, bucket, pick_shard=lambda _count: next(shards))
    for name in ("a", "b", "c"):
        commit(outcomes, no_match(a_file(name)))
    counts = {item["item"]: item["processed"] for item in table.query(SESSION, keys.COUNT)}
    assert counts == {"live#count#1#3": 2, "live#count#1#7": 1}


@pytest.mark.parametrize(("files", "shards"), [(0, 1), (99, 1), (100, 2), (1_499, 15), (1_500, 16), (1_000_000, 16)])
def test_counters_are_spread_as_the_scan_is_large(
    table: DynamoTable, bucket: S3Bucket, files: int, shards: int
) -> None:
    chosen_among: list[int] = []

    def pick(count: int) -> int:
        chosen_among.append(count)
        return count - 1

    outcomes = DynamoOutcomes(table, bucket, pick_shard=pick)
    settlement = settle(None, no_match())
    assert settlement is not None
    outcomes.commit(a_live(planned=files), [settlement])
    assert chosen_among == [shards]
    assert [item["item"] for item in table.query(SESSION, keys.COUNT)] == [f"live#count#1#{shards - 1}"]


def test_half_a_surrogate_pair_from_a_broken_font_does_not_stop_a_commit(table: DynamoTable, bucket: S3Bucket) -> None:
    broken = a_match(snippet="see \ud835 here")
    outcome = matched()
    outcome = Outcome(outcome.file, 1, 1, type(outcome.examination)((broken,), pages=1))
    commit(DynamoOutcomes(table, bucket), outcome)
    [stored] = DynamoOutcomes(table, bucket).all(SESSION)
    assert stored.examination.matches[0].snippet == "see ? here"


def test_an_outcome_is_large_by_its_bytes_too() -> None:
    assert not OutcomeRecord.of(matched()).is_large
    assert OutcomeRecord.of(Outcome(a_file(path="x" * 5000), 1, 1, no_match().examination)).is_large


@pytest.mark.parametrize("cursor", ["x", "../meta", "2026~", f"{'9' * 32}~{SESSION}x"])
def test_a_cursor_that_is_none_of_ours_is_the_callers_fault(cursor: str) -> None:
    with pytest.raises(RequestRejected) as raised:
        scan_after(OWNER, cursor)
    assert raised.value.code is ErrorCode.INVALID_FIELD


def test_a_file_cursor_that_is_no_file_id_is_the_callers_fault() -> None:
    with pytest.raises(RequestRejected):
        file_after("live#scan")
