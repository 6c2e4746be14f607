"""DynamoDeletions: one item a deletion, in a partition that no scan's items are in."""

from collections.abc import Iterator
from datetime import datetime

from holescan.adapters.aws import keys
from holescan.adapters.aws.dynamo_conditions import ABSENT, PRESENT, as_read
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.dynamo_values import instant_of, instant_text, ttl
from holescan.domain.ids import SessionId
from holescan.domain.session import LiveScan
from holescan.ports import Deletion

DELETED = "deleted"
"""Their partition of the sweeper's index, beside that of the open scans."""


class DynamoDeletions:
    """The Deletions port over ProcessResultsTable."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def begin(self, live: LiveScan, *, now: datetime) -> bool:
        deletion = {
            "session_id": keys.deletion_partition(live.session_id),
            "item": keys.DELETION,
            "open": DELETED,
            "opened_at": instant_text(now),
            "expires_at": ttl(live.expires_at),
        }
        writes = [
            self._table.putting(deletion, only_if=ABSENT),
            self._table.deleting(live.session_id, keys.META, only_if=PRESENT),
            self._table.deleting(live.session_id, keys.SCAN, only_if=as_read(live)),
        ]
        return not self._table.transact(writes)

    def begun(self) -> Iterator[Deletion]:
        for entry in self._table.query_index(keys.OPEN_SCANS, "open", DELETED):
            session_id = keys.session_of_deletion(entry["session_id"])
            yield Deletion(session_id, instant_of(entry["opened_at"]))

    def end(self, session_id: SessionId) -> None:
        self._table.delete(keys.deletion_partition(session_id), keys.DELETION)
