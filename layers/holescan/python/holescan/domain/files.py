"""What the listing knows of a Drive item, before anybody read it."""

from dataclasses import dataclass

from holescan.domain.ids import FileId

GOOGLE_FOLDER = "application/vnd.google-apps.folder"
GOOGLE_SHORTCUT = "application/vnd.google-apps.shortcut"


@dataclass(frozen=True, slots=True)
class FileRef:
    """One listed file. Everything of it is chosen by strangers and only ever shown or compared.

    Attributes:
        file_id: the listed item's own id (a shortcut has its own).
        name: as Drive shows it; not unique.
        path: folder names from the scanned root down, joined by "/", without the file's name; "" in the root.
        mime_type: Drive's; the reader sniffs the bytes all the same.
        size_bytes: of what is downloaded; None where Drive does not tell: Google's own documents are exported.
        link: opens the file in the browser (`webViewLink`).
        target_id: what to download; differs from file_id for a shortcut.
        md5: hex, "" where Drive has none.
        resource_key: what some items shared by link want to be shown, "" for most; never shown to anyone but Drive.
    """

    file_id: FileId
    name: str
    path: str
    mime_type: str
    size_bytes: int | None
    link: str
    target_id: FileId
    md5: str = ""
    resource_key: str = ""


@dataclass(frozen=True, slots=True)
class FolderRef:
    """A folder to list.

    Attributes:
        path: its own path from the scanned root, "" for the root itself.
        drive_id: the shared drive it is known to lie in, "" elsewhere.
        resource_key: as a file's.
        is_closed: Drive shows the folder to this caller but not what is in it, and would list it as empty.
    """

    folder_id: FileId
    name: str
    path: str
    link: str = ""
    drive_id: str = ""
    resource_key: str = ""
    is_closed: bool = False

    def child_path(self, name: str) -> str:
        """Path of a folder called `name` inside this one."""
        return f"{self.path}/{name}" if self.path else name


@dataclass(frozen=True, slots=True)
class Listing:
    """One answer of Drive for one or more folders.

    Attributes:
        files: the files in them, not those of their sub-folders.
        folders: their sub-folders, still to be listed.
        next_cursor: where the same folders go on; "" when they were listed to their end.
        is_incomplete: Drive said it did not search everything (`incompleteSearch`).
        is_doubtful: an answer for several folders that cannot be trusted; each is to be listed by itself.
    """

    files: tuple[FileRef, ...] = ()
    folders: tuple[FolderRef, ...] = ()
    next_cursor: str = ""
    is_incomplete: bool = False
    is_doubtful: bool = False
