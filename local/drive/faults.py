"""Failures on demand: which answers go wrong, by item or by the number of the request."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Self

from local.drive.errors import ON_DEMAND

DAMAGED = "damagedContent"
CUT = "cutContent"
INCOMPLETE = "incompleteSearch"
TRASHED = "trashed"
FORGOTTEN = "forgottenInGroups"

_EFFECTS = frozenset({DAMAGED, CUT, INCOMPLETE, TRASHED, FORGOTTEN})
"""Faults that are no error answer: wrong bytes, fewer bytes than announced, a listing that owns to be incomplete,
an item that says it is in the bin, a query for several folders that finds nothing (the bug that Drive has)."""


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong.

    Attributes:
        reason: a key of ON_DEMAND, or an effect.
        operations: only in these: "list", "get", "media", "export", "about"; empty means in all.
        times: how often; None means always.
        struck: how often it did.
    """

    reason: str
    operations: frozenset[str] = frozenset()
    times: int | None = None
    struck: int = 0

    def __post_init__(self) -> None:
        if self.reason not in ON_DEMAND and self.reason not in _EFFECTS:
            raise ValueError(f"unknown fault {self.reason}: not one of {sorted({*ON_DEMAND, *_EFFECTS})}")

    def strikes(self, operation: str) -> bool:
        """Does it go wrong now? Counts."""
        if self.times == 0 or (self.operations and operation not in self.operations):
            return False
        if self.times is not None:
            self.times -= 1
        self.struck += 1
        return True


@dataclass(slots=True)
class Faults:
    """All that shall go wrong.

    Attributes:
        items: by item id or name.
        requests: by the number of the API request since the start, from 1.
        locks: resource keys by item id or name: who does not show the key does not find the item.
        closed: names of folders that are shown, but not what is in them: they are listed as empty.
    """

    items: dict[str, Fault] = field(default_factory=dict)
    requests: dict[int, Fault] = field(default_factory=dict)
    locks: dict[str, str] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    _seen: int = 0
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read `{"items": {"BH-07.pdf": {"reason": "notFound", "on": ["media"], "times": 1}}, "requests": {"3": "backendError"}}`.

        A bare string stands for a fault in every operation, always.
        """
        document = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            items=_faults(document.get("items", {})),
            requests={int(number): _fault(value) for number, value in document.get("requests", {}).items()},
            locks=document.get("locks", {}),
            closed=frozenset(document.get("closed", ())),
        )

    @property
    def seen(self) -> int:
        """API requests so far."""
        return self._seen

    def order(self, items: Mapping[str, Any]) -> None:
        """From now on these go wrong too, as in a file's `items`; for an item that did already the new fault counts."""
        ordered = _faults(items)
        with self._lock:
            self.items |= ordered

    def struck(self) -> dict[str, int]:
        """How often each item's fault struck."""
        with self._lock:
            return {key: fault.struck for key, fault in self.items.items()}

    def strike(self, operation: str, *keys: str) -> str:
        """Reason of what goes wrong with this request, which touches items of these ids and names; "" for nothing."""
        with self._lock:
            self._seen += 1
            candidates = (self.requests.get(self._seen), *(self.items.get(key) for key in keys))
            return next((fault.reason for fault in candidates if fault and fault.strikes(operation)), "")


def _faults(ordered: Mapping[str, Any]) -> dict[str, Fault]:
    return {key: _fault(value) for key, value in ordered.items()}


def _fault(value: Any) -> Fault:
    if isinstance(value, str):
        return Fault(value)
    return Fault(value["reason"], frozenset(value.get("on", ())), value.get("times"))
