"""The ScanWorker's processes of a local world, to be killed."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WorkerProcesses:
    """Found by the folder that the world keeps them in."""

    home: Path

    def kill(self, at_most: int | None = None) -> int:
        """SIGKILL to each, or to so many; how many there were."""
        pids = list(self._pids())[:at_most]
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        return len(pids)

    def _pids(self) -> Iterator[int]:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue  # it ended meanwhile
            if str(self.home / "tmp") in command and "ScanWorker" in command:
                yield int(folder.name)
