"""Zip files, Office files among them: opened with bounds, because a megabyte may unzip to a gigabyte."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from lzma import LZMAError

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.zip_end import declared_members
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason

_CHUNK_BYTES = 1 << 16
_ENCRYPTED_FLAG = 0x1
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, OverflowError)


class Archive:
    """The members of one zip file, read at most once each, their real sizes counted together.

    Attributes:
        names: of its members, as they are stored; a name may occur twice, and is never used as a path.
        has_more: it declares more members than it lists, or one lies in front of all that it lists.
    """

    def __init__(self, archive: zipfile.ZipFile, limits: ExtractionLimits, declared: int) -> None:
        self._archive = archive
        self._members = archive.infolist()
        self.has_more = (
            declared > len(self._members) or min((each.header_offset for each in self._members), default=0) > 0
        )
        self._limits = limits
        self._left_bytes = limits.zip_bytes
        self.names = archive.namelist()

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member's bytes, piece by piece.

        Raises:
            FileUnreadable: the member is damaged, or the whole grew too large.
        """
        return self._chunks(self._archive.getinfo(name))

    def content(self, name: str) -> bytes:
        """A member's bytes, b"" when there is no such member; raises as `chunks`."""
        return b"".join(self.chunks(name)) if name in self.names else b""

    def unpacked(self, position: int) -> bytes:
        """The bytes of the member at a position of `names`, from 0.

        Raises:
            FileUnreadable: as `chunks`, or it is protected, or declared too large.
        """
        member = self._members[position]
        _refuse(member, self._limits)
        if member.file_size > self._limits.file_bytes:
            raise FileUnreadable(Reason.TOO_LARGE, "declared unzipped size")
        return b"".join(self._chunks(member))

    def refuse_bombs(self) -> None:
        """Refuse the whole for one member, or for all of them together."""
        for member in self._members:
            _refuse(member, self._limits)
        if sum(member.file_size for member in self._members) > self._limits.zip_bytes:
            raise FileUnreadable(Reason.TOO_LARGE, "declared unzipped size")

    def _chunks(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._archive.open(member) as content:
                while chunk := content.read(_CHUNK_BYTES):
                    self._spend(len(chunk))
                    yield chunk
        except NotImplementedError as error:
            raise FileUnreadable(Reason.UNSUPPORTED, "compression") from error
        except BROKEN_ZIP as error:
            raise FileUnreadable(Reason.CORRUPT, f"{type(error).__name__} in a member") from error

    def _spend(self, size_bytes: int) -> None:
        self._left_bytes -= size_bytes
        if self._left_bytes < 0:
            raise FileUnreadable(Reason.TOO_LARGE, "unzipped size")


@contextmanager
def open_zip(source: Source) -> Iterator[Archive]:
    """Open a zip file whose members may be what they like.

    Raises:
        FileUnreadable: damaged, or with too many members.
    """
    with source.open() as file:
        if (count := declared_members(file)) > source.limits.zip_members:
            raise FileUnreadable(Reason.TOO_LARGE, f"{count} members")
        try:
            archive = zipfile.ZipFile(file)
        except (*BROKEN_ZIP, NotImplementedError) as error:
            raise FileUnreadable(Reason.CORRUPT, type(error).__name__) from error
        with archive:
            # The number that was declared may be a lie.
            if len(archive.infolist()) > source.limits.zip_members:
                raise FileUnreadable(Reason.TOO_LARGE, f"{len(archive.infolist())} members")
            if not archive.infolist():
                # An empty one does not begin as this file did, by which it was told.
                raise FileUnreadable(Reason.CORRUPT, "no members")
            yield Archive(archive, source.limits, count)


@contextmanager
def open_archive(source: Source) -> Iterator[Archive]:
    """Open an Office file after looking at what it declares.

    Raises:
        FileUnreadable: damaged, encrypted, or declared too large.
    """
    with open_zip(source) as archive:
        archive.refuse_bombs()
        yield archive


def _refuse(member: zipfile.ZipInfo, limits: ExtractionLimits) -> None:
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise FileUnreadable(Reason.PASSWORD)
    if member.file_size > limits.zip_ratio_from_bytes and member.file_size > member.compress_size * limits.zip_ratio:
        raise FileUnreadable(Reason.TOO_LARGE, "compression ratio")
