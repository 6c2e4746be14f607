"""What a scan will take, from the files it is about. Rough on purpose: it decides whether to start, not what is paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from holescan.domain.files import FileRef
from holescan.domain.prices import LAMBDA_GB_S, TEXTRACT_PAGE
from holescan.domain.quota import LIST_UNITS, units_of
from holescan.domain.recognition import OcrMode

SECONDS_OF_A_FILE = 1.5
"""A worker's, download and reading together: drawings of some pages. cdk/variant.py plans for the same."""

SECONDS_OF_A_PAGE = 2.0
"""A worker's, to draw a page and have its text recognised."""

WORKER_GB = 2
"""cdk/pipeline.py."""

REQUESTS_OF_A_FILE_USD = 2.8e-6
"""Queues, record and messages: bench/results/scale.json, for drawings of 1.5 s."""

SCANNED_SHARE = 0.1
"""A guess: of ten PDFs one is a scan, or has a page that is, and of that one page. Only reading them tells."""


@dataclass(frozen=True, slots=True)
class FileCounts:
    """How many files of which kind, as far as Drive's listing tells.

    Attributes:
        units: of Drive's quota, for all their downloads.
    """

    files: int = 0
    pdfs: int = 0
    pictures: int = 0
    units: int = 0

    @classmethod
    def of(cls, files: Sequence[FileRef], *, max_bytes: int) -> "FileCounts":
        """Count them; what is larger than `max_bytes` is not downloaded."""
        kinds = [file.mime_type for file in files]
        return cls(
            files=len(kinds),
            pdfs=kinds.count("application/pdf"),
            pictures=sum(kind.startswith("image/") for kind in kinds),
            units=sum(units_of(file.size_bytes, max_bytes=max_bytes) for file in files),
        )

    def __add__(self, other: "FileCounts") -> "FileCounts":
        return FileCounts(
            self.files + other.files,
            self.pdfs + other.pdfs,
            self.pictures + other.pictures,
            self.units + other.units,
        )

    def pages_to_recognise(self, mode: OcrMode, budget: int) -> int:
        """Every picture, and a page of so many of the PDFs; no more than the budget."""
        if mode is OcrMode.OFF:
            return 0
        scanned = self.pdfs if mode is OcrMode.ALWAYS else ceil(self.pdfs * SCANNED_SHARE)
        return min(self.pictures + scanned, budget)


@dataclass(frozen=True, slots=True)
class Means:
    """What there is to do the work with.

    Attributes:
        drive_units_per_minute: Drive's quota of one user.
        workers: at a time.
        max_file_bytes: what is larger they do not read.
    """

    drive_units_per_minute: int
    workers: int
    max_file_bytes: int

    def minutes(self, counts: FileCounts, *, pages: int, listings: int) -> float:
        """How long a scan takes that has all of it to itself: whichever is slower, Drive's quota or the workers."""
        by_drive = (counts.units + listings * LIST_UNITS) / self.drive_units_per_minute
        by_workers = _worker_seconds(counts.files, pages) / self.workers / 60
        return max(by_drive, by_workers)


def dollars(*, files: int, pages: int) -> float:
    """What AWS charges for it."""
    per_second = WORKER_GB * LAMBDA_GB_S
    return files * REQUESTS_OF_A_FILE_USD + pages * TEXTRACT_PAGE + _worker_seconds(files, pages) * per_second


def _worker_seconds(files: int, pages: int) -> float:
    return files * SECONDS_OF_A_FILE + pages * SECONDS_OF_A_PAGE
