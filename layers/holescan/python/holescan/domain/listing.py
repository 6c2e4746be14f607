"""The walk through a folder tree as a fold over its page log: no clock, no Drive, the same log gives the same walk."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from holescan.domain.files import FileRef, FolderRef, Listing
from holescan.domain.ids import FileId
from holescan.domain.reasons import Reason

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FolderFailure:
    """A folder that could not be listed, or not to its end: a row of its own in the report."""

    folder: FolderRef
    reason: Reason


@dataclass(frozen=True, slots=True)
class Step:
    """The folder to ask Drive for next, and where in it to go on ("" from its beginning)."""

    folder: FolderRef
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class LoggedPage:
    """Page n of the log, written once: what this step of the walk added.

    Attributes:
        number: from 0.
        step: what Drive was asked for.
        files: only those no earlier page holds.
        folders: found by this step, not known before, still to be listed.
        next_cursor: where the same folder goes on; "" when it is done.
        failure: the folder could not be listed, or not completely.
    """

    number: int
    step: Step
    files: tuple[FileRef, ...]
    folders: tuple[FolderRef, ...] = ()
    next_cursor: str = ""
    failure: FolderFailure | None = None


@dataclass(slots=True)
class Walk:
    """Where the listing stands. Depth first, so that the frontier stays short in deep trees.

    A folder is listed once however many paths or shortcuts lead to it, so cycles end.
    """

    root: FolderRef
    subfolders: bool = True
    pages: int = 0
    _frontier: list[Step] = field(default_factory=list)
    _files: set[FileId] = field(default_factory=set)
    _folders: set[FileId] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._folders.add(self.root.folder_id)
        self._frontier.append(Step(self.root))

    @property
    def next_step(self) -> Step | None:
        """What to ask Drive for; None when the tree is listed."""
        return self._frontier[-1] if self._frontier else None

    def page_of(self, step: Step, listing: Listing) -> LoggedPage:
        """What `listing`, Drive's answer to `step`, adds to the log."""
        files = _first_of_each((file.file_id, file) for file in listing.files if file.file_id not in self._files)
        wanted = listing.folders if self.subfolders else ()
        folders = _first_of_each((f.folder_id, f) for f in wanted if f.folder_id not in self._folders)
        failure = FolderFailure(step.folder, Reason.INCOMPLETE_LISTING) if listing.is_incomplete else None
        return LoggedPage(self.pages, step, files, folders, listing.next_cursor, failure)

    def failed_page(self, step: Step, reason: Reason) -> LoggedPage:
        """The page that records that `step` cannot be listed."""
        return LoggedPage(self.pages, step, files=(), failure=FolderFailure(step.folder, reason))

    def take(self, page: LoggedPage) -> None:
        """Go on past a page of the log."""
        self.pages = page.number + 1
        self._frontier.pop()
        if page.next_cursor:
            self._frontier.append(Step(page.step.folder, page.next_cursor))
        self._frontier.extend(Step(folder) for folder in reversed(page.folders))
        self._files.update(file.file_id for file in page.files)
        self._folders.update(folder.folder_id for folder in page.folders)


def _first_of_each(keyed: Iterable[tuple[FileId, T]]) -> tuple[T, ...]:
    unique: dict[FileId, T] = {}
    for key, value in keyed:
        unique.setdefault(key, value)
    return tuple(unique.values())
