"""ProcessResultsTable in plain Python: items in, items out, conditions answered with True or False."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.conditions import ConditionBase
from botocore.exceptions import ClientError

from holescan.adapters.aws.dynamo_values import Change, Item, change_request, condition_request, from_wire, to_wire, ttl
from holescan.adapters.aws.errors import CONDITION_FAILED, cancellation_codes, translated
from holescan.domain.errors import Throttled
from holescan.ports import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

# BatchGetItem takes 100 keys, and leaves some out when their partition is busy.
KEYS_PER_READ = 100
READ_TRIES = 5

# BatchWriteItem takes as many, and leaves some out when their partition is busy.
ITEMS_PER_WRITE = 25
WRITE_TRIES = 5


class DynamoTable:
    """All items of the product: partition `session_id`, sort key `item`. Every read is consistent but for an index.

    DynamoDB removes what has expired within days, not at once: until then it is read as if it were gone.
    """

    def __init__(self, client: "DynamoDBClient", name: str, clock: Clock) -> None:
        self._client = client
        self._name = name
        self._clock = clock

    def get(self, partition: str, item: str) -> Item | None:
        """One item."""
        with translated("dynamodb"):
            answer = self._client.get_item(TableName=self._name, Key=_key(partition, item), ConsistentRead=True)
        return next(self._alive([answer["Item"]]), None) if "Item" in answer else None

    def get_many(self, partition: str, items: Iterable[str]) -> Iterator[Item]:
        """Those of the items that exist, in no particular order."""
        keys = [_key(partition, item) for item in dict.fromkeys(items)]
        for start in range(0, len(keys), KEYS_PER_READ):
            yield from self._get_batch(keys[start : start + KEYS_PER_READ])

    def query(
        self, partition: str, prefix: str, *, after: str = "", only: ConditionBase | None = None
    ) -> Iterator[Item]:
        """The items whose sort key begins so, ascending.

        Args:
            partition: the one to look in.
            prefix: of the sort key.
            after: leaves out all up to that sort key.
            only: a condition on their attributes. What it leaves out is read and billed, but does not travel.
        """
        return chain.from_iterable(items for items, _ in self.query_answers(partition, prefix, after=after, only=only))

    def query_answers(
        self, partition: str, prefix: str, *, after: str = "", only: ConditionBase | None = None
    ) -> Iterator[tuple[list[Item], str]]:
        """The same by answers of DynamoDB, which reads 1 MB for each: the items, and the sort key it read up to; "" at the end."""
        start = {"ExclusiveStartKey": _key(partition, after)} if after else {}
        chosen = condition_request(only, as_filter=True) if only else {}
        names = {"#p": "session_id", "#i": "item"} | chosen.get("ExpressionAttributeNames", {})
        values = to_wire({":p": partition, ":i": prefix}) | chosen.get("ExpressionAttributeValues", {})
        key = {"KeyConditionExpression": "#p = :p AND begins_with(#i, :i)", "ConsistentRead": True}
        expressions = {"ExpressionAttributeNames": names, "ExpressionAttributeValues": values}
        for answer in self._answers(**key | chosen | start | expressions):
            yield list(self._alive(answer["Items"])), from_wire(answer.get("LastEvaluatedKey", {})).get("item", "")

    def partition(self, partition: str) -> Iterator[Item]:
        """Every item of a partition."""
        return self._pages(
            ConsistentRead=True,
            KeyConditionExpression="#p = :p",
            ExpressionAttributeNames={"#p": "session_id"},
            ExpressionAttributeValues=to_wire({":p": partition}),
        )

    def query_index(
        self, index: str, attribute: str, value: str, *, newest_first: bool = False, after: Item | None = None
    ) -> Iterator[Item]:
        """What an index lists under a value, by its sort key; `after` holds all four key attributes of an entry."""
        start = {"ExclusiveStartKey": to_wire(after)} if after else {}
        return self._pages(
            IndexName=index,
            KeyConditionExpression="#a = :a",
            ExpressionAttributeNames={"#a": attribute},
            ExpressionAttributeValues=to_wire({":a": value}),
            ScanIndexForward=not newest_first,
            **start,
        )

    def put(self, item: Item, *, only_if: ConditionBase | None = None) -> bool:
        """Write an item whole; False when the condition does not hold."""
        with translated("dynamodb"):
            try:
                self._client.put_item(**self._put_request(item, only_if))
            except self._client.exceptions.ConditionalCheckFailedException:
                return False
        return True

    def update(self, partition: str, item: str, change: Change) -> bool:
        """Change an item, made if absent; False when the condition does not hold."""
        with translated("dynamodb"):
            try:
                self._client.update_item(**self._update_request(partition, item, change))
            except self._client.exceptions.ConditionalCheckFailedException:
                return False
        return True

    def updated(self, partition: str, item: str, change: Change) -> Item | None:
        """Change an item as `update` does; answers the attributes it changed, None when the condition does not hold."""
        request = self._update_request(partition, item, change)
        with translated("dynamodb"):
            try:
                answer = self._client.update_item(**request, ReturnValues="UPDATED_NEW")
            except self._client.exceptions.ConditionalCheckFailedException:
                return None
        return from_wire(answer["Attributes"])

    def delete(self, partition: str, item: str) -> None:
        """Remove an item; harmless when it is not there."""
        with translated("dynamodb"):
            self._client.delete_item(TableName=self._name, Key=_key(partition, item))

    def item_names(self, partition: str) -> Iterator[str]:
        """The sort key of every item of a partition."""
        found = self._pages(
            ConsistentRead=True,
            KeyConditionExpression="#p = :p",
            ProjectionExpression="#i",
            ExpressionAttributeNames={"#p": "session_id", "#i": "item"},
            ExpressionAttributeValues=to_wire({":p": partition}),
        )
        return (item["item"] for item in found)

    def delete_many(self, partition: str, items: Sequence[str]) -> None:
        """Remove at most ITEMS_PER_WRITE items.

        Raises:
            Throttled: the partition is busy, and some are still there.
        """
        left: Any = {self._name: [{"DeleteRequest": {"Key": _key(partition, item)}} for item in items]}
        for _ in range(WRITE_TRIES):
            with translated("dynamodb"):
                left = self._client.batch_write_item(RequestItems=left)["UnprocessedItems"]
            if not left:
                return
        raise Throttled("dynamodb", f"{len(left[self._name])} items were not removed")

    def putting(self, item: Item, *, only_if: ConditionBase) -> "TransactWriteItemTypeDef":
        """A put as part of a transaction."""
        return {"Put": self._put_request(item, only_if)}

    def updating(self, partition: str, item: str, change: Change) -> "TransactWriteItemTypeDef":
        """An update as part of a transaction."""
        return {"Update": self._update_request(partition, item, change)}

    def deleting(self, partition: str, item: str, *, only_if: ConditionBase) -> "TransactWriteItemTypeDef":
        """A removal as part of a transaction."""
        request: Any = {"TableName": self._name, "Key": _key(partition, item), **condition_request(only_if)}
        return {"Delete": request}

    def checking(self, partition: str, item: str, condition: ConditionBase) -> "TransactWriteItemTypeDef":
        """A condition on an item that the transaction leaves alone."""
        check: Any = {"TableName": self._name, "Key": _key(partition, item), **condition_request(condition)}
        return {"ConditionCheck": check}

    def transact(self, writes: Sequence["TransactWriteItemTypeDef"]) -> frozenset[int]:
        """All writes or none: the positions of those whose condition did not hold, empty when all was written.

        Raises:
            StoreConflict: another transaction was in the way.
            Throttled: the partition is busy.
        """
        with translated("dynamodb"):
            try:
                self._client.transact_write_items(TransactItems=writes)
            except self._client.exceptions.TransactionCanceledException as error:
                return _refused(error)
        return frozenset()

    def _get_batch(self, keys: list[dict[str, Any]]) -> Iterator[Item]:
        for _ in range(READ_TRIES):
            with translated("dynamodb"):
                answer = self._client.batch_get_item(RequestItems={self._name: {"Keys": keys, "ConsistentRead": True}})
            yield from self._alive(answer["Responses"].get(self._name, []))
            if self._name not in answer["UnprocessedKeys"]:
                return
            keys = [dict(key) for key in answer["UnprocessedKeys"][self._name]["Keys"]]
        raise Throttled("dynamodb", f"{len(keys)} items were not read")

    def _pages(self, **request: Any) -> Iterator[Item]:
        for answer in self._answers(**request):
            yield from self._alive(answer["Items"])

    def _answers(self, **request: Any) -> Iterator[Any]:
        with translated("dynamodb"):
            yield from self._client.get_paginator("query").paginate(TableName=self._name, **request)

    def _alive(self, found: Iterable[dict[str, Any]]) -> Iterator[Item]:
        now = ttl(self._clock.now())
        return (item for item in map(from_wire, found) if item.get("expires_at", now + 1) > now)

    def _put_request(self, item: Item, only_if: ConditionBase | None) -> Any:
        condition = condition_request(only_if) if only_if else {}
        return {"TableName": self._name, "Item": to_wire(item), **condition}

    def _update_request(self, partition: str, item: str, change: Change) -> Any:
        return {"TableName": self._name, "Key": _key(partition, item), **change_request(change)}


def _key(partition: str, item: str) -> dict[str, Any]:
    return to_wire({"session_id": partition, "item": item})


def _refused(error: ClientError) -> frozenset[int]:
    codes = cancellation_codes(error)
    if set(codes) - {"None"} != {CONDITION_FAILED}:
        raise error
    return frozenset(position for position, code in enumerate(codes) if code == CONDITION_FAILED)
