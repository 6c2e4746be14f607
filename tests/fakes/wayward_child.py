"""A child whose reader does what the file's name says: hangs, dies, spins, hoards, prints. Everything else is the real one."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from holescan.adapters.extraction.child import serve, take_pipes
from holescan.adapters.extraction.reading import Found, Reading, Source
from holescan.domain.text import TextPart

MODULE = "tests.fakes.wayward_child"


def read(source: Source) -> Reading:
    """Behave as the name says, after a first page that was read in full."""
    return Reading(pages=2, found=_found(source))


def _found(source: Source) -> Iterator[Found]:
    if source.name.startswith("later "):
        yield TextPart("x" * 300_000, page=1)
    yield from _BEHAVIOURS[source.name.removeprefix("later ")]()


def _hangs() -> Iterator[Found]:
    threading.Event().wait()
    yield TextPart("never")


def _dies() -> Iterator[Found]:
    os.kill(os.getpid(), signal.SIGSEGV)
    yield TextPart("never")


def _spins() -> Iterator[Found]:
    while True:
        pass
    yield TextPart("never")


def _hoards() -> Iterator[Found]:
    hoard = [bytearray(1 << 24)]
    while True:
        hoard.append(bytearray(1 << 24))
    yield TextPart("never")


def _prints() -> Iterator[Found]:
    sys.stdout.write("a library says hello\n")
    sys.stdout.flush()
    os.write(1, b"\x00\x00\x00\x02\x00\x00\x00\x00{}")
    yield TextPart("HOLE-1")


def _floods() -> Iterator[Found]:
    pipes = [int(link.name) for link in Path("/proc/self/fd").iterdir() if _is_pipe(link)]
    os.write(max(pipes), b"\xff" * 8)
    threading.Event().wait()
    yield TextPart("never")


def _is_pipe(link: Path) -> bool:
    return link.is_symlink() and str(link.readlink()).startswith("pipe:")


def _fails() -> Iterator[Found]:
    raise LookupError("a parser's own bug")
    yield TextPart("never")


def _asks() -> Iterator[Found]:
    yield TextPart(sys.stdin.read())


_BEHAVIOURS = {
    "hangs": _hangs,
    "dies": _dies,
    "spins": _spins,
    "hoards": _hoards,
    "prints": _prints,
    "fails": _fails,
    "floods": _floods,
    "asks": _asks,
}

if __name__ == "__main__":
    serve(*take_pipes(), read)
