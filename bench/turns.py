"""What commands cost in processor time while they take turns, many times a second.

On a shared machine a processor is a third faster in one second than in the next. Commands that run one after the other differ
by as much, whatever they cost; those that take turns of hundredths of a second meet the same moments.
"""

import os
import select
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """A command, and how long its turns are: in proportion to what the commands cost, they end together."""

    command: Sequence[str]
    turn_s: float


def cpu_in_turns(ways: Mapping[str, Way]) -> dict[str, float]:
    """Processor seconds of each command, with its start and all processes that it starts and waits for."""
    begun: dict[str, _Begun] = {}
    try:
        for name, way in ways.items():
            begun[name] = _Begun(way)
        while waiting := [each for each in begun.values() if not each.has_ended]:
            for each in waiting:
                each.take_turn()
    finally:
        for each in begun.values():
            each.end()
    return {name: each.cpu_s for name, each in begun.items()}


class _Begun:
    """A command that runs only while it has its turn."""

    def __init__(self, way: Way) -> None:
        # Whether it finds anything, and says so by its exit code, does not matter here.
        self._process = subprocess.Popen(  # noqa: S603 - ours, or a tool of the system
            way.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        self._turn_ms = way.turn_s * 1000
        self._descriptor = os.pidfd_open(self._process.pid)
        self._end = select.poll()
        self._end.register(self._descriptor, select.POLLIN)
        self.cpu_s = 0.0
        self.has_ended = False
        self._tell(signal.SIGSTOP)

    def take_turn(self) -> None:
        self._tell(signal.SIGCONT)
        if self._end.poll(self._turn_ms):
            self._settle()
        else:
            self._tell(signal.SIGSTOP)

    def end(self) -> None:
        if not self.has_ended:
            self._tell(signal.SIGKILL)
            self._settle()
        os.close(self._descriptor)

    def _settle(self) -> None:
        _, status, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        self.cpu_s = usage.ru_utime + usage.ru_stime
        self.has_ended = True

    def _tell(self, number: int) -> None:
        """The command and the processes that it started, which are a group of their own."""
        os.killpg(self._process.pid, number)
