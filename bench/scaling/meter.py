"""What boto3 clients ask of AWS: requests by operation, and DynamoDB's units by the rules it bills by.

Item sizes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html. A write costs a
unit per KB of the larger of the item before and after, whether its condition held or not, and twice that in a
transaction; a consistent read costs a unit per 4 KB, of a Query in all, of a BatchGetItem for each key.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from holescan.domain.prices import READ_UNITS, WRITE_UNITS

WRITE_BYTES, READ_BYTES = 1024, 4096

Attributes = Mapping[str, Mapping[str, Any]]
Stored = Callable[[dict[str, Any]], Attributes]


@dataclass
class Meter:
    """Counts under the label that is set while a request is made.

    Attributes:
        stored: the item of an update's request, read past the meter; an update's own size says nothing.
        spent: requests and units by label.
    """

    stored: Stored
    label: str = ""
    spent: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _asked: dict[str, Any] = field(default_factory=dict)

    def watch(self, client: Any) -> None:
        """Count what this client asks from now on."""
        service = client.meta.service_model.service_name
        events = client.meta.events
        events.register_first(f"before-send.{client.meta.service_model.service_id.hyphenize()}", self._count(service))
        if service == "dynamodb":
            events.register_first("provide-client-params.dynamodb", self._remember)
            events.register_last("after-call.dynamodb", self._bill)

    def _count(self, service: str) -> Callable[..., None]:
        def count(event_name: str, **_: object) -> None:
            self.spent[self.label][f"{service} {event_name.rpartition('.')[2]}"] += 1

        return count

    def _remember(self, params: dict[str, Any], **_: object) -> None:
        self._asked = params

    def _bill(self, model: Any, parsed: dict[str, Any], **_: object) -> None:
        units = self.spent[self.label]
        units[WRITE_UNITS] += _write_units(model.name, self._asked, self.stored)
        units[READ_UNITS] += _read_units(model.name, self._asked, parsed)


def _write_units(operation: str, asked: dict[str, Any], stored: Stored) -> int:
    if operation == "TransactWriteItems":
        return 2 * sum(_written(kind, write, stored) for part in asked["TransactItems"] for kind, write in part.items())
    kinds = {"PutItem": "Put", "UpdateItem": "Update", "DeleteItem": "Delete"}
    return _written(kinds[operation], asked, stored) if operation in kinds else 0


def _written(kind: str, write: dict[str, Any], stored: Stored) -> int:
    return _units([write["Item"] if kind == "Put" else stored(write)], WRITE_BYTES)


def _read_units(operation: str, asked: dict[str, Any], answer: dict[str, Any]) -> int:
    match operation:
        case "GetItem":
            return _units([answer.get("Item", {})], READ_BYTES)
        case "Query":
            return _units(answer["Items"], READ_BYTES)
        case "BatchGetItem":
            found = [item for items in answer["Responses"].values() for item in items]
            keys = sum(len(table["Keys"]) for table in asked["RequestItems"].values())
            return sum(_units([item], READ_BYTES) for item in found) + keys - len(found)
        case _:
            return 0


def _units(items: Sequence[Attributes], unit_bytes: int) -> int:
    return max(1, ceil(sum(map(size_of, items)) / unit_bytes))


def size_of(item: Attributes) -> int:
    """Bytes of an item as DynamoDB counts them."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(typed: Mapping[str, Any]) -> int:
    [(kind, value)] = typed.items()
    match kind:
        case "S":
            return len(value.encode())
        case "N":
            return len(value.strip("-").lstrip("0")) // 2 + 2
        case "B":
            return len(value)
        case "L":
            return 3 + sum(1 + _value_size(element) for element in value)
        case "M":
            return 3 + size_of(value) + len(value)
        case _:
            return 1
