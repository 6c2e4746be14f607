"""An item as Drive's File resource: each field made only when the caller's mask wants it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from local.drive.errors import DriveError
from local.drive.items import Item, Tree
from local.drive.mask import Mask
from local.drive.mime import FOLDER, NATIVE, SHORTCUT

_WITHOUT_SIZE = frozenset({FOLDER, SHORTCUT})
_WITHOUT_BYTES = _WITHOUT_SIZE | frozenset(NATIVE.values())


@dataclass(slots=True)
class Checksums:
    """MD5 of files, computed when first asked for and again when the file changed."""

    _known: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def md5(self, tree: Tree, item: Item) -> str:
        """Hex."""
        key = (item.item_id, item.modified_ns, item.size_bytes)
        if key not in self._known:
            with tree.open(item) as opened:
                self._known[key] = hashlib.md5(opened.read(), usedforsecurity=False).hexdigest()
        return self._known[key]


@dataclass(frozen=True, slots=True)
class Resources:
    """Makes File resources.

    Attributes:
        base_url: of this server, for the links a person opens; no slash at the end.
        locks: resource keys of locked items, by id or name.
        closed: names of folders whose children nobody may list.
    """

    tree: Tree
    checksums: Checksums
    base_url: str
    locks: Mapping[str, str] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()

    def file(self, item: Item, mask: Mask) -> dict[str, Any]:
        """The wanted fields of an item; a field the item does not have is left out, as Drive does."""
        made = {name: make(self, item) for name, make in _FIELDS.items() if name in mask}
        return {name: mask.below(name).apply(value) for name, value in made.items() if value is not None}

    def link(self, item: Item) -> str:
        """A page of this server that shows the item."""
        if item.is_folder:
            return f"{self.base_url}/drive/folders/{item.item_id}"
        return f"{self.base_url}/file/d/{item.item_id}/view"

    def md5(self, item: Item) -> str | None:
        """None where Drive has no bytes of its own."""
        return None if item.mime_type in _WITHOUT_BYTES else self.checksums.md5(self.tree, item)

    def shortcut_details(self, item: Item) -> dict[str, str] | None:
        """Where a shortcut leads; nothing for one whose target is gone."""
        if item.mime_type != SHORTCUT:
            return None
        target = self._target(item)
        if target is None:
            return None
        key = self.resource_key(target)
        details = {"targetId": target.item_id, "targetMimeType": target.mime_type}
        return details | {"targetResourceKey": key} if key else details

    def resource_key(self, item: Item) -> str | None:
        """What a request must show to see the item; None for most."""
        return self.locks.get(item.item_id) or self.locks.get(item.name)

    def _target(self, shortcut: Item) -> Item | None:
        try:
            with self.tree.open(shortcut) as opened:
                return self.tree.item(opened.read().decode().strip())
        except DriveError:
            return None

    def capabilities(self, item: Item) -> dict[str, bool]:
        """Google shows a folder of limited access to people who may not see what is in it."""
        return {"canListChildren": item.is_folder and item.name not in self.closed, "canDownload": not item.is_folder}


def _size(_resources: Resources, item: Item) -> str | None:
    return None if item.mime_type in _WITHOUT_SIZE else str(item.size_bytes)


def _modified_time(_resources: Resources, item: Item) -> str:
    instant = datetime.fromtimestamp(item.modified_ns // 1_000_000 / 1000, UTC)
    return instant.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


_FIELDS: Mapping[str, Callable[[Resources, Item], Any]] = {
    "kind": lambda _resources, _item: "drive#file",
    "id": lambda _resources, item: item.item_id,
    "name": lambda _resources, item: item.name,
    "mimeType": lambda _resources, item: item.mime_type,
    "parents": lambda _resources, item: [item.parent_id] if item.parent_id else None,
    "trashed": lambda _resources, _item: False,
    "modifiedTime": _modified_time,
    "size": _size,
    "md5Checksum": Resources.md5,
    "webViewLink": Resources.link,
    "shortcutDetails": Resources.shortcut_details,
    "driveId": lambda _resources, item: item.drive_id or None,
    "resourceKey": Resources.resource_key,
    "capabilities": Resources.capabilities,
}
