"""How an outcome looks as an item and as JSON, and what of it is too large for an item."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from holescan.adapters.aws.dynamo_values import Item
from holescan.adapters.aws.keys import file_item, outcome_key
from holescan.domain.examination import NearMiss
from holescan.domain.ids import SessionId
from holescan.domain.outcomes import Outcome

_OUTCOME: TypeAdapter[Outcome] = TypeAdapter(Outcome)

ROWS_IN_ITEM = 20
"""Codes and unread parts an item shows; as many as a message does."""

NEAR_CHARACTERS = 240
"""Of near misses a record keeps as many as fit: with them most still take one write unit, and they are hints."""

BYTES_IN_ITEM = 4096
"""A write is billed by the kilobyte, twice in a transaction, and 25 items of this size stay far under its 4 MB."""


@dataclass(frozen=True)
class OutcomeRecord:
    """An outcome on its way into the store.

    Attributes:
        json: complete, UTF-8. What a broken font gives as half a surrogate pair, no store accepts: it becomes "?".
    """

    outcome: Outcome
    json: bytes

    @classmethod
    def of(cls, outcome: Outcome) -> "OutcomeRecord":
        """Make the record; it may keep fewer near misses than the outcome has."""
        near = tuple(_fitting(outcome.examination.near))
        outcome = replace(outcome, examination=replace(outcome.examination, near=near))
        text = json.dumps(_OUTCOME.dump_python(outcome, mode="json"), ensure_ascii=False)
        return cls(outcome, text.encode("utf-8", "replace"))

    @property
    def is_large(self) -> bool:
        """True when the item shows only a beginning."""
        examination = self.outcome.examination
        rows = max(len(examination.matches), len(examination.unread))
        return rows > ROWS_IN_ITEM or len(self.json) > BYTES_IN_ITEM

    @cached_property
    def item(self) -> Item:
        """`file#<id>` but for the session's attributes."""
        record = json.loads(self.json)
        examination = record["examination"]
        near = [list(miss.values()) for miss in examination["near"]]
        return {
            "item": file_item(self.outcome.file.file_id),
            "status": self.outcome.status.value,
            "reason": self.outcome.reason,
            "epoch": self.outcome.epoch,
            "attempt": self.outcome.attempt,
            "file": record["file"],
            "pages": examination["pages"],
            "characters": examination["characters"],
            "codes": examination["matches"][:ROWS_IN_ITEM],
            "codes_total": len(examination["matches"]),
            "unread": examination["unread"][:ROWS_IN_ITEM],
            "unread_total": len(examination["unread"]),
            **({"near": near} if near else {}),
        }

    def key(self, session_id: SessionId) -> str:
        """Where the complete JSON lies when it is large."""
        outcome = self.outcome
        digest = hashlib.sha256(self.json).hexdigest()[:16]
        return outcome_key(session_id, outcome.file.file_id, outcome.epoch, outcome.attempt, digest)


def outcome_of_json(record: bytes) -> Outcome:
    """The outcome of a record's JSON."""
    return _OUTCOME.validate_json(record)


def outcome_of_item(item: Item) -> Outcome:
    """The outcome of an item that shows it whole."""
    examination = {
        "matches": item["codes"],
        "unread": item["unread"],
        "pages": item["pages"],
        "characters": item["characters"],
        "near": [_near_miss(row) for row in item.get("near", ())],
    }
    named = {name: item[name] for name in ("file", "epoch", "attempt")}
    return _OUTCOME.validate_python(named | {"examination": examination})


_NEAR_FIELDS = tuple(field.name for field in fields(NearMiss))


def _near_miss(row: list[Any]) -> dict[str, Any]:
    """A near miss as an item has it: its values alone, in the order of the fields."""
    return dict(zip(_NEAR_FIELDS, row, strict=True))


def _fitting(near: Iterable[NearMiss]) -> list[NearMiss]:
    left = NEAR_CHARACTERS
    kept = []
    for miss in near:
        left -= sum(len(str(value)) for value in astuple(miss))
        if left >= 0:
            kept.append(miss)
    return kept
