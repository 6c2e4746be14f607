"""A truncated PDF has lost its table of contents: find the objects that are left and write a trailer that leads to them."""

import re
import zlib

from holescan.adapters.extraction.pdf_signs import is_encrypted

_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+(\d{1,5})\s+obj\b")
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_INTEGER = rb"/%s\s+(\d{1,10})"
_STREAM = re.compile(rb"stream\r?\n")
_UNZIPPED_BYTES = 50 * 1024 * 1024


def with_new_trailer(content: bytes) -> bytes:
    """The file with a trailer behind it, for a reader that rebuilds the cross references itself, as PDFium does.

    b"" when it has no catalog left to start from, or was encrypted: without its old trailer there is no key.
    """
    if is_encrypted(content):
        return b""
    whole = content + b"\nendobj\n" + unpacked_objects(content)
    catalogs = [number for number, body in _objects(whole) if _CATALOG.search(body)]
    if not catalogs:
        return b""
    return whole + b"trailer\n<</Root %d 0 R>>\nstartxref\n0\n%%%%EOF\n" % catalogs[-1]


def unpacked_objects(content: bytes) -> bytes:
    """The objects of all its object streams, written out as plain objects."""
    return b"".join(_unpacked(content, found) for found in _OBJECT_STREAM.finditer(content))


def _objects(content: bytes) -> list[tuple[int, bytes]]:
    starts = list(_OBJECT.finditer(content))
    ends = [*(start.start() for start in starts[1:]), len(content)]
    return [(int(start[1]), content[start.end() : end]) for start, end in zip(starts, ends, strict=False)]


def _unpacked(content: bytes, found: re.Match[bytes]) -> bytes:
    """The objects of one object stream."""
    start = content.rfind(b"obj", 0, found.start())
    data = _STREAM.search(content, found.end())
    if data is None or start < 0:
        return b""
    dictionary = content[start : data.start()]
    count, first = _integer(b"N", dictionary), _integer(b"First", dictionary)
    try:
        body = zlib.decompressobj().decompress(content[data.end() :], _UNZIPPED_BYTES)
    except zlib.error:
        return b""
    header = [int(number) for number in body[:first].split()[: 2 * count] if number.isdigit()]
    numbers, offsets = header[0::2], [first + offset for offset in header[1::2]]
    pieces = zip(numbers, offsets, [*offsets[1:], len(body)], strict=False)
    return b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, body[at:end]) for number, at, end in pieces)


def _integer(key: bytes, dictionary: bytes) -> int:
    found = re.search(_INTEGER % key, dictionary)
    return int(found[1]) if found else 0
