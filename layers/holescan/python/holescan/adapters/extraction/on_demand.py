"""Readers that are loaded when they are first needed: a child starts anew after every file that ended one."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class OnDemand:
    """A function or class of a module of this package; most scans call few of them, and all would cost 0.1 CPU-s."""

    module: str
    name: str

    def load(self) -> Callable[..., Any]:
        """What it stands for; the second time this is a look-up."""
        loaded: Callable[..., Any] = getattr(import_module(f"{__package__}.{self.module}"), self.name)
        return loaded

    def __call__(self, *arguments: Any) -> Any:
        """Call what it stands for."""
        return self.load()(*arguments)
