"""AwsEraser: every item of a session's partition, and every object under its prefixes."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar

from holescan.adapters.aws.dynamo_table import ITEMS_PER_WRITE, DynamoTable
from holescan.adapters.aws.keys import prefixes_of
from holescan.adapters.aws.s3_bucket import KEYS_PER_DELETE, S3Bucket
from holescan.domain.ids import SessionId
from holescan.ports import Clock

T = TypeVar("T")


class AwsEraser:
    """The Eraser port over ProcessResultsTable and ResultsBucket."""

    def __init__(self, table: DynamoTable, bucket: S3Bucket, clock: Clock) -> None:
        self._table = table
        self._bucket = bucket
        self._clock = clock

    def erase(self, session_id: SessionId, *, until: datetime) -> bool:
        for keys in _batches(self._objects(session_id), KEYS_PER_DELETE):
            if self._clock.now() > until:
                return False
            self._bucket.delete_many(keys)
        for items in _batches(self._table.item_names(session_id), ITEMS_PER_WRITE):
            if self._clock.now() > until:
                return False
            self._table.delete_many(session_id, items)
        return True

    def _objects(self, session_id: SessionId) -> Iterator[str]:
        for prefix in prefixes_of(session_id):
            yield from self._bucket.keys_under(prefix)


def _batches(names: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(names)
    while batch := list(islice(waiting, size)):
        yield batch
