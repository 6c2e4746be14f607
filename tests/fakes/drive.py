"""FolderDrive: a Google Drive over a dict of folders and files, which fails where the test says so."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TypeAlias

from holescan.domain.access import Access
from holescan.domain.drive_links import Place
from holescan.domain.errors import FileUnreadable, QuotaSpent, TokenRefused
from holescan.domain.files import FileRef, FolderRef, Listing
from holescan.domain.ids import UNKNOWN_ACCOUNT, AccountId, FileId
from holescan.domain.reasons import Reason
from holescan.ports import FileSource

Tree: TypeAlias = Mapping[str, "bytes | Tree"]

ROOT_ID = FileId("root")

ABOUT = FileId("about")
"""What the question whose token it is counts as being about."""


def id_of(path: str) -> FileId:
    """The id FolderDrive gives to the item at a path from the root: "sub/a.pdf" is "sub_a_pdf"."""
    return FileId(re.sub(r"[^A-Za-z0-9-]", "_", path)) if path else ROOT_ID


class FolderDrive:
    """The Drive port and its FileSource in one.

    Attributes:
        refused: tokens that Google does not accept.
        accounts: whose tokens are; of others Drive says nothing.
        is_spent: the quota of the day is used up.
        address: of the deployment's own account.
        before_each: called before each call that Google may refuse, so that a test can let the world move in between.
        until: how long who opened it last could wait for the turn of a download.
        calls: (method, id) of every call that was let through to the tree, in order; of several ids the first.
    """

    def __init__(self, tree: Tree, *, name: str = "Drawings", page_size: int = 1000) -> None:
        self._name = name
        self._page_size = page_size
        self._files: dict[FileId, tuple[FileRef, bytes]] = {}
        self._folders: dict[FileId, tuple[FolderRef, list[FileRef | FolderRef]]] = {}
        self._failures: dict[FileId, list[Exception]] = {}
        self._incomplete: set[FileId] = set()
        self._forgotten: set[FileId] = set()
        self._modified_at: dict[FileId, datetime] = {}
        self._shared_drives: list[FileRef | FolderRef] = []
        self.refused: set[str] = set()
        self.accounts: dict[str, AccountId] = {}
        self.is_spent = False
        self.address = ""
        self.before_each: Callable[[], None] | None = None
        self.until: datetime | None = None
        self.calls: list[tuple[str, FileId]] = []
        self._plant(FolderRef(ROOT_ID, name, "", _link(ROOT_ID)), tree)

    @property
    def files(self) -> list[FileRef]:
        """Every file there is."""
        return [file for file, _ in self._files.values()]

    def fail(self, item_id: FileId, error: Exception, *, times: int = 1000) -> None:
        """The next `times` calls about this item raise `error`."""
        self._failures[item_id] = [error] * times

    def refuse_after(self, calls: int, token: str) -> None:
        """Google takes the token for so many calls more."""
        self.before_each = self._countdown(calls, lambda: self.refused.add(token))

    def spend_after(self, calls: int) -> None:
        """The quota is there again, for so many calls."""
        self.is_spent = False
        self.before_each = self._countdown(calls, self._spend)

    def hide_part_of(self, folder_id: FileId) -> None:
        """From now on Drive says of this folder that it did not search everything."""
        self._incomplete.add(folder_id)

    def forget_in_groups(self, folder_id: FileId) -> None:
        """From now on a query for this folder and others finds nothing, as Drive's queries for several sometimes do."""
        self._forgotten.add(folder_id)

    def modified(self, file_id: FileId, at: datetime) -> None:
        """The file was last changed then."""
        self._modified_at[file_id] = at

    def resize(self, file_id: FileId, size_bytes: int | None) -> None:
        """Drive's listing says that the file is so large, whatever there is to download."""
        file, content = self._files[file_id]
        resized = replace(file, size_bytes=size_bytes)
        self._files[file_id] = (resized, content)
        for _, children in self._folders.values():
            children[:] = [resized if child == file else child for child in children]

    def share(self, name: str, tree: Tree) -> None:
        """One shared drive more."""
        drive_id = id_of(name)
        drive = FolderRef(drive_id, name, "", drive_id=drive_id)
        self._shared_drives.append(drive)
        self._plant(drive, tree)

    @contextmanager
    def open(self, access: Access, *, until: datetime | None = None) -> Iterator[FileSource]:
        self.until = until
        yield _Opened(self, access.token)

    def own_address(self) -> str:
        return self.address

    def find(self, place: Place) -> FolderRef | FileRef:
        self._meet("find", place.item_id)
        if place.item_id in self._files:
            return self._files[place.item_id][0]
        return self._folder(place.item_id)[0]

    def list_folders(
        self, folders: Sequence[FolderRef], cursor: str, *, modified_since: datetime | None = None
    ) -> Listing:
        self._meet("list_folders", *(folder.folder_id for folder in folders))
        is_forgotten = len(folders) > 1 and any(folder.folder_id in self._forgotten for folder in folders)
        children = [] if is_forgotten else self._children(folders, modified_since)
        page = _page(children, cursor, self._page_size)
        return replace(
            page,
            is_incomplete=any(folder.folder_id in self._incomplete for folder in folders),
            is_doubtful=len(folders) > 1 and not children,
        )

    def subfolders(self, folder: FolderRef, cursor: str, *, limit: int) -> Listing:
        self._meet("subfolders", folder.folder_id)
        folders = [child for child in self._children([folder]) if isinstance(child, FolderRef)]
        return _page(sorted(folders, key=lambda child: child.name), cursor, limit)

    def count_files(self, folder: FolderRef) -> int:
        self._meet("count_files", folder.folder_id)
        return sum(isinstance(child, FileRef) for child in self._children([folder]))

    def shared_drives(self, cursor: str, *, limit: int) -> Listing:
        return _page(self._shared_drives, cursor, limit)

    def account_of(self, token: str) -> AccountId:
        self._meet("account", ABOUT)
        return self.accounts.get(token, UNKNOWN_ACCOUNT)

    def download(self, file: FileRef, target: Path, *, max_bytes: int) -> None:
        self._meet("download", file.file_id)
        if file.target_id not in self._files:
            raise FileUnreadable(Reason.NOT_FOUND)
        content = self._files[file.target_id][1]
        if len(content) > max_bytes:
            raise FileUnreadable(Reason.TOO_LARGE)
        target.write_bytes(content)

    def _spend(self) -> None:
        self.is_spent = True

    def _countdown(self, calls: int, then: Callable[[], object]) -> Callable[[], None]:
        left = count(calls, -1)

        def step() -> None:
            if next(left) == 0:
                self.before_each = None
                then()

        return step

    def _plant(self, folder: FolderRef, tree: Tree) -> None:
        children: list[FileRef | FolderRef] = []
        self._folders[folder.folder_id] = (folder, children)
        for name, content in tree.items():
            path = folder.child_path(name)
            if isinstance(content, bytes):
                children.append(self._file(folder, name, content))
            else:
                children.append(FolderRef(id_of(path), name, path, _link(id_of(path))))
                self._plant(FolderRef(id_of(path), name, path, _link(id_of(path))), content)

    def _file(self, folder: FolderRef, name: str, content: bytes) -> FileRef:
        file_id = id_of(folder.child_path(name))
        file = FileRef(file_id, name, folder.path, "application/pdf", len(content), _link(file_id), file_id)
        self._files[file_id] = (file, content)
        return file

    def _children(
        self, folders: Sequence[FolderRef], modified_since: datetime | None = None
    ) -> list[FileRef | FolderRef]:
        inside = [child for folder in folders for child in self._folder(folder.folder_id)[1]]
        return [child for child in inside if modified_since is None or self._is_newer(child, modified_since)]

    def _is_newer(self, child: FileRef | FolderRef, since: datetime) -> bool:
        return isinstance(child, FolderRef) or self._modified_at.get(child.file_id, since) >= since

    def _folder(self, folder_id: FileId) -> tuple[FolderRef, list[FileRef | FolderRef]]:
        if folder_id not in self._folders:
            raise FileUnreadable(Reason.NOT_FOUND)
        return self._folders[folder_id]

    def _meet(self, method: str, *item_ids: FileId) -> None:
        for item_id in item_ids:
            if waiting := self._failures.get(item_id):
                raise waiting.pop()
        self.calls.append((method, item_ids[0]))


class _Opened:
    """The drive as one token sees it."""

    def __init__(self, drive: FolderDrive, token: str) -> None:
        self._drive = drive
        self._token = token

    def find(self, place: Place) -> FolderRef | FileRef:
        return self._checked().find(place)

    def list_folders(
        self, folders: Sequence[FolderRef], cursor: str, *, modified_since: datetime | None = None
    ) -> Listing:
        return self._checked().list_folders(folders, cursor, modified_since=modified_since)

    def subfolders(self, folder: FolderRef, cursor: str, *, limit: int) -> Listing:
        return self._checked().subfolders(folder, cursor, limit=limit)

    def count_files(self, folder: FolderRef) -> int:
        return self._checked().count_files(folder)

    def shared_drives(self, cursor: str, *, limit: int) -> Listing:
        return self._checked().shared_drives(cursor, limit=limit)

    def account(self) -> AccountId:
        return self._drive.account_of(self._token)

    def download(self, file: FileRef, target: Path, *, max_bytes: int) -> None:
        self._checked().download(file, target, max_bytes=max_bytes)

    def _checked(self) -> FolderDrive:
        if self._drive.before_each is not None:
            self._drive.before_each()
        if self._token in self._drive.refused:
            raise TokenRefused
        if self._drive.is_spent:
            raise QuotaSpent
        return self._drive


def _page(items: Sequence[FileRef | FolderRef], cursor: str, size: int) -> Listing:
    start = int(cursor or 0)
    end = start + size
    page = items[start:end]
    return Listing(
        files=tuple(item for item in page if isinstance(item, FileRef)),
        folders=tuple(item for item in page if isinstance(item, FolderRef)),
        next_cursor=str(end) if end < len(items) else "",
    )


def _link(item_id: FileId) -> str:
    return f"https://drive.example/{item_id}"
