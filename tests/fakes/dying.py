"""Ports that kill their caller: a Lambda may die before or after any call it makes."""

from typing import Any, TypeVar, cast

T = TypeVar("T")


class Death(BaseException):
    """The process is gone; nothing after this line ran. No use case may catch it."""


class Fuse:
    """Counts the moments around port calls and dies at the one it was lit for."""

    def __init__(self) -> None:
        self._left: int | None = None

    def light(self, moments: int | None) -> None:
        """Die after so many moments (two a call: before and after it); None: live."""
        self._left = moments

    def burn(self) -> None:
        """One moment passes."""
        if self._left is None:
            return
        if self._left == 0:
            self._left = None
            raise Death
        self._left -= 1

    def at(self, port: T) -> T:
        """The port, with this fuse in it."""
        return cast("T", _Fused(port, self))


class _Fused:
    def __init__(self, port: object, fuse: Fuse) -> None:
        self._port = port
        self._fuse = fuse

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._port, name)
        if not callable(attribute):
            return attribute

        def call(*args: Any, **kwargs: Any) -> Any:
            self._fuse.burn()
            answer = attribute(*args, **kwargs)
            self._fuse.burn()
            return answer

        return call
