"""Frames between the parent and its child, who talk through bare descriptors: two lengths of four bytes, JSON, and text.

The text of a file is most of what is said, and goes as it is: to quote it as JSON and to undo that would be work for nothing.
"""

import json
import os
import select
import struct
import time
from typing import Any

_LENGTHS = struct.Struct(">II")
_CHUNK_BYTES = 1 << 20
# Far above any honest frame; a child that was taken over must not fill its parent.
_FRAME_BYTES = 1 << 28


class Ended(Exception):
    """The other side closed its end, or died."""


class DeadlinePassed(Exception):
    """The other side is there but did not finish its frame in time."""


def send(descriptor: int, message: dict[str, Any]) -> None:
    """Write one frame, however many writes it takes; what the message has under "text" goes beside the rest.

    Raises:
        BrokenPipeError: nobody reads any more.
    """
    text = _encoded(message.get("text", ""))
    body = _encoded(json.dumps({name: value for name, value in message.items() if name != "text"}, ensure_ascii=False))
    rest = memoryview(_LENGTHS.pack(len(body), len(text)) + body + text)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def receive(descriptor: int, deadline: float | None = None) -> dict[str, Any]:
    """Read one frame; `deadline` is an instant of `time.monotonic`, None waits for ever.

    Raises:
        Ended: the other side is gone, or no longer itself.
        DeadlinePassed: the frame was not complete in time.
    """
    length, text_length = _LENGTHS.unpack(_read_exactly(descriptor, _LENGTHS.size, deadline))
    if length + text_length > _FRAME_BYTES:
        raise Ended
    frame = _read_exactly(descriptor, length + text_length, deadline)
    message: dict[str, Any] = json.loads(_decoded(frame[:length]))
    return message | {"text": _decoded(frame[length:])} if text_length else message


# A broken font may give half a surrogate pair; it has to pass like any other character.
def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "surrogatepass")


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
