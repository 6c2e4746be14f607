"""The proof that a PDF has lost something, where `pdf_signs` says that it may have: it costs as much as reading a page."""

import re
import zlib
from base64 import a85decode
from collections.abc import Iterator
from dataclasses import dataclass

from holescan.adapters.extraction.pdf_repair import unpacked_objects
from holescan.adapters.extraction.pdf_signs import UNWRITTEN, is_encrypted

# "12 0 obj" and "12 0 R", backwards: a pattern that begins with a letter is found several times as quickly as one with
# a digit, of which files are full.
_OBJECT = re.compile(rb"jbo\s+\d{1,5}\s+(\d{1,10})(?!\d)")
_REFERENCE = re.compile(rb"R(?<!\wR)\s+\d{1,5}\s+(\d{1,10})(?!\d)")
_STREAM = re.compile(rb"(?<!end)stream\r?\n?")
_OBJECT_END, _STREAM_END = b"endobj", b"endstream"
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})\b(?!\s+\d)")
_PACKED = re.compile(rb"/Filter\s*\[?\s*(/ASCII85Decode\s*|/A85\s*)?/(?:FlateDecode|Fl)\b")
_FILTER = re.compile(rb"/Filter\b")
# Pictures and fonts: of what is not packed, only these have so many zeros in a row.
_IS_NO_TEXT = re.compile(rb"/(?:Image|Length1|Metadata|EmbeddedFile)\b")
_LINE_END_BYTES = 2
_LETTERS_END = b"~>"
_UNZIPPED_AT_ONCE = 1 << 20


def has_lost(content: bytes) -> bool:
    """A stream is not whole or has no beginning, an object does not end, or is missing where others refer to it.

    False of an encrypted file, where nobody can tell.
    """
    if is_encrypted(content):
        return False
    streams = list(_streams(content))
    if len(streams) != content.count(_STREAM_END) or not all(stream.is_whole() for stream in streams):
        return True
    return _misses_objects(content)


def _misses_objects(content: bytes) -> bool:
    whole = content + unpacked_objects(content)
    backwards = whole[::-1]
    begun = _OBJECT.findall(backwards)
    return len(begun) != whole.count(_OBJECT_END) or not _numbers(_REFERENCE.findall(backwards)) <= _numbers(begun)


def _numbers(backwards: list[bytes]) -> set[int]:
    return {int(number[::-1]) for number in set(backwards)}


@dataclass(frozen=True, slots=True)
class _Stream:
    """Where its data lie, if the words around them are to be believed, and what its dictionary says of them."""

    content: bytes
    dictionary: bytes
    start: int
    end: int

    def is_whole(self) -> bool:
        if packed := _PACKED.search(self.dictionary):
            return _unzips(self._zipped(in_letters=bool(packed[1])))
        return self._has_its_length() and (bool(_IS_NO_TEXT.search(self.dictionary)) or not self._has_empty_block())

    def _has_its_length(self) -> bool:
        if (declared := _LENGTH.search(self.dictionary)) is None:
            return True
        # Who edits a PDF by hand forgets the length, as do some programs; what is there beyond it is read all the same.
        excess = self.end - self.start - int(declared[1])
        return excess >= 0 and not (excess > _LINE_END_BYTES and _FILTER.search(self.dictionary))

    def _has_empty_block(self) -> bool:
        return self.content.find(UNWRITTEN, self.start, self.end) >= 0

    def _zipped(self, *, in_letters: bool) -> bytes:
        data = self.content[self.start : self.end]
        try:
            return a85decode(data.partition(_LETTERS_END)[0]) if in_letters else data
        except ValueError:
            return b""


def _streams(content: bytes) -> Iterator[_Stream]:
    at = 0
    while found := _STREAM.search(content, at):
        dictionary = content[max(at, content.rfind(b"obj", at, found.start())) : found.start()]
        end = content.find(_STREAM_END, found.end())
        at = end if end >= 0 else len(content)
        yield _Stream(content, dictionary, found.end(), at)


def _unzips(data: bytes) -> bool:
    """To its end, where its checksum is."""
    unzipping = zlib.decompressobj()
    try:
        while not unzipping.eof:
            if not unzipping.decompress(data, _UNZIPPED_AT_ONCE) and not unzipping.eof:
                return False
            data = unzipping.unconsumed_tail
    except zlib.error:
        return False
    return True
