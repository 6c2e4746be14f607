"""One child process as the parent sees it: started clean, spoken to in frames, and ended for certain."""

import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from typing import Any

from holescan.adapters.extraction import wire
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.domain.reasons import Reason

_LOG_TAIL_BYTES = 4096
_GRACE_MS = 2000
# What the allocators of Python, Rust and PDFium say before they give up.
_OUT_OF_MEMORY = (b"memory allocation of", b"MemoryError", b"bad_alloc", b"ut of memory")
# Address space is limited, resident memory is measured, and the last allocation may have been a large one.
_FULL_SHARE = 0.6


class Child:
    """A running child. Not for two threads at once."""

    def __init__(self, limits: ExtractionLimits, module: str) -> None:
        self._memory_bytes = limits.memory_bytes
        self._log = os.fdopen(os.memfd_create("log of a child"), "rb")
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=_clean_environment(),
            close_fds=True,
            bufsize=0,
        )
        self._ask(asdict(limits))

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """It has not ended yet."""
        return self._process.poll() is None

    def ask(self, request: dict[str, Any]) -> None:
        """Hand it a request.

        Raises:
            BrokenPipeError: it died before.
        """
        self._ask(request)

    def answer(self, deadline: float) -> dict[str, Any]:
        """Its next frame; raises wire.Ended or wire.DeadlinePassed."""
        stdout = self._process.stdout
        if stdout is None:
            raise wire.Ended
        return wire.receive(stdout.fileno(), deadline)

    def cause_of_death(self) -> tuple[Reason, str]:
        """Why it ended, with a detail for the log. A child that does not end although it fell silent is ended."""
        if not self._ends_within(_GRACE_MS):
            self._process.kill()
        _, status, usage = os.wait4(self._process.pid, 0)
        code = self._process.returncode = os.waitstatus_to_exitcode(status)
        if code == -signal.SIGXCPU:
            return Reason.TIMED_OUT, "processor time"
        # PDFium gives up memory without a word, so what the child held at its largest has to tell.
        was_full = usage.ru_maxrss * 1024 >= _FULL_SHARE * self._memory_bytes
        if was_full or any(sign in self._log_tail() for sign in _OUT_OF_MEMORY):
            return Reason.TOO_LARGE, "memory"
        return Reason.CRASHED, signal.Signals(-code).name if code < 0 else f"exit {code}"

    def end(self) -> None:
        """Kill it and leave nothing open. Harmless when repeated."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._log):
            if pipe is not None:
                pipe.close()

    def _ask(self, message: dict[str, Any]) -> None:
        stdin = self._process.stdin
        if stdin is None:
            raise BrokenPipeError
        wire.send(stdin.fileno(), message)

    def _ends_within(self, wait_ms: int) -> bool:
        descriptor = os.pidfd_open(self._process.pid)
        poller = select.poll()
        poller.register(descriptor, select.POLLIN)
        has_ended = bool(poller.poll(wait_ms))
        os.close(descriptor)
        return has_ended

    def _log_tail(self) -> bytes:
        size = self._log.seek(0, 2)
        self._log.seek(max(0, size - _LOG_TAIL_BYTES))
        return self._log.read()


def _clean_environment() -> dict[str, str]:
    """All the child gets to know: where Python finds its modules. Above all no AWS credentials."""
    return {
        "PYTHONPATH": ":".join(entry for entry in sys.path if entry),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
    }


def deadline_in(seconds: float) -> float:
    """The instant that far from now, on the clock that wire.receive reads."""
    return time.monotonic() + seconds
