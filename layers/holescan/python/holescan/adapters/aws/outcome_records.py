"""How an outcome looks as an item and as JSON, and what of it is too large for an item."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from pydantic import TypeAdapter

from holescan.adapters.aws.dynamo_values import Item
from holescan.adapters.aws.keys import file_item, outcome_key
from holescan.domain.ids import SessionId
from holescan.domain.outcomes import Outcome

_OUTCOME: TypeAdapter[Outcome] = TypeAdapter(Outcome)

ROWS_IN_ITEM = 20
"""Codes and unread parts an item shows; as many as a message does."""

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
        """Make the record."""
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
        fields = json.loads(self.json)
        examination = fields["examination"]
        return {
            "item": file_item(self.outcome.file.file_id),
            "status": self.outcome.status.value,
            "reason": self.outcome.reason,
            "epoch": self.outcome.epoch,
            "attempt": self.outcome.attempt,
            "file": fields["file"],
            "pages": examination["pages"],
            "characters": examination["characters"],
            "codes": examination["matches"][:ROWS_IN_ITEM],
            "codes_total": len(examination["matches"]),
            "unread": examination["unread"][:ROWS_IN_ITEM],
            "unread_total": len(examination["unread"]),
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
    }
    named = {name: item[name] for name in ("file", "epoch", "attempt")}
    return _OUTCOME.validate_python(named | {"examination": examination})
