"""Peak memory of the lister and of the report writer over many files, each in a fresh process over ports that keep nothing.

`python -m bench.scaling.memory lister|report FILES` prints one JSON object. Both load what their Lambdas load.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar, cast

import boto3  # noqa: F401 -- a Lambda has it in memory

from bench.report import match
from holescan.adapters.drive import GoogleDrive  # noqa: F401 -- as has the lister
from holescan.adapters.report.workbook import ExcelReport
from holescan.domain.examination import Examination
from holescan.domain.files import FileRef, FolderRef, Listing
from holescan.domain.ids import FileId, SessionId
from holescan.domain.listing import LoggedPage
from holescan.domain.outcomes import Outcome
from holescan.domain.session import Counters, ScanState
from holescan.protocol.tasks import ReportTask, ScanTask
from tests.fakes.drive import FolderDrive
from tests.fakes.extraction import PlainReportWriter
from tests.fakes.outcomes import MemoryOutcomes
from tests.fakes.queues import MemoryScanQueue
from tests.fakes.storage import MemoryPageLog, MemoryReports
from tests.fakes.table import MemoryTable
from tests.fakes.world import World

T = TypeVar("T")

PAGE = 1000
MATCHING_EVERY = 20


def file(number: int) -> FileRef:
    """A drawing as Drive lists it."""
    file_id = FileId(f"1aBcD{number:028d}")
    name, folder = f"ISO-{number:06d} rev B sheet 1.pdf", f"Area {number % 90}/Unit {number % 7}"
    link = f"https://drive.google.com/file/d/{file_id}/view?usp=drivesdk"
    return FileRef(file_id, name, folder, "application/pdf", 250_000, link, file_id)


class EndlessDrive(FolderDrive):
    """One folder of `files` files, made page by page."""

    def __init__(self, files: int) -> None:
        super().__init__({})
        self._total = files

    def list_folders(
        self,
        folders: Sequence[FolderRef],  # noqa: ARG002
        cursor: str,
        *,
        modified_since: datetime | None = None,  # noqa: ARG002
    ) -> Listing:
        """The page behind a cursor."""
        start = int(cursor or 0)
        end = min(start + PAGE, self._total)
        return Listing(tuple(map(file, range(start, end))), (), str(end) if end < self._total else "")


class ForgetfulLog(MemoryPageLog):
    """Takes pages as S3 would, and is never asked for them: the lister is not restarted here."""

    def write_once(self, session_id: SessionId, page: LoggedPage) -> LoggedPage:  # noqa: ARG002
        """Nothing is stored."""
        return page


class ForgetfulQueue(MemoryScanQueue):
    """Takes tasks as SQS would."""

    def put_all(self, tasks: Any, **_: Any) -> None:
        """Make each body."""
        for task in tasks:
            cast("ScanTask", task).model_dump_json()


class GeneratedOutcomes(MemoryOutcomes):
    """The record of a scan of `files` files, made one by one as it is read."""

    def __init__(self, files: int) -> None:
        super().__init__(MemoryTable())
        self._files = files

    def all(self, session_id: SessionId) -> Iterator[Outcome]:  # noqa: ARG002
        """In the order of their numbers."""
        return (Outcome(file(number), 1, 1, _examined(number)) for number in range(self._files))


class ForgetfulReports(MemoryReports):
    """Looks at the workbook's size and keeps nothing."""

    def put(self, key: str, workbook: Path) -> None:
        """Its size alone is kept."""
        self.stored[key] = str(workbook.stat().st_size).encode()


def _examined(number: int) -> Examination:
    if number % MATCHING_EVERY:
        return Examination(pages=1, characters=400)
    return Examination((match(number),), pages=1, characters=400)


def world_of(files: int) -> World:
    """A world over ports that keep nothing."""
    own: dict[type, object] = {
        MemoryPageLog: ForgetfulLog(),
        MemoryScanQueue: ForgetfulQueue(),
        FolderDrive: EndlessDrive(files),
        MemoryOutcomes: GeneratedOutcomes(files),
        PlainReportWriter: ExcelReport(),
        MemoryReports: ForgetfulReports(),
    }

    def at(port: T) -> T:
        return cast("T", own.get(type(port), port))

    return World({}, at=at)


def measure(role: str, files: int) -> dict[str, object]:
    """Let one Lambda do its work for so many files."""
    world = world_of(files)
    session_id = world.start("HOLE-1")
    before_mb, begin = peak_mb(), perf_counter()
    if role == "lister":
        world.list_files(world.listing_queue.tasks.pop())
        assert world.live(session_id).planned == files  # noqa: S101 -- a bench that lies is none
    else:
        world.table.partitions[session_id].scan = replace(
            world.live(session_id), state=ScanState.PROCESSING, planned=files, total_files=files, listed=True
        )
        world.table.partitions[session_id].counters[1] = Counters(files, files // MATCHING_EVERY)
        world.write_report(ReportTask(session_id=session_id, epoch=1))
        assert world.live(session_id).state is ScanState.COMPLETE  # noqa: S101 -- as above
    return {
        "files": files,
        "seconds": round(perf_counter() - begin, 1),
        "peak_mb": peak_mb(),
        "before_the_first_file_mb": before_mb,
    }


def peak_mb() -> int:
    """Of this program; getrusage would tell the peak of whoever started it, where that was higher."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
