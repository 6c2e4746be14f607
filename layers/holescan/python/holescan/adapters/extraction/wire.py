"""Frames between the parent and its child: four bytes of length, then JSON; both sides talk through bare descriptors."""

import json
import os
import select
import struct
import time
from typing import Any

_LENGTH = struct.Struct(">I")
_CHUNK_BYTES = 1 << 20
# Far above any honest frame; a child that was taken over must not fill its parent.
_FRAME_BYTES = 1 << 28


class Ended(Exception):
    """The other side closed its end, or died."""


class DeadlinePassed(Exception):
    """The other side is there but did not finish its frame in time."""


def send(descriptor: int, message: dict[str, Any]) -> None:
    """Write one frame, however many writes it takes.

    Raises:
        BrokenPipeError: nobody reads any more.
    """
    # A broken font may give half a surrogate pair; it has to pass like any other character.
    body = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    rest = memoryview(_LENGTH.pack(len(body)) + body)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def receive(descriptor: int, deadline: float | None = None) -> dict[str, Any]:
    """Read one frame; `deadline` is an instant of `time.monotonic`, None waits for ever.

    Raises:
        Ended: the other side is gone, or no longer itself.
        DeadlinePassed: the frame was not complete in time.
    """
    (length,) = _LENGTH.unpack(_read_exactly(descriptor, _LENGTH.size, deadline))
    if length > _FRAME_BYTES:
        raise Ended
    body = _read_exactly(descriptor, length, deadline)
    message: dict[str, Any] = json.loads(body.decode("utf-8", "surrogatepass"))
    return message


def _read_exactly(descriptor: int, size: int, deadline: float | None) -> bytes:
    chunks = bytearray()
    while len(chunks) < size:
        if deadline is not None:
            _wait_readable(descriptor, deadline)
        chunk = os.read(descriptor, min(_CHUNK_BYTES, size - len(chunks)))
        if not chunk:
            raise Ended
        chunks += chunk
    return bytes(chunks)


def _wait_readable(descriptor: int, deadline: float) -> None:
    # poll, not select: select fails on descriptors from 1024 up.
    poller = select.poll()
    poller.register(descriptor, select.POLLIN)
    if not poller.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise DeadlinePassed
