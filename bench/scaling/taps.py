"""Taps between the use cases and their ports: how often each port is called, and what stands behind it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

T = TypeVar("T")

Call = Callable[[str], None]

FREE = frozenset({"FolderDrive", "TimedExtractor", "ScriptedExtractor", "PlainReportWriter", "MemoryUploads"})
"""Ports behind which no AWS is: Drive, the reading process, the workbook."""

KEPT = frozenset({"MemoryCodeLists.compiled", "MemoryVault.unseal", "MemorySessions.session"})
"""Asked once by each worker process, which keeps the answer (runtime/container.py)."""


def _nobody(_: str) -> None:
    pass


@dataclass
class Taps:
    """For World.at.

    Attributes:
        behind: what answers in place of a fake, by the fake's class name. A real port is asked first; where the world
            looks into the fake as well (its queues, its channel), both are asked, and the fake's answer counts.
        called: told "MemorySessions.live" before each call.
        calls: how often each was called.
    """

    behind: Mapping[str, tuple[object, bool]] = field(default_factory=dict)
    called: Call = _nobody
    calls: Counter[str] = field(default_factory=Counter)

    def at(self, port: T) -> T:
        """The port, with a tap in it."""
        name = type(port).__name__
        if name in FREE:
            return port
        adapter, also_fake = self.behind.get(name, (None, True))
        asked = [each for each in (adapter, port if also_fake else None) if each is not None]
        return cast("T", _Tapped(name, asked, self))

    def note(self, label: str) -> None:
        """One call."""
        self.calls[label] += 1
        self.called(label)


class _Tapped:
    def __init__(self, name: str, asked: list[object], taps: Taps) -> None:
        self._name, self._asked, self._taps = name, asked, taps

    def __getattr__(self, method: str) -> Any:
        label = f"{self._name}.{method}"

        def call(*args: Any, **kwargs: Any) -> Any:
            self._taps.note(label)
            whole = [list(each) if isinstance(each, Iterator) else each for each in args]
            # What is read bit by bit is read here, so that it is counted for this call.
            answers = [_whole(getattr(port, method)(*whole, **kwargs)) for port in self._asked]
            return answers[-1]

        return call


def _whole(answer: object) -> object:
    return iter(list(answer)) if isinstance(answer, Iterator) else answer
