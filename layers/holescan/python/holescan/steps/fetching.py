"""Downloads the next files of a batch while the reading process works on the one before."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from holescan.domain.access import Access
from holescan.domain.files import FileRef
from holescan.domain.ids import FileId
from holescan.ports import FileFetcher, PacedDrive


@contextmanager
def fetching(
    drive: PacedDrive, access: Access, files: Sequence[FileRef], *, until: datetime, max_bytes: int, ahead: int
) -> Iterator[FileFetcher]:
    """Drive for the length of the block, with `files`, in this order, begun before they are asked for.

    Args:
        until: when it is too late to read a file.
        ahead: so many files at most are on the disk, or on their way to it, before they are asked for; so many downloads
            run at once, each with a connection of its own. 0: nothing is begun.
    """
    with ExitStack() as stack:
        own = _Fetcher(access, stack.enter_context(drive.open(access, until=until)))
        if ahead == 0 or not files:
            yield own
            return
        lent: SimpleQueue[FileFetcher] = SimpleQueue()
        for _ in range(min(ahead, len(files))):
            lent.put(_Fetcher(access, stack.enter_context(drive.open(access, until=until))))
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="holescan-ahead-")))
        threads = ThreadPoolExecutor(max_workers=ahead, thread_name_prefix="download")
        # Before the connections and the folder go, whatever the block died of.
        stack.callback(threads.shutdown, wait=True, cancel_futures=True)
        fetcher = _Ahead(own, lent, threads, folder, max_bytes, ahead, deque(files))
        fetcher.keep_ahead()
        yield fetcher


@dataclass(frozen=True, slots=True)
class _Fetcher:
    """A FileFetcher whose refusals say to whose access they were."""

    access: Access
    source: FileFetcher

    def download(self, file: FileRef, target: Path, *, max_bytes: int) -> None:
        """The bytes."""
        with self.access.in_use():
            self.source.download(file, target, max_bytes=max_bytes)


@dataclass(slots=True)
class _Ahead:
    """A FileFetcher for one thread to ask. What went wrong with a file is raised where that file is asked for."""

    own: FileFetcher
    lent: "SimpleQueue[FileFetcher]"
    threads: Executor
    folder: Path
    max_bytes: int
    ahead: int
    waiting: deque[FileRef]
    begun: dict[FileId, tuple["Future[None]", Path]] = field(default_factory=dict)

    def download(self, file: FileRef, target: Path, *, max_bytes: int) -> None:
        """What was begun, once it is there. What was not, or was asked for before, is downloaded now."""
        if file.file_id not in self.begun:
            self.own.download(file, target, max_bytes=max_bytes)
            return
        future, path = self.begun[file.file_id]
        try:
            future.result()
            path.replace(target)
        finally:
            path.unlink(missing_ok=True)
            del self.begun[file.file_id]
            self.keep_ahead()

    def keep_ahead(self) -> None:
        """Begin files until as many are begun as may be."""
        while self.waiting and len(self.begun) < self.ahead:
            file = self.waiting.popleft()
            path = self.folder / file.file_id
            self.begun[file.file_id] = (self.threads.submit(self._fetch, file, path), path)

    def _fetch(self, file: FileRef, path: Path) -> None:
        source = self.lent.get_nowait()
        try:
            source.download(file, path, max_bytes=self.max_bytes)
        finally:
            self.lent.put(source)
