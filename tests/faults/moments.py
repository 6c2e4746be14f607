"""What may happen at any moment of a Lambda's run: it dies, a service does not answer, somebody else acts."""

from collections.abc import Callable
from itertools import count
from typing import NoReturn

from holescan.domain.errors import DependencyFailed
from tests.fakes.dying import Death, Fuse


class Moment(Fuse):
    """Does something when it has burnt down, before or after a port's call.

    Attributes:
        happens: what it does; the caller goes on where that returns.
        happened: whether its moment came.
    """

    def __init__(self, happens: Callable[[], None]) -> None:
        super().__init__()
        self.happens = happens
        self.happened = False

    def burn(self) -> None:
        try:
            super().burn()
        except Death:
            self.happened = True
            self.happens()


def die() -> NoReturn:
    raise Death


def no_answer() -> NoReturn:
    """Before the call nothing was done, after it all was: the caller cannot tell."""
    raise DependencyFailed("aws", "no answer")


def at_each_moment(scene: Callable[[int], bool]) -> int:
    """Play the scene for moment 0, 1, 2… until it answers that its moment never came; how many came."""
    return next(moment for moment in count() if not scene(moment))
