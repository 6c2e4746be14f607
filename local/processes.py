"""Processes of the local world: each on a leash, each with its own log file."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from local.waiting import until

STOP_LIMIT_S = 10.0
GONE_LIMIT_S = 2.0


class DidNotStart(RuntimeError):
    """A process of the local world ended, or did not answer in time."""

    def __init__(self, name: str, log: Path) -> None:
        super().__init__(name)
        self.name = name
        self.last_words = end_of(log)

    def __str__(self) -> str:
        return f"{self.name} did not start; the last it said:\n{self.last_words}"


def end_of(log: Path) -> str:
    """Its last lines; read at once, for a log may go with the world it is about."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-25:])


@dataclass(frozen=True, slots=True)
class Leashed:
    """A running command that ends with this process, whatever ends this process."""

    name: str
    log: Path
    leash: subprocess.Popen[bytes]

    @classmethod
    def start(cls, name: str, command: Sequence[str], *, log: Path, cwd: Path, env: Mapping[str, str] | None) -> Self:
        """Start `command` in a session of its own. `env` None inherits; a mapping is all it sees."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as out:
            leash = subprocess.Popen(  # noqa: S603 - commands are built by this package
                [sys.executable, "-I", "-S", Path(__file__).with_name("leash.py"), *command],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=cwd,
                env=env,
                start_new_session=True,
            )
        return cls(name=name, log=log, leash=leash)

    def wait_until(self, answers: Callable[[], bool], *, limit_s: float) -> None:
        """Return once it answers.

        Raises:
            DidNotStart: it ended, or `limit_s` passed.
        """
        if not until(lambda: not self.is_running or answers(), limit_s=limit_s) or not self.is_running:
            raise DidNotStart(self.name, self.log)

    @property
    def is_running(self) -> bool:
        """Whether the command has not ended."""
        return self.leash.poll() is None

    def stop(self) -> None:
        """End the command and everything it started; may be called twice."""
        if self.leash.stdin is not None:
            self.leash.stdin.close()
        try:
            self.leash.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            self.leash.kill()
            self.leash.wait()
        # Killed with the leash, the others of its group need a moment to be gone.
        until(lambda: not self._has_group(), limit_s=GONE_LIMIT_S)

    def _has_group(self) -> bool:
        try:
            os.killpg(self.leash.pid, 0)
        except ProcessLookupError:
            return False
        return True
