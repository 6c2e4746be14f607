"""The `q` of files.list, made of ids that were looked at first.

https://developers.google.com/workspace/drive/api/guides/search-files
"""

from collections.abc import Sequence
from datetime import datetime

from holescan.domain.drive_links import is_drive_id
from holescan.domain.errors import FileUnreadable
from holescan.domain.files import GOOGLE_FOLDER, GOOGLE_SHORTCUT, FolderRef
from holescan.domain.ids import FileId
from holescan.domain.reasons import Reason

_LEADS_ON = f"mimeType = '{GOOGLE_FOLDER}' or mimeType = '{GOOGLE_SHORTCUT}'"


def children_of(folders: Sequence[FolderRef]) -> str:
    """What lies in any of these folders and not in the bin."""
    parents = " or ".join(f"'{checked(folder.folder_id)}' in parents" for folder in folders)
    return f"({parents}) and trashed = false"


def changed_children_of(folders: Sequence[FolderRef], since: datetime | None) -> str:
    """The same without files last changed before `since`; a folder's own date says nothing of what is in it."""
    children = children_of(folders)
    if since is None:
        return children
    return f"{children} and ({_LEADS_ON} or modifiedTime >= '{since.isoformat(timespec='seconds')}')"


def folders_in(folder: FolderRef) -> str:
    """What may be a sub-folder: a shortcut does not say in a query where it leads."""
    return f"{children_of([folder])} and ({_LEADS_ON})"


def files_in(folder: FolderRef) -> str:
    """All but sub-folders."""
    return f"{children_of([folder])} and mimeType != '{GOOGLE_FOLDER}'"


def checked(file_id: FileId) -> FileId:
    """The id, when it may stand in a request.

    Raises:
        FileUnreadable: NOT_FOUND; Drive has no such id.
    """
    if not is_drive_id(file_id):
        raise FileUnreadable(Reason.NOT_FOUND, "not a Drive id")
    return file_id
