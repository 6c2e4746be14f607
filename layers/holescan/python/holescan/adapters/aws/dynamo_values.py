"""Between Python's values and DynamoDB's: plain dicts here, typed attributes and expressions there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from boto3.dynamodb.conditions import ConditionBase, ConditionExpressionBuilder
from boto3.dynamodb.types import Binary, TypeDeserializer, TypeSerializer

Item = dict[str, Any]
"""An item as plain Python: str, int, bool, bytes, None, lists and dicts of them."""

_serializer = TypeSerializer()
_deserializer = TypeDeserializer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an update does to one item, and on which condition."""

    set: Mapping[str, Any] = field(default_factory=dict)
    add: Mapping[str, int] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    only_if: ConditionBase | None = None


def to_wire(item: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes with their DynamoDB types."""
    return {name: _serializer.serialize(value) for name, value in item.items()}


def from_wire(attributes: Mapping[str, Any]) -> Item:
    """The item as it was written; every number is a whole one."""
    return {name: _plain(_deserializer.deserialize(value)) for name, value in attributes.items()}


def condition_request(condition: ConditionBase, *, as_filter: bool = False) -> dict[str, Any]:
    """The request fields that say a condition, of a write or as the filter of a query."""
    built = ConditionExpressionBuilder().build_expression(condition)
    request = {
        "FilterExpression" if as_filter else "ConditionExpression": built.condition_expression,
        "ExpressionAttributeNames": built.attribute_name_placeholders,
    }
    values = to_wire(built.attribute_value_placeholders)
    return request | ({"ExpressionAttributeValues": values} if values else {})


def change_request(change: Change) -> dict[str, Any]:
    """The request fields that say a change. Names go by placeholders: `state`, `owner` and `open` are reserved words."""
    condition = condition_request(change.only_if) if change.only_if else {}
    names = {f"#u_{name}": name for name in (*change.set, *change.add, *change.remove)}
    values = {f":u_{name}": value for name, value in {**change.set, **change.add}.items()}
    return condition | {
        "UpdateExpression": _update_expression(change),
        "ExpressionAttributeNames": condition.get("ExpressionAttributeNames", {}) | names,
        "ExpressionAttributeValues": condition.get("ExpressionAttributeValues", {}) | to_wire(values),
    }


def instant_text(instant: datetime) -> str:
    """Always in UTC and of one width, so that texts compare as instants do."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def instant_of(text: str) -> datetime:
    """The instant of an `instant_text`."""
    return datetime.fromisoformat(text)


def ttl(instant: datetime) -> int:
    """Epoch seconds, the form in which DynamoDB reads `expires_at`."""
    return int(instant.timestamp())


def instant_of_ttl(seconds: int) -> datetime:
    """The instant of a `ttl`."""
    return datetime.fromtimestamp(seconds, UTC)


def _update_expression(change: Change) -> str:
    clauses = {
        "SET": [f"#u_{name} = :u_{name}" for name in change.set],
        "ADD": [f"#u_{name} :u_{name}" for name in change.add],
        "REMOVE": [f"#u_{name}" for name in change.remove],
    }
    return " ".join(f"{verb} {', '.join(parts)}" for verb, parts in clauses.items() if parts)


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value)
        case list():
            return [_plain(element) for element in value]
        case dict():
            return {name: _plain(element) for name, element in value.items()}
        case Binary():
            return bytes(value.value)  # type: ignore[attr-defined]  # the stubs leave it out
        case _:
            return value
