"""Files: where they come from, and what is read of them."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from holescan.domain.access import Access
from holescan.domain.drive_links import Place
from holescan.domain.files import FileRef, FolderRef, Listing
from holescan.domain.ids import AccountId, FileId
from holescan.domain.recognised import RecognisedPage, RecognisedText
from holescan.domain.recognition import Tile
from holescan.domain.session import LiveScan, Session
from holescan.domain.sheets import SheetTable
from holescan.domain.text import ExtractedText


class FileFetcher(Protocol):
    """Hands out files."""

    def download(self, file: FileRef, target: Path, *, max_bytes: int) -> None:
        """The file's bytes, or its export, into `target`.

        Raises:
            FileUnreadable: it cannot be had; the reason says why.
            TokenRefused: Google does not accept the token.
        """
        ...


class FileSource(FileFetcher, Protocol):
    """Drive, as one caller's token sees it."""

    def find(self, place: Place) -> FolderRef | FileRef:
        """What a link leads to, as the root of a scan.

        Raises:
            FileUnreadable: NOT_FOUND or FORBIDDEN.
            TokenRefused: Google does not accept the token.
        """
        ...

    def list_folders(
        self, folders: Sequence[FolderRef], cursor: str, *, modified_since: datetime | None = None
    ) -> Listing:
        """One page of what lies in these folders, of one `drive_id`; raises as `find` does.

        Files last changed before `modified_since` are left out, folders and shortcuts never.
        """
        ...

    def subfolders(self, folder: FolderRef, cursor: str, *, limit: int) -> Listing:
        """One page of the folders in a folder by name, none of its files; raises as `find` does."""
        ...

    def count_files(self, folder: FolderRef) -> int:
        """How many files lie in a folder, sub-folders not looked into; 1,000 means as many or more."""
        ...

    def shared_drives(self, cursor: str, *, limit: int) -> Listing:
        """One page of the shared drives that the caller is a member of, as folders."""
        ...

    def account(self) -> AccountId:
        """Whose token it is: the same for all tokens of one account; UNKNOWN_ACCOUNT where Drive leaves it out."""
        ...


class Drive(Protocol):
    """Opens Drive for a caller."""

    def open(self, access: Access) -> AbstractContextManager[FileSource]:
        """A source that uses this token and no other credential; for "" the deployment's own, if it has one."""
        ...


class AddressedDrive(Drive, Protocol):
    """A Drive that knows whom to share things with."""

    def own_address(self) -> str:
        """Of the service account that the deployment itself read with last; "" where there is none, or it is a person."""
        ...


class PacedDrive(Protocol):
    """Opens Drive for who has only so much time."""

    def open(self, access: Access, *, until: datetime) -> AbstractContextManager[FileFetcher]:
        """As Drive's. A download that would have to wait for its turn beyond `until` raises TurnTooLate at once."""
        ...


class TextExtractor(Protocol):
    """Reads untrusted bytes where they can do no harm."""

    def extract(self, path: Path, *, name: str) -> ExtractedText:
        """All text of a file; `name` is for messages only.

        Raises:
            FileUnreadable: nothing of it can be read.
        """
        ...

    def read_sheet(self, path: Path, *, name: str) -> tuple[SheetTable, ...]:
        """The tables of a code sheet (.xlsx, .xls or .csv); raises as `extract` does."""
        ...


class PageRenderer(Protocol):
    """Makes pictures of pages, where untrusted bytes can do no harm."""

    def render(self, path: Path, *, name: str, page: int) -> tuple[Tile, ...]:
        """The page, or the picture inside the file, of this number as pictures that text recognition takes.

        Raises:
            FileUnreadable: there is no picture of this page to be had.
        """
        ...


class Extractor(TextExtractor, PageRenderer, Protocol):
    """Reads files and draws their pages."""


class TextRecogniser(Protocol):
    """Reads pictures (OCR)."""

    def read(self, image: bytes) -> RecognisedText:
        """The lines of text in a PNG or JPEG.

        Raises:
            FileUnreadable: this picture will never be read.
            Throttled: too many pictures at a time; waiting helps.
        """
        ...


class RecognitionRecord(Protocol):
    """What text recognition did for a scan: pages are paid for, so they are counted, and kept until their file is done."""

    def claim(self, session: Session, limit: int) -> bool:
        """Count one page more; False, and nothing counted, when the scan has had `limit` pages."""
        ...

    def give_back(self, session: Session) -> None:
        """A claimed page was not recognised after all."""
        ...

    def page(self, live: LiveScan, file_id: FileId, page: int) -> RecognisedPage | None:
        """What was kept of this page in this epoch; None when it was not recognised yet."""
        ...

    def keep(self, live: LiveScan, file_id: FileId, page: int, recognised: RecognisedPage) -> None:
        """Remember a page for whoever goes on with the file."""
        ...
