"""The `orderBy` of files.list: by which keys the items are sorted, each ascending or `desc`."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from local.drive.discovery import parameters
from local.drive.errors import invalid_value
from local.drive.items import Item

_DIGITS = re.compile(r"(\d+)")


def natural(name: str) -> list[str | int]:
    """Sorts 2 before 12, and pays no heed to case."""
    return [int(part) if part.isdecimal() else part.casefold() for part in _DIGITS.split(name)]


_VALUES: Mapping[str, Callable[[Item], Any]] = {
    "name": lambda item: item.name,
    "name_natural": lambda item: natural(item.name),
    "modifiedTime": lambda item: item.modified_ns,
}
"""What this server knows of its items. By Drive's other keys they are all alike."""


@dataclass(frozen=True, slots=True)
class Order:
    """Keys, the most important first, each with whether it is reversed; none leaves the items as they are."""

    keys: tuple[tuple[str, bool], ...] = ()

    def sorted(self, items: Iterable[Item]) -> list[Item]:
        """Items that are alike keep their order."""
        ordered = list(items)
        for key, is_reversed in reversed(self.keys):
            ordered.sort(key=_VALUES[key], reverse=is_reversed)
        return ordered


def parse_order(text: str) -> Order:
    """Read a value such as "folder,modifiedTime desc,name"; "" is no order.

    Raises:
        DriveError: 400 for a key that Drive does not have.
    """
    terms = [_term(term) for term in text.split(",")] if text else []
    return Order(tuple(term for term in terms if term[0] in _VALUES))


def _term(text: str) -> tuple[str, bool]:
    key, _, direction = text.strip().partition(" ")
    if key not in _documented() or direction not in {"", "asc", "desc"}:
        raise invalid_value("orderBy")
    return key, direction == "desc"


def _documented() -> list[str]:
    return re.findall(r"\* `(\w+)`:", parameters("files.list")["orderBy"]["description"])
