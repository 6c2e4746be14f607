"""What `holescan find` prints: one JSON object a file, or a table, and the exit code that sums it up."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from client.errors import ExitCode
from holescan.domain.outcomes import Examination, FileStatus, Match
from holescan.domain.text import Unread

_STYLES = {FileStatus.MATCH: "green", FileStatus.NO_MATCH: "dim", FileStatus.NOT_EXAMINED: "yellow"}
_MATCH_FIELDS = ("code", "found_as", "page", "count", "snippet", "how", "weak", "place")
_SHOWN_GAPS = 3
_NEVER_WRAPPED = frozenset({"status", "code"})


@dataclass(frozen=True, slots=True)
class Examined:
    """A local file and what was found out about it."""

    path: Path
    examination: Examination


def json_line(examined: Examined) -> str:
    """The file as one JSON object on one line."""
    examination = examined.examination
    row = {
        "file": str(examined.path),
        "status": examination.status,
        "reason": examination.reason,
        "pages": examination.pages,
        "matches": [_match_row(match) for match in examination.matches],
        "unread": [{"place": gap.place, "reason": gap.reason} for gap in examination.unread],
    }
    return json.dumps(row, ensure_ascii=False)


def table(examined: Sequence[Examined]) -> Table:
    """A row for each code of each file; a file without one has a row that says why."""
    made = Table(box=None, pad_edge=False)
    for heading in ("file", "status", "code", "found as", "page", "count", "where, or why not"):
        made.add_column(heading, overflow="fold", no_wrap=heading in _NEVER_WRAPPED)
    for each in examined:
        _add_rows(made, each)
    counts = [sum(each.examination.status is status for each in examined) for status in FileStatus]
    made.caption = "{} files with codes, {} without, {} not examined".format(*counts)
    return made


def exit_code_of(examined: Iterable[Examined]) -> ExitCode:
    """2 when anything stayed unread; else 0 with a match and 1 without."""
    examinations = [each.examination for each in examined]
    if any(examination.unread for examination in examinations):
        return ExitCode.INCOMPLETE
    return ExitCode.OK if any(examination.matches for examination in examinations) else ExitCode.FAILED


def _match_row(match: Match) -> dict[str, object]:
    return {field: getattr(match, field) for field in _MATCH_FIELDS}


def _add_rows(made: Table, examined: Examined) -> None:
    examination, status = examined.examination, examined.examination.status
    file, shown_status = escape(str(examined.path)), f"[{_STYLES[status]}]{status}[/]"
    for match in examination.matches:
        page = str(match.page) if match.page else escape(match.place)
        cells = (match.code, match.found_as, match.snippet)
        code, found_as, snippet = map(escape, cells)
        made.add_row(file, shown_status, code, found_as, page, str(match.count), snippet)
    if examination.unread or not examination.matches:
        made.add_row(file, shown_status, "", "", "", "", escape(_gaps(examination.unread)))


def _gaps(unread: Sequence[Unread]) -> str:
    told = [f"{gap.place}: {gap.reason}" if gap.place else gap.reason.message for gap in unread[:_SHOWN_GAPS]]
    more = len(unread) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "")
