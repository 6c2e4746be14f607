"""Office files as zips: opened with bounds, because a megabyte may unzip to a gigabyte; names are never used as paths."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason

_CHUNK_BYTES = 1 << 16
_ENCRYPTED_FLAG = 0x1
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError)


class OfficeArchive:
    """The members of one Office file, read at most once each, their real sizes counted together."""

    def __init__(self, archive: zipfile.ZipFile, limits: ExtractionLimits) -> None:
        self._archive = archive
        self._left_bytes = limits.zip_bytes
        self.names = archive.namelist()

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member's bytes, piece by piece.

        Raises:
            FileUnreadable: the member is damaged, or the whole grew too large.
        """
        try:
            with self._archive.open(name) as member:
                while chunk := member.read(_CHUNK_BYTES):
                    self._spend(len(chunk))
                    yield chunk
        except BROKEN_ZIP as error:
            raise FileUnreadable(Reason.CORRUPT, f"{type(error).__name__} in a member") from error

    def content(self, name: str) -> bytes:
        """A member's bytes, b"" when there is no such member; raises as `chunks`."""
        return b"".join(self.chunks(name)) if name in self.names else b""

    def _spend(self, size_bytes: int) -> None:
        self._left_bytes -= size_bytes
        if self._left_bytes < 0:
            raise FileUnreadable(Reason.TOO_LARGE, "unzipped size")


@contextmanager
def open_archive(source: Source) -> Iterator[OfficeArchive]:
    """Open an Office file after looking at what it declares.

    Raises:
        FileUnreadable: damaged, encrypted, or declared too large.
    """
    try:
        archive = zipfile.ZipFile(source.path)
    except BROKEN_ZIP as error:
        raise FileUnreadable(Reason.CORRUPT, type(error).__name__) from error
    with archive:
        _refuse_bombs(archive.infolist(), source.limits)
        yield OfficeArchive(archive, source.limits)


def _refuse_bombs(members: list[zipfile.ZipInfo], limits: ExtractionLimits) -> None:
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise FileUnreadable(Reason.PASSWORD)
    if len(members) > limits.zip_members:
        raise FileUnreadable(Reason.TOO_LARGE, f"{len(members)} members")
    if sum(member.file_size for member in members) > limits.zip_bytes:
        raise FileUnreadable(Reason.TOO_LARGE, "declared unzipped size")
    if any(_is_blown_up(member, limits) for member in members):
        raise FileUnreadable(Reason.TOO_LARGE, "compression ratio")


def _is_blown_up(member: zipfile.ZipInfo, limits: ExtractionLimits) -> bool:
    is_large = member.file_size > limits.zip_ratio_from_bytes
    return is_large and member.file_size > member.compress_size * limits.zip_ratio
