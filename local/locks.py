"""Locks between processes, let go by the kernel however their holder ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(path: Path, how: int) -> Iterator[None]:
    """Hold an flock on `path`; `how`: LOCK_EX or LOCK_SH, with LOCK_NB not waiting.

    Raises:
        BlockingIOError: with LOCK_NB, another holds it.
    """
    with path.open("w") as lock:
        fcntl.flock(lock, how)
        yield
