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
        size_bytes: None for Google's own documents, which have no size.
        link: opens the file in the browser (`webViewLink`).
        target_id: what to download; differs from file_id for a shortcut.
        md5: hex, "" where Drive has none.
    """

    file_id: FileId
    name: str
    path: str
    mime_type: str
    size_bytes: int | None
    link: str
    target_id: FileId
    md5: str = ""


@dataclass(frozen=True, slots=True)
class FolderRef:
    """A folder to list. `path` is its own path from the scanned root, "" for the root itself."""

    folder_id: FileId
    name: str
    path: str
    link: str = ""

    def child_path(self, name: str) -> str:
        """Path of a folder called `name` inside this one."""
        return f"{self.path}/{name}" if self.path else name


@dataclass(frozen=True, slots=True)
class Listing:
    """One answer of Drive for one folder.

    Attributes:
        files: the files in it, not those of its sub-folders.
        folders: its sub-folders, still to be listed.
        next_cursor: where the same folder goes on; "" when it was listed to its end.
        is_incomplete: Drive said it did not search everything (`incompleteSearch`).
    """

    files: tuple[FileRef, ...]
    folders: tuple[FolderRef, ...]
    next_cursor: str = ""
    is_incomplete: bool = False
