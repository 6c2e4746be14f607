"""`browse_folder`: the folders inside a folder, so that one can be chosen without leaving the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from holescan.domain.drive_links import MY_DRIVE, parse_link
from holescan.domain.errors import RequestRejected
from holescan.domain.files import FileRef, FolderRef
from holescan.domain.reasons import ErrorCode
from holescan.ports import FileSource
from holescan.protocol.client import BrowseFolder
from holescan.protocol.rows import cut
from holescan.protocol.server import Folder, FolderEntry
from holescan.steps.callers import Caller
from holescan.steps.folders import Folders

ENTRIES_ON_PAGE = 50
NAME_BYTES = 160
LINK_BYTES = 160
"""So cut, a page of entries stays below what one message may hold, quotes in names and all."""

FOLDERS, DRIVES = "folders", "drives"


@dataclass(frozen=True, slots=True)
class ShowFolder:
    """One page of a folder; My Drive's pages end with the shared drives.

    Raises:
        RequestRejected: BAD_LINK, FOLDER_NOT_FOUND, FOLDER_FORBIDDEN, TOKEN_REFUSED, or INVALID_FIELD for the cursor.
    """

    folders: Folders

    def __call__(self, action: BrowseFolder, caller: Caller) -> Folder:  # noqa: ARG002 -- Drive decides who sees what
        """Answer FOLDER."""
        place = parse_link(action.drive_link) if action.drive_link else MY_DRIVE
        with self.folders.opened(action.token) as source:
            found = source.find(place)
            if isinstance(found, FileRef):
                raise _is_a_file()
            page = _Page(source, found, has_drives=place == MY_DRIVE)
            entries, next_cursor = page.at(action.cursor)
            return Folder(
                request_id=action.request_id,
                folder_id=found.folder_id,
                name=cut(found.name, NAME_BYTES),
                path=cut(found.name, NAME_BYTES),
                folders=entries,
                file_count=0 if action.cursor else source.count_files(found),
                next_cursor=next_cursor,
            )


@dataclass(frozen=True, slots=True)
class _Page:
    """A cursor names the part it goes on in, and where in it: "folders:<Drive's own>" or "drives:<Drive's own>"."""

    source: FileSource
    folder: FolderRef
    has_drives: bool

    def at(self, cursor: str) -> tuple[tuple[FolderEntry, ...], str]:
        part, _, place = (cursor or f"{FOLDERS}:").partition(":")
        if part == DRIVES and self.has_drives:
            return self._drives((), place)
        if part != FOLDERS:
            raise RequestRejected(
                ErrorCode.INVALID_FIELD,
                "This cursor is none of ours. Open the folder from its beginning.",
                hint="cursor",
            )
        listing = self.source.subfolders(self.folder, place, limit=ENTRIES_ON_PAGE)
        entries = _entries(listing.folders, "folder")
        if listing.next_cursor:
            return entries, f"{FOLDERS}:{listing.next_cursor}"
        return self._drives(entries, "") if self.has_drives else (entries, "")

    def _drives(self, before: tuple[FolderEntry, ...], place: str) -> tuple[tuple[FolderEntry, ...], str]:
        room = ENTRIES_ON_PAGE - len(before)
        if room == 0:
            return before, f"{DRIVES}:"
        listing = self.source.shared_drives(place, limit=room)
        entries = (*before, *_entries(listing.folders, "shared_drive"))
        return entries, f"{DRIVES}:{listing.next_cursor}" if listing.next_cursor else ""


def _entries(folders: Iterable[FolderRef], kind: Literal["folder", "shared_drive"]) -> tuple[FolderEntry, ...]:
    return tuple(
        FolderEntry(
            folder_id=folder.folder_id,
            name=cut(folder.name, NAME_BYTES),
            link=folder.link if len(folder.link) <= LINK_BYTES else "",
            kind=kind,
        )
        for folder in folders
    )


def _is_a_file() -> RequestRejected:
    return RequestRejected(
        ErrorCode.BAD_LINK,
        "The link leads to a file, which has nothing in it to browse. It can be scanned as it is.",
        hint="drive_link",
    )
