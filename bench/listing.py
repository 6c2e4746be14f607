"""What listing a large tree takes: python -m bench.listing [--tree 10000x100000].

The lister as it runs in its Lambda, with the real Drive client, against the local Drive over a made-up tree in a process of
its own. The page log and the queue keep nothing but a tally, so that time and memory are the lister's. Checks that each
file was queued once. Prints requests and the bound that is set them, processor time and peak memory, and writes
bench/results/listing.json.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar, cast

from bench.scaling.memory import ForgetfulLog, ForgetfulQueue, peak_mb
from holescan.adapters.drive import DriveSource, bearing
from holescan.domain.access import Access
from holescan.domain.files import FolderRef, Listing
from holescan.domain.listing import FOLDERS_IN_STEP
from holescan.protocol.tasks import ScanTask
from local.drive.synthetic import SyntheticTree
from tests.fakes.drive import FolderDrive
from tests.fakes.queues import MemoryScanQueue
from tests.fakes.storage import MemoryPageLog
from tests.fakes.world import World

T = TypeVar("T")

RESULTS = Path(__file__).parent / "results" / "listing.json"
TOKEN = "ya29.token"  # noqa: S105 -- of a server that lives as long as the bench
ITEMS_IN_PAGE = 1000
CONSTANT = 4
"""The look at the root before the scan, and pages that end with a level."""


@dataclass
class Tally:
    """Requests to Drive, and how often each file was queued."""

    requests: int = 0
    by_number: bytearray = field(default_factory=bytearray)


class CountedSource(DriveSource):
    """Counts its listings; without a date each is one request."""

    tally: Tally

    def list_folders(
        self, folders: Sequence[FolderRef], cursor: str, *, modified_since: datetime | None = None
    ) -> Listing:
        """One more."""
        self.tally.requests += 1
        return super().list_folders(folders, cursor, modified_since=modified_since)


@dataclass(frozen=True)
class CountedDrive:
    """Opens counted sources."""

    api_url: str
    tally: Tally

    @contextmanager
    def open(self, access: Access) -> Iterator[CountedSource]:
        """As GoogleDrive does."""
        source = CountedSource(bearing(access.token), self.api_url)
        source.tally = self.tally
        try:
            yield source
        finally:
            source.close()


class TallyQueue(ForgetfulQueue):
    """Ticks off each file by the number in its id."""

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self._tally = tally

    def put_all(self, tasks: Any, **_: Any) -> None:
        """Make each body, as SQS would want it."""
        for task in tasks:
            cast("ScanTask", task).model_dump_json()
            self._tally.by_number[int(task.file.file_id[-26:])] += 1


def main() -> None:
    """Measure, print, store."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tree", default="10000x100000", help="folders x files")
    size = options.parse_args().tree
    with drive(size) as url:
        figures = measure(url, SyntheticTree.of_size(size))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n")
    print(json.dumps(figures, indent=2))


@contextmanager
def drive(size: str) -> Iterator[str]:
    """A local Drive over a made-up tree; its URL."""
    command = [sys.executable, "-m", "local.drive", "--synthetic", size, "--token", TOKEN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 -- our own
        try:
            assert server.stdout is not None  # noqa: S101 -- it was asked for
            yield server.stdout.readline().partition("/drive/")[0]
        finally:
            server.terminate()


def measure(url: str, tree: SyntheticTree) -> dict[str, Any]:
    """List it."""
    tally = Tally(by_number=bytearray(tree.file_count))
    world = _world(url, tally)
    session_id = world.start("HOLE-1", drive_link=tree.root_id)
    before_mb, begin, cpu = peak_mb(), perf_counter(), process_time()
    world.list_files(world.listing_queue.tasks.pop(), seconds=timedelta(hours=1).total_seconds())
    bound = promised(tree)
    return {
        "folders": tree.folder_count,
        "files": tree.file_count,
        "counted": world.live(session_id).planned,
        "queued_once": tally.by_number.count(1),
        "requests": tally.requests,
        "requests_at_most": round(bound, 1),
        "requests_one_folder_at_a_time": tree.folder_count + 1,
        "seconds": round(perf_counter() - begin, 1),
        "cpu_seconds": round(process_time() - cpu, 1),
        "peak_mb": peak_mb(),
        "before_the_first_folder_mb": before_mb,
    }


def promised(tree: SyntheticTree) -> float:
    """Groups of each level and pages of all items; no group of these folders answers nothing."""
    items = tree.folder_count + tree.file_count
    return sum(ceil(folders / FOLDERS_IN_STEP) for folders in levels(tree)) + items / ITEMS_IN_PAGE + CONSTANT


def levels(tree: SyntheticTree) -> Iterator[int]:
    """Folders on each level, from the top."""
    left, size = tree.folder_count + 1, 1
    while left > 0:
        yield min(size, left)
        left, size = left - size, size * tree.width


def _world(url: str, tally: Tally) -> World:
    own: dict[type, object] = {
        MemoryPageLog: ForgetfulLog(),
        MemoryScanQueue: TallyQueue(tally),
        FolderDrive: CountedDrive(url, tally),
    }

    def at(port: T) -> T:
        return cast("T", own.get(type(port), port))

    return World({}, at=at)


if __name__ == "__main__":
    main()
