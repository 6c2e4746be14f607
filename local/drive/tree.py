"""The served folder as a tree of items with ids, read live: what changes on disk changes in Drive."""

import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from local.drive.errors import ON_DEMAND, DriveError, not_found
from local.drive.ids import ROOT_ALIAS, item_id, root_id
from local.drive.items import Item
from local.drive.mime import DRIVE_SUFFIX, FOLDER, NATIVE, SHORTCUT_SUFFIX, mime_type_of

_FRESH_NS = 2_000_000_000
"""A folder touched this recently is read again: within one tick of the disk's clock two changes look like one."""


@dataclass(frozen=True, slots=True)
class _Directory:
    modified_ns: int
    names: tuple[str, ...]
    folders: tuple[str, ...]


@dataclass(slots=True)
class DriveTree:
    """Items by id and by folder. Symbolic links and special files are not there.

    Ids are hashes, so an id that was never listed is looked for by walking the tree once; listings are remembered
    per directory until the directory's own time stamp changes.
    """

    folder: Path
    now_ns: Callable[[], int] = time.time_ns
    root_id: str = field(init=False)
    _directories: dict[str, _Directory] = field(default_factory=dict)
    _paths: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder = self.folder.resolve(strict=True)
        self.root_id = root_id(self.folder)
        self._paths[self.root_id] = ""

    def item(self, wanted_id: str) -> Item:
        """The item of this id; "root" is the served folder.

        Raises:
            DriveError: 404.
        """
        canonical = self.root_id if wanted_id == ROOT_ALIAS else wanted_id
        if canonical not in self._paths:
            self._index_all()
        relative = self._paths.get(canonical)
        item = None if relative is None else self._read(relative)
        if item is None:
            raise not_found(wanted_id)
        return item

    def child_names(self, folder: Item) -> tuple[str, ...]:
        """Names in a folder, as on disk, sorted; cheap when asked again. Not every name is an item: see `child`."""
        return self._directory(self._paths[folder.item_id]).names

    def child(self, folder: Item, name: str) -> Item | None:
        """The child of this name; None when it is gone meanwhile, a shared drive, or neither plain file nor folder."""
        child = self._read(_join(self._paths[folder.item_id], name))
        return child if child and child.parent_id else None

    def folders(self) -> Iterator[Item]:
        """Every folder, the served one first."""
        for relative in self._walk():
            if item := self._read(relative):
                yield item

    def drives(self) -> Iterator[Item]:
        """Directories beside My Drive's, by their ending."""
        for name in self._directory("").folders:
            drive = self._read(name) if name.endswith(DRIVE_SUFFIX) else None
            if drive:
                yield drive

    def open(self, item: Item) -> BinaryIO:
        """The file's bytes."""
        return (self.folder / self._paths[item.item_id]).open("rb")

    def _index_all(self) -> None:
        for _ in self._walk():
            pass

    def _walk(self) -> Iterator[str]:
        waiting = [""]
        while waiting:
            relative = waiting.pop()
            yield relative
            waiting.extend(_join(relative, name) for name in self._folders_if_readable(relative))

    def _folders_if_readable(self, relative: str) -> tuple[str, ...]:
        try:
            return self._directory(relative).folders
        except DriveError:
            return ()

    def _directory(self, relative: str) -> _Directory:
        try:
            modified_ns = (self.folder / relative).stat().st_mtime_ns
            known = self._directories.get(relative)
            return known if known and known.modified_ns == modified_ns else self._scan(relative, modified_ns)
        except FileNotFoundError:
            raise not_found(self._id(relative)) from None
        except PermissionError:
            raise DriveError(ON_DEMAND["insufficientFilePermissions"]) from None

    def _scan(self, relative: str, modified_ns: int) -> _Directory:
        with os.scandir(self.folder / relative) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
        directory = _Directory(
            modified_ns,
            names=tuple(name for name, _ in found),
            folders=tuple(name for name, is_folder in found if is_folder),
        )
        if self.now_ns() - modified_ns > _FRESH_NS:
            self._directories[relative] = directory
        for name in directory.names:
            self._paths[self._id(_join(relative, name))] = _join(relative, name)
        return directory

    def _read(self, relative: str) -> Item | None:
        path = self.folder / relative
        try:
            status = path.lstat()
        except FileNotFoundError:
            return None
        is_folder = stat.S_ISDIR(status.st_mode)
        if not is_folder and not stat.S_ISREG(status.st_mode):
            return None
        suffix = "" if is_folder else path.suffix.lower()
        top = relative.partition("/")[0]
        in_drive = top.endswith(DRIVE_SUFFIX)
        self._paths[self._id(relative)] = relative
        return Item(
            item_id=self._id(relative),
            parent_id="" if in_drive and relative == top else self._parent_id(relative),
            name=_shown_name(path.name, suffix or path.suffix),
            mime_type=FOLDER if is_folder else mime_type_of(suffix),
            size_bytes=0 if is_folder else status.st_size,
            modified_ns=status.st_mtime_ns,
            drive_id=self._id(top) if in_drive else "",
        )

    def _parent_id(self, relative: str) -> str:
        return self._id(os.path.dirname(relative)) if relative else ""  # noqa: PTH120 (a name, not a path: may hold anything)

    def _id(self, relative: str) -> str:
        return item_id(os.fsencode(relative)) if relative else self.root_id


def _join(relative: str, name: str) -> str:
    return f"{relative}/{name}" if relative else name


def _shown_name(name: str, suffix: str) -> str:
    """File names are bytes; Drive's are text, and Google's own documents have no ending."""
    shown = name[: -len(suffix)] if suffix in {*NATIVE, SHORTCUT_SUFFIX, DRIVE_SUFFIX} else name
    return os.fsencode(shown).decode(errors="replace")
