"""DynamoQuotaLedger: one item a day that all workers move on; it costs one write a reservation."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from operator import and_

from boto3.dynamodb.conditions import Attr, ConditionBase

from holescan.adapters.aws import keys
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.dynamo_values import Change, ttl

KEPT = timedelta(days=30)
"""So long a day's sum can be looked up."""

USED = "used"


class DynamoQuotaLedger:
    """The QuotaLedger port over ProcessResultsTable."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def reserve(self, day: date, units: int, ceilings: Mapping[str, int]) -> Mapping[str, int] | None:
        change = Change(
            set={"expires_at": _expiry(day)},
            add={_attribute(bucket): units for bucket in ceilings} | {USED: units},
            only_if=reduce(and_, (_is_below(bucket, ceiling) for bucket, ceiling in ceilings.items())),
        )
        moved = self._table.updated(keys.QUOTA, str(day), change)
        return None if moved is None else {bucket: moved[_attribute(bucket)] for bucket in ceilings}

    def catch_up(self, day: date, bucket: str, *, position: int, to: int) -> None:
        name = _attribute(bucket)
        self._table.update(keys.QUOTA, str(day), Change(set={name: to}, only_if=Attr(name).eq(position)))

    def used(self, day: date) -> int:
        item = self._table.get(keys.QUOTA, str(day)) or {}
        return int(item.get(USED, 0))


def _attribute(bucket: str) -> str:
    return f"at_{bucket}"


def _is_below(bucket: str, ceiling: int) -> ConditionBase:
    name = _attribute(bucket)
    return Attr(name).not_exists() | Attr(name).lte(ceiling)


def _expiry(day: date) -> int:
    return ttl(datetime.combine(day, time(tzinfo=UTC)) + KEPT)
