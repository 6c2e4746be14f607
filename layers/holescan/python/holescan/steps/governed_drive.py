"""Drive behind the quota governor: whatever costs units waits for its turn first."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from holescan.domain.access import Access
from holescan.domain.drive_links import Place
from holescan.domain.files import FileRef, FolderRef, Listing
from holescan.domain.ids import AccountId
from holescan.domain.quota import LIST_UNITS, units_of
from holescan.ports import Drive, FileSource
from holescan.steps.governor import Governor


@dataclass(frozen=True, slots=True)
class GovernedDrive:
    """The Drive and the PacedDrive port over a Drive.

    Attributes:
        governor: of a user, kept from call to call.
    """

    drive: Drive
    governor: Callable[[str], Governor]

    @contextmanager
    def open(self, access: Access, *, until: datetime | None = None) -> Iterator[FileSource]:
        """The source for this access, on its user's quota. No download is waited for beyond `until`."""
        with self.drive.open(access) as source:
            yield GovernedSource(source, self.governor(access.user), until)


@dataclass(frozen=True, slots=True)
class GovernedSource:
    """The FileSource port over another; each method raises Throttled, too, when the line is too long.

    Attributes:
        until: later, bytes are of no use.
    """

    source: FileSource
    governor: Governor
    until: datetime | None

    def find(self, place: Place) -> FolderRef | FileRef:
        """What a link leads to; too cheap to count."""
        return self.source.find(place)

    def list_folders(
        self, folders: Sequence[FolderRef], cursor: str, *, modified_since: datetime | None = None
    ) -> Listing:
        """One page, for the units of a listing."""
        self.governor.take(LIST_UNITS)
        return self.source.list_folders(folders, cursor, modified_since=modified_since)

    def subfolders(self, folder: FolderRef, cursor: str, *, limit: int) -> Listing:
        """One page, for the units of a listing."""
        self.governor.take(LIST_UNITS)
        return self.source.subfolders(folder, cursor, limit=limit)

    def count_files(self, folder: FolderRef) -> int:
        """One look, for the units of a listing."""
        self.governor.take(LIST_UNITS)
        return self.source.count_files(folder)

    def shared_drives(self, cursor: str, *, limit: int) -> Listing:
        """One page, for the units of a listing."""
        self.governor.take(LIST_UNITS)
        return self.source.shared_drives(cursor, limit=limit)

    def account(self) -> AccountId:
        """Whose token it is; too cheap to count."""
        return self.source.account()

    def download(self, file: FileRef, target: Path, *, max_bytes: int) -> None:
        """The bytes, for the units of as many requests as they take."""
        if units := units_of(file.size_bytes, max_bytes=max_bytes):
            self.governor.take(units, until=self.until)
        self.source.download(file, target, max_bytes=max_bytes)
