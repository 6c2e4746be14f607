"""Microsoft's compound files: the container of old Office files, of Outlook's messages and of embedded objects."""

from collections.abc import Iterator
from contextlib import contextmanager

import olefile

from holescan.adapters.extraction.reading import DAMAGED, Source
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread

# [MS-OLEDS] 2.3.6: a size, then for a file that was dropped into a document its label and path, and its bytes.
_NATIVE = "\x01Ole10Native"
_FILE_FLAGS = b"\x02\x00"
# Where Office and Acrobat put the whole file that an object carries.
_WHOLE_FILES = ("Package", "CONTENTS")
_EQUATION = "Equation Native"


def is_ole(source: Source) -> bool:
    """It is a compound file."""
    with source.open() as file:
        return bool(file.read(len(olefile.MAGIC)) == olefile.MAGIC)


@contextmanager
def open_ole(source: Source) -> Iterator[olefile.OleFileIO]:
    """Open a compound file.

    Raises:
        FileUnreadable: it is damaged, also when that shows only while it is read.
    """
    try:
        with source.open() as file, olefile.OleFileIO(file) as container:
            yield container
    except (OSError, ValueError, IndexError, RecursionError) as error:
        raise FileUnreadable(Reason.CORRUPT, type(error).__name__) from error


def refuse_cut_off(container: olefile.OleFileIO) -> None:
    """Raise FileUnreadable where a chain of sectors leads out of the file."""
    if any(container.nb_sect <= following <= olefile.MAXREGSECT for following in container.fat):
        raise FileUnreadable(Reason.CORRUPT, "cut off")


def contradictions(container: olefile.OleFileIO) -> Iterator[Unread]:
    """A gap where its directory or its chains do not fit together; no file of a program that works has any of that."""
    followed = [sector for sector in container.fat if sector <= olefile.MAXREGSECT]
    if container.parsing_issues or len(set(followed)) < len(followed):
        yield DAMAGED


def unwrapped(source: Source) -> bytes:
    """The file that an embedded object carries; the bytes as they are where it carries none."""
    if is_ole(source):
        with open_ole(source) as container:
            return carried(container, []) or source.content()
    return source.content()


def is_equation(source: Source) -> bool:
    """An object of Word's old equation editor, or of its successor."""
    if not is_ole(source):
        return False
    with open_ole(source) as container:
        return bool(container.exists(_EQUATION))


def carried(container: olefile.OleFileIO, folder: list[str]) -> bytes:
    """The file carried by the object in a folder of a compound file; b"" where there is none."""
    for name in _WHOLE_FILES:
        if container.exists([*folder, name]):
            return _stream(container, [*folder, name])
    native = [*folder, _NATIVE]
    return _native_file(_stream(container, native)) if container.exists(native) else b""


def _stream(container: olefile.OleFileIO, path: list[str]) -> bytes:
    content: bytes = container.openstream(path).read()
    return content


def _native_file(stream: bytes) -> bytes:
    if stream[4:6] != _FILE_FLAGS:
        return stream[4:]
    label, path, rest = stream[6:].split(b"\0", 2)
    del label, path
    # Two numbers, the length of the path it came from, that path, the length of the file.
    at = 8 + int.from_bytes(rest[4:8], "little")
    return rest[at + 4 : at + 4 + int.from_bytes(rest[at : at + 4], "little")]
