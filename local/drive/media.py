"""Bytes over HTTP: whole, in the range that was asked for, or spoilt on demand."""

import re
from typing import BinaryIO

from starlette.responses import Response

from local.drive.faults import CUT, DAMAGED

_RANGE = re.compile(r"bytes=(?P<first>\d+)-(?P<last>\d*)")


def media_response(opened: BinaryIO, size: int, media_type: str, asked: str, effect: str = "") -> Response:
    """The bytes.

    Args:
        size: of all bytes there are.
        asked: the Range header; what is not one range from a first byte on is answered whole.
        effect: DAMAGED: wrong bytes; CUT: the connection breaks half-way.
    """
    found = _RANGE.fullmatch(asked)
    if found is None:
        return _response(opened.read(), 200, media_type, {}, effect)
    first = int(found["first"])
    if first >= size:
        return Response(status_code=416, headers={"content-range": f"bytes */{size}"})
    last = min(int(found["last"] or size - 1), size - 1)
    opened.seek(first)
    headers = {"content-range": f"bytes {first}-{last}/{size}"}
    return _response(opened.read(last - first + 1), 206, media_type, headers, effect)


def _response(content: bytes, status: int, media_type: str, headers: dict[str, str], effect: str) -> Response:
    announced = {"content-length": str(len(content)), "accept-ranges": "bytes", **headers}
    if effect == DAMAGED:
        content = bytes(byte ^ 1 for byte in content)
    if effect == CUT:
        content = content[: len(content) // 2]
    return Response(content, status, announced, media_type)
