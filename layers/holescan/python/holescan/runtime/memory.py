"""What a warm process keeps between two invocations."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


def remembering(find: Callable[[Key], Value | None], most: int) -> Callable[[Key], Value | None]:
    """`find`, asked once for each of the `most` latest keys that it knows; what it does not know may come yet."""

    @lru_cache(most)
    def known(key: Key) -> Value:
        found = find(key)
        if found is None:
            raise _Unknown  # which is not remembered
        return found

    def ask(key: Key) -> Value | None:
        try:
            return known(key)
        except _Unknown:
            return None

    return ask


class _Unknown(Exception):
    """There is no such value, so far."""
