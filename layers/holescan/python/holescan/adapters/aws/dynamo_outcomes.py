"""DynamoOutcomes: what is recorded of each file, counted in the transaction that writes it (law 1)."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from boto3.dynamodb.conditions import Attr

from holescan.adapters.aws import keys
from holescan.adapters.aws.cursors import file_after
from holescan.adapters.aws.dynamo_conditions import open_epoch, still
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.dynamo_values import Change, Item, ttl
from holescan.adapters.aws.outcome_records import OutcomeRecord, outcome_of_item, outcome_of_json
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.domain.errors import StoreConflict
from holescan.domain.examination import FileStatus
from holescan.domain.ids import FileId, SessionId
from holescan.domain.outcomes import Outcome
from holescan.domain.session import Counters, LiveScan
from holescan.domain.settlement import Settlement
from holescan.ports import Page

MOST_SHARDS = 16
"""Counters an epoch is spread over. Two transactions on one of them conflict while they last, about 10 ms: thirty
workers that commit twice a second meet less than once in twenty-five commits, and 16 tiny items cost a read nothing."""

FILES_PER_SHARD = 100
"""As many files keep ten workers busy at most, who seldom meet on one counter."""

MOST_ANSWERS = 4
"""Each is 1 MB read, the outcomes of about 2,500 files: a page of a scan that finds hardly anything has few rows."""

_TELLS = Attr("status").ne(FileStatus.NO_MATCH.value)


def shards_for(files: int) -> int:
    """How many counters an epoch with so many files is spread over; nobody need remember, whatever is there is summed."""
    return min(1 + files // FILES_PER_SHARD, MOST_SHARDS)


class DynamoOutcomes:
    """The Outcomes port over ProcessResultsTable; what is too large for an item lies in the bucket, written first."""

    def __init__(
        self, table: DynamoTable, bucket: S3Bucket, *, pick_shard: Callable[[int], int] = secrets.randbelow
    ) -> None:
        self._table = table
        self._bucket = bucket
        self._pick_shard = pick_shard

    def read(self, session_id: SessionId, file_ids: Iterable[FileId]) -> dict[FileId, Outcome]:
        items = self._table.get_many(session_id, map(keys.file_item, file_ids))
        return {outcome.file.file_id: outcome for outcome in map(self._complete, items)}

    def commit(self, live: LiveScan, settlements: Sequence[Settlement]) -> None:
        if not settlements:
            return
        session_id, expires_at, epoch = live.session_id, live.expires_at, settlements[0].outcome.epoch
        writes = [
            self._table.putting(self._stored(session_id, each.outcome, expires_at), only_if=still(each.replaces))
            for each in settlements
        ]
        shard = keys.count_item(epoch, self._pick_shard(shards_for(live.planned)))
        writes.append(self._table.updating(session_id, shard, _counted(settlements, epoch, expires_at)))
        if any(each.needs_open_epoch for each in settlements):
            writes.append(self._table.checking(session_id, keys.SCAN, open_epoch(epoch)))
        if refused := self._table.transact(writes):
            raise StoreConflict(f"writes {sorted(refused)} of {len(writes)} came second")

    def all(self, session_id: SessionId) -> Iterator[Outcome]:
        return map(self._complete, self._table.query(session_id, keys.FILE))

    def telling(self, session_id: SessionId) -> Iterator[Outcome]:
        return map(self._complete, self._table.query(session_id, keys.FILE, only=_TELLS))

    def page(self, session_id: SessionId, cursor: str, limit: int) -> Page[Outcome]:
        found: list[Item] = []
        read_to = ""
        answers = self._table.query_answers(session_id, keys.FILE, after=file_after(cursor), only=_TELLS)
        for items, behind in islice(answers, MOST_ANSWERS):
            found += items
            read_to = behind
            if len(found) > limit:
                del found[limit:]
                read_to = found[-1]["item"]
                break
        return Page(tuple(map(self._complete, found)), read_to.removeprefix(keys.FILE))

    def _stored(self, session_id: SessionId, outcome: Outcome, expires_at: datetime) -> Item:
        """The outcome's item; a large outcome is in the bucket before its item says so."""
        record = OutcomeRecord.of(outcome)
        named = {"session_id": session_id, "expires_at": ttl(expires_at)}
        if not record.is_large:
            return record.item | named
        key = record.key(session_id)
        self._bucket.put_gzip(key, record.json)
        return record.item | named | {"rest": key}

    def _complete(self, item: Item) -> Outcome:
        if "rest" in item:
            return outcome_of_json(self._bucket.get_gzip(item["rest"]))
        return outcome_of_item(item)


def _counted(settlements: Sequence[Settlement], epoch: int, expires_at: datetime) -> Change:
    total = sum((each.counted for each in settlements), Counters())
    return Change(
        set={"epoch": epoch, "expires_at": ttl(expires_at)},
        add={"processed": total.processed, "matched": total.matched, "failed": total.failed},
    )
