"""Peak memory and seconds of the Excel report for 100,000 files: python bench/report.py -> bench/results/report.json.

The writer runs in a fresh process without lxml, as it does in the Lambda. Every third file carries two of 20,000 codes,
every tenth was not examined.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from holescan.adapters.report.workbook import ExcelReport
from holescan.domain.examination import Examination, How, Match
from holescan.domain.files import FileRef
from holescan.domain.ids import FileId, OwnerId, SessionId
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters, LiveScan, ScanState, Session
from holescan.ports import ReportContents

FILES = 100_000
CODES = 20_000
TARGET_MB = 512
RESULT = Path(__file__).parent / "results" / "report.json"


def outcomes(files: int) -> Iterator[Outcome]:
    """Made one at a time, as the store gives them."""
    for number in range(files):
        file_id = FileId(f"1aBcD{number:028d}")
        name = f"ISO-{number:06d} rev B sheet 1.pdf"
        link = f"https://drive.google.com/file/d/{file_id}/view?usp=drivesdk"
        file = FileRef(
            file_id, name, f"Area {number % 90}/Unit {number % 7}", "application/pdf", 250_000, link, file_id
        )
        yield Outcome(file, 1, 1, examination(number))


def examination(number: int) -> Examination:
    """What was seen in file `number`."""
    if number % 10 == 0:
        return Examination.failed(Reason.PASSWORD)
    if number % 3:
        return Examination(pages=3, characters=4000)
    return Examination((match(number), match(number + 7)), pages=3, characters=4000)


def match(number: int) -> Match:
    """One code, with a snippet of the usual length."""
    code = f"HOLE-{number % CODES}"
    return Match(
        code, code, How.EXACT, False, 2, 1, (1, 2), "", f"DRILL LOG FOR {code} AS BUILT, SEE DETAIL 4 ON SHEET 2"
    )


def contents(files: int) -> ReportContents:
    """A finished scan."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    end = start + timedelta(hours=1)
    session_id = SessionId("0" * 32)
    session = Session(
        session_id, OwnerId("a" * 64), FileId("f"), "Drawings", "https://drive.google.com/", {}, CODES, (), start, end
    )
    live = LiveScan(session_id, ScanState.REPORTING, 1, files, True, True, Counters(files), end, total_files=files)
    codes = tuple(f"HOLE-{number}" for number in range(CODES))
    return ReportContents(session, live, codes, lambda: outcomes(files), (), end)


def measure(files: int) -> None:
    """Runs in the fresh process; prints one JSON object."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.xlsx"
        start = perf_counter()
        ExcelReport().write(contents(files), target)
        seconds = perf_counter() - start
        size = target.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"files": files, "seconds": round(seconds, 1), "peak_mb": peak, "xlsx_bytes": size}))


def main() -> None:
    """Measure in a child, keep and print the figures."""
    child = [sys.executable, __file__, "--measure"]
    run = subprocess.run(child, check=True, capture_output=True, text=True, env={"OPENPYXL_LXML": "False"})  # noqa: S603  # our own file
    result = {**json.loads(run.stdout), "target_peak_mb": TARGET_MB, "lxml": False}
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result))


if __name__ == "__main__":
    measure(FILES) if "--measure" in sys.argv else main()
