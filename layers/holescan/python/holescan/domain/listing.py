"""The walk through a folder tree as a fold over its page log: no clock, no Drive, the same log gives the same walk."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import TypeVar

from holescan.domain.files import FileRef, FolderRef, Listing
from holescan.domain.ids import FileId
from holescan.domain.reasons import Reason

FOLDERS_IN_STEP = 50
"""Drive lists so many parents by one query as fast as one of them; its queries take no more (rclone measured it)."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FolderFailure:
    """A folder that could not be listed, or not to its end: a row of its own in the report."""

    folder: FolderRef
    reason: Reason

    @property
    def message(self) -> str:
        """The reason's, and what takes the place of its retry: that reads files, and lists no folder again."""
        if self.reason.is_final:
            return self.reason.message
        return f"{self.reason.message} This is a folder: start a new scan instead of the retry."


@dataclass(frozen=True, slots=True)
class Step:
    """What to ask Drive for next.

    Attributes:
        folders: to be listed by one query; all in one shared drive, or all elsewhere.
        cursor: where its answer goes on, "" from its beginning.
        is_last_try: these folders were put aside before; what fails now is a failure.
    """

    folders: tuple[FolderRef, ...]
    cursor: str = ""
    is_last_try: bool = False

    @property
    def may_be_put_aside(self) -> bool:
        """True while listing each folder by itself, from its beginning, is something else than this step."""
        return not self.is_last_try and (len(self.folders) > 1 or self.cursor != "")


@dataclass(frozen=True, slots=True)
class LoggedPage:
    """Page n of the log, written once: what this step of the walk added.

    Attributes:
        number: from 0.
        asked: how many folders at the head of the frontier the step was about.
        files: only those no earlier page holds.
        folders: found by this step, not known before, still to be listed.
        next_cursor: where the same step goes on; "" when it is done.
        put_aside: the folders of this step are to be listed one by one, each from its beginning.
        failure: the one folder of this step could not be listed, or not completely.
    """

    number: int
    asked: int = 1
    files: tuple[FileRef, ...] = ()
    folders: tuple[FolderRef, ...] = ()
    next_cursor: str = ""
    put_aside: bool = False
    failure: FolderFailure | None = None


@dataclass(slots=True)
class Walk:
    """Where the listing stands. Breadth first, so that the folders of one step are many.

    A folder is listed once however many paths or shortcuts lead to it, so cycles end. A step whose answer is refused,
    doubtful or incomplete is taken again folder by folder, once: so one bad folder costs no other its files.
    """

    root: FolderRef
    subfolders: bool = True
    pages: int = 0
    _frontier: deque[FolderRef] = field(default_factory=deque)
    _aside: int = 0
    _asked: int = 0
    _cursor: str = ""
    _files: set[FileId] = field(default_factory=set)
    _folders: set[FileId] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._folders.add(self.root.folder_id)
        self._frontier.append(self.root)

    @property
    def next_step(self) -> Step | None:
        """What to ask Drive for; None when the tree is listed."""
        if not self._frontier:
            return None
        if self._cursor:
            return Step(self._head(self._asked), self._cursor, is_last_try=self._aside > 0)
        if self._aside:
            return Step(self._head(1), is_last_try=True)
        return Step(tuple(takewhile(self._goes_with_the_first, self._head(FOLDERS_IN_STEP))))

    def page_of(self, step: Step, listing: Listing) -> LoggedPage:
        """What `listing`, Drive's answer to `step`, adds to the log."""
        aside = step.may_be_put_aside and (listing.is_doubtful or listing.is_incomplete)
        wanted = listing.folders if self.subfolders else ()
        return LoggedPage(
            self.pages,
            asked=len(step.folders),
            files=_first_of_each((f.file_id, f) for f in listing.files if f.file_id not in self._files),
            folders=_first_of_each((f.folder_id, f) for f in wanted if f.folder_id not in self._folders),
            next_cursor="" if aside else listing.next_cursor,
            put_aside=aside,
            failure=_incomplete(step) if listing.is_incomplete and not aside else None,
        )

    def failed_page(self, step: Step, reason: Reason) -> LoggedPage:
        """The page that records that `step` cannot be listed."""
        if step.may_be_put_aside:
            return LoggedPage(self.pages, asked=len(step.folders), put_aside=True)
        return LoggedPage(self.pages, failure=FolderFailure(step.folders[0], reason))

    def take(self, page: LoggedPage) -> None:
        """Go on past a page of the log."""
        self.pages = page.number + 1
        self._asked, self._cursor = page.asked, page.next_cursor
        if page.put_aside:
            self._aside = page.asked
        elif not page.next_cursor:
            self._leave(page.asked)
        self._frontier.extend(page.folders)
        self._files.update(file.file_id for file in page.files)
        self._folders.update(folder.folder_id for folder in page.folders)

    def _leave(self, folders: int) -> None:
        self._aside = max(0, self._aside - folders)
        for _ in range(folders):
            self._frontier.popleft()

    def _head(self, folders: int) -> tuple[FolderRef, ...]:
        return tuple(islice(self._frontier, folders))

    def _goes_with_the_first(self, folder: FolderRef) -> bool:
        first = self._frontier[0]
        return (folder.drive_id, folder.is_closed) == (first.drive_id, first.is_closed)


def _incomplete(step: Step) -> FolderFailure:
    return FolderFailure(step.folders[0], Reason.INCOMPLETE_LISTING)


def _first_of_each(keyed: Iterable[tuple[FileId, T]]) -> tuple[T, ...]:
    unique: dict[FileId, T] = {}
    for key, value in keyed:
        unique.setdefault(key, value)
    return tuple(unique.values())
