"""`estimate_scan`: how many files, how long and how much, before anything is started."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from holescan.domain.access import Access
from holescan.domain.errors import Throttled
from holescan.domain.estimates import FileCounts, Means, dollars
from holescan.domain.files import FileRef, FolderRef
from holescan.domain.listing import LoggedPage, Walk
from holescan.ports import Clock, FileSource
from holescan.protocol.client import EstimateScan
from holescan.protocol.rows import cut
from holescan.protocol.server import Estimate
from holescan.steps.asking import Asking
from holescan.steps.callers import Caller
from holescan.steps.folders import Folders
from holescan.steps.scan_requests import ScanRequests

LOOK_FOR = timedelta(seconds=16)
"""From the action's coming on: API Gateway waits 29 s, and Drive's last answer may be slow."""

NAME_BYTES = 512


@dataclass(frozen=True, slots=True)
class EstimateWork:
    """Walk the tree as far as the time goes, and reckon.

    Raises:
        RequestRejected: what `start_scan` would refuse.
    """

    requests: ScanRequests
    folders: Folders
    clock: Clock
    means: Means

    def __call__(self, action: EstimateScan, caller: Caller) -> Estimate:
        """Answer ESTIMATE."""
        until = self.clock.now() + LOOK_FOR
        codes = self.requests.codes(action, caller.owner)
        with self.folders.opened(action.token) as source:
            found = source.find(self.requests.place(action))
            seen = self._seen(source, found, action, until)
        files, granted = seen.counts.files, self.requests.options(action)
        pages = seen.counts.pages_to_recognise(granted.options.ocr, granted.options.ocr_page_budget)
        return Estimate(
            request_id=action.request_id,
            folder_name=cut(found.name, NAME_BYTES),
            total_codes=len(codes.codes),
            files=files,
            minutes=round(self.means.minutes(seen.counts, pages=pages, listings=seen.listings), 2),
            usd=round(dollars(files=files, pages=pages), 4),
            ocr_pages=pages,
            is_partial=seen.is_partial,
            warnings=(*codes.urgent_warnings(), *granted.warnings),
        )

    def _seen(self, source: FileSource, found: FolderRef | FileRef, action: EstimateScan, until: datetime) -> "_Seen":
        options = action.options
        max_bytes = options.largest_file(self.means.max_file_bytes)
        if isinstance(found, FileRef):
            return _Seen(max_bytes, FileCounts.of([found], max_bytes=max_bytes))
        walk, seen = Walk(found, subfolders=options.subfolders), _Seen(max_bytes)
        asking = Asking(source, Access(action.token), walk, options.selection)
        with suppress(Throttled):  # then what was seen by now has to do
            while (step := walk.next_step) and self.clock.now() < until:
                seen.add(asking.page(step), walk)
        seen.is_partial |= walk.next_step is not None
        return seen


@dataclass(slots=True)
class _Seen:
    """What the walk came by. A folder that could not be listed makes it partial, too."""

    max_bytes: int
    counts: FileCounts = field(default_factory=FileCounts)
    listings: int = 0
    is_partial: bool = False

    def add(self, page: LoggedPage, walk: Walk) -> None:
        walk.take(page)
        self.counts += FileCounts.of(page.files, max_bytes=self.max_bytes)
        self.listings += 1
        self.is_partial |= page.failure is not None
