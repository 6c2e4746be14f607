"""What `holescan find` tells a program: one JSON object a file, and the exit code that sums it up."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from client.errors import ExitCode
from holescan.domain.examination import Examination, Match

_MATCH_FIELDS = ("code", "found_as", "page", "count", "snippet", "how", "weak", "place")


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
        "near": list(map(asdict, examination.near)),
    }
    return json.dumps(row, ensure_ascii=False)


def exit_code_of(examined: Iterable[Examined]) -> ExitCode:
    """2 when anything stayed unread; else 0 with a match and 1 without."""
    examinations = [each.examination for each in examined]
    if any(examination.unread for examination in examinations):
        return ExitCode.INCOMPLETE
    return ExitCode.OK if any(examination.matches for examination in examinations) else ExitCode.FAILED


def _match_row(match: Match) -> dict[str, object]:
    return {field: getattr(match, field) for field in _MATCH_FIELDS}
