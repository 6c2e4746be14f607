"""Drive's JSON into the domain's words, and the fields that are asked for to do it."""

from collections.abc import Mapping
from typing import Any

from holescan.domain.drive_links import is_drive_id
from holescan.domain.errors import DependencyFailed
from holescan.domain.files import GOOGLE_FOLDER, GOOGLE_SHORTCUT, FileRef, FolderRef, Listing
from holescan.domain.ids import FileId

ITEM_FIELDS = "id,name,mimeType,size,md5Checksum,webViewLink,shortcutDetails(targetId,targetMimeType)"
LISTING_FIELDS = f"nextPageToken,incompleteSearch,files({ITEM_FIELDS})"
FOLDER_FIELDS = "id,name,mimeType,trashed,webViewLink,shortcutDetails(targetId,targetMimeType)"

Item = Mapping[str, Any]


def listing_of(answer: Item, folder: FolderRef) -> Listing:
    """One page of `files.list` for `folder`. A shortcut to a folder counts as a folder, known by its target's id."""
    items = answer.get("files", [])
    return Listing(
        files=tuple(file_of(item, folder.path) for item in items if not is_folder(item)),
        folders=tuple(folder_of(item, folder.child_path(item["name"])) for item in items if is_folder(item)),
        next_cursor=answer.get("nextPageToken", ""),
        is_incomplete=answer.get("incompleteSearch", False),
    )


def is_folder(item: Item) -> bool:
    """True for a folder and for a shortcut to one."""
    return target_mime_of(item) == GOOGLE_FOLDER


def folder_of(item: Item, path: str) -> FolderRef:
    """A folder, or the folder behind a shortcut, at `path`."""
    return FolderRef(_target_of(item), item["name"], path, item.get("webViewLink", ""))


def file_of(item: Item, path: str) -> FileRef:
    """A file in the folder at `path`."""
    return FileRef(
        file_id=_id(item["id"]),
        name=item["name"],
        path=path,
        mime_type=target_mime_of(item),
        size_bytes=int(item["size"]) if "size" in item else None,
        link=item.get("webViewLink", ""),
        target_id=_target_of(item),
        md5=item.get("md5Checksum", ""),
    )


def target_mime_of(item: Item) -> str:
    """The item's type; a shortcut has its target's, and keeps its own where it leads nowhere."""
    mime_type: str = item["mimeType"]
    if mime_type == GOOGLE_SHORTCUT:
        return str(item.get("shortcutDetails", {}).get("targetMimeType", mime_type))
    return mime_type


def _target_of(item: Item) -> FileId:
    return _id(item.get("shortcutDetails", {}).get("targetId", item["id"]))


def _id(text: str) -> FileId:
    """An id out of Drive's answer; it will stand in later requests, so even Drive may not choose its characters."""
    if not is_drive_id(text):
        raise DependencyFailed("drive", "an id with characters that no Drive id has")
    return FileId(text)
