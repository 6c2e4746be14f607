"""Drive's JSON into the domain's words, and the fields that are asked for to do it."""

from collections.abc import Mapping, Sequence
from typing import Any

from holescan.adapters.drive.download import EXPORTS
from holescan.domain.drive_links import is_drive_id
from holescan.domain.errors import DependencyFailed
from holescan.domain.files import GOOGLE_FOLDER, GOOGLE_SHORTCUT, FileRef, FolderRef, Listing
from holescan.domain.ids import FileId

_SHORTCUT_FIELDS = "shortcutDetails(targetId,targetMimeType,targetResourceKey)"
_OWN_FIELDS = "id,name,mimeType,size,md5Checksum,webViewLink,resourceKey,capabilities(canListChildren)"
ITEM_FIELDS = f"{_OWN_FIELDS},{_SHORTCUT_FIELDS}"
LISTING_FIELDS = f"nextPageToken,incompleteSearch,files(parents,{ITEM_FIELDS})"
ROOT_FIELDS = f"trashed,driveId,{ITEM_FIELDS}"

Item = Mapping[str, Any]


def listing_of(answer: Item, folders: Sequence[FolderRef]) -> Listing:
    """One page of `files.list` for `folders`. A shortcut to a folder counts as a folder, known by its target's id.

    Where an item does not tell in which of several folders it lies, or where several hold nothing at all, the listing
    is doubtful: a query for several parents now and then finds nothing (https://issuetracker.google.com/issues/149522397).
    """
    placed = [(item, _parent_of(item, folders)) for item in answer.get("files", ())]
    known = [(item, parent) for item, parent in placed if parent]
    next_cursor = answer.get("nextPageToken", "")
    has_answered = bool(placed) or bool(next_cursor)
    return Listing(
        files=tuple(file_of(item, parent.path) for item, parent in known if not is_folder(item)),
        folders=tuple(_subfolder(item, parent) for item, parent in known if is_folder(item)),
        next_cursor=next_cursor,
        is_incomplete=answer.get("incompleteSearch", False),
        is_doubtful=len(folders) > 1 and (len(known) < len(placed) or not has_answered),
    )


def is_folder(item: Item) -> bool:
    """True for a folder and for a shortcut to one."""
    return target_mime_of(item) == GOOGLE_FOLDER


def folder_of(item: Item, path: str = "", drive_id: str = "") -> FolderRef:
    """A folder, or the folder behind a shortcut, at `path`."""
    is_shortcut = item["mimeType"] == GOOGLE_SHORTCUT
    return FolderRef(
        _target_of(item),
        item["name"],
        path,
        item.get("webViewLink", ""),
        # Where a shortcut's target lies is not told, and what may be done with it neither.
        drive_id="" if is_shortcut else drive_id,
        resource_key=_key_of(item),
        is_closed=not is_shortcut and not item.get("capabilities", {}).get("canListChildren", True),
    )


def file_of(item: Item, path: str = "") -> FileRef:
    """A file in the folder at `path`."""
    return FileRef(
        file_id=_checked(item["id"]),
        name=item["name"],
        path=path,
        mime_type=target_mime_of(item),
        size_bytes=_size_of(item),
        link=item.get("webViewLink", ""),
        target_id=_target_of(item),
        md5=item.get("md5Checksum", ""),
        resource_key=_key_of(item),
    )


def _size_of(item: Item) -> int | None:
    """Google's own documents have a size in Drive, but what is read is their export, which may be smaller or larger."""
    return int(item["size"]) if "size" in item and item["mimeType"] not in EXPORTS else None


def target_mime_of(item: Item) -> str:
    """The item's type; a shortcut has its target's, and keeps its own where it leads nowhere."""
    mime_type: str = item["mimeType"]
    if mime_type == GOOGLE_SHORTCUT:
        return str(item.get("shortcutDetails", {}).get("targetMimeType", mime_type))
    return mime_type


def _parent_of(item: Item, folders: Sequence[FolderRef]) -> FolderRef | None:
    """Which of the folders the item lies in; an old item may lie in several, and in others besides."""
    if len(folders) == 1:
        return folders[0]
    parents = item.get("parents", ())
    return next((folder for folder in folders if folder.folder_id in parents), None)


def _subfolder(item: Item, parent: FolderRef) -> FolderRef:
    return folder_of(item, parent.child_path(item["name"]), parent.drive_id)


def _target_of(item: Item) -> FileId:
    return FileId(_checked(item.get("shortcutDetails", {}).get("targetId", item["id"])))


def _key_of(item: Item) -> str:
    details = item.get("shortcutDetails")
    key: str = item.get("resourceKey", "") if details is None else details.get("targetResourceKey", "")
    return key and _checked(key)


def _checked(text: str) -> FileId:
    """An id or key out of Drive's answer; it will stand in later requests, so even Drive may not choose its characters."""
    if not is_drive_id(text):
        raise DependencyFailed("drive", "an id with characters that no Drive id has")
    return FileId(text)
