"""The list sheets: which columns each has and which rows a file, a folder or a code gives."""

from collections.abc import Iterable, Iterator

from holescan.adapters.report.reason_words import REASON_WORDS
from holescan.adapters.report.tables import Column, Link, Value
from holescan.adapters.report.tally import CodeTally
from holescan.domain.examination import FileStatus, How, Match, NearMiss, NearMissKind
from holescan.domain.files import FileRef
from holescan.domain.listing import FolderFailure
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread

Row = tuple[Value, ...]

MATCHES = "Matches"
MATCH_COLUMNS = (
    Column("Hole code", 22),
    Column("File name", 38),
    Column("Path", 38),
    Column("Page", 8),
    Column("Place", 16),
    Column("Found as", 22),
    Column("How", 17),
    Column("Weak", 8),
    Column("Places", 9),
    Column("Snippet", 70),
    Column("Link", 10),
)

BY_CODE = "By code"
BY_CODE_COLUMNS = (
    Column("Hole code", 22),
    Column("Files", 9),
    Column("Places", 9),
    Column("How", 17),
    Column("Weak", 8),
    Column("File names", 100),
)

NOT_FOUND = "Codes not found"
NOT_FOUND_COLUMNS = (
    Column("Hole code", 30),
    Column("What this means", 42),
    Column("Something like it", 26),
    Column("Why that does not count", 42),
    Column("File name", 38),
    Column("Path", 38),
    Column("Page", 8),
    Column("Place", 16),
    Column("Link", 10),
)

NOT_EXAMINED = "Not examined"
NOT_EXAMINED_COLUMNS = (
    Column("Item", 38),
    Column("Kind", 14),
    Column("Path", 38),
    Column("What was not read", 34),
    Column("Reason", 36),
    Column("What to do", 90),
    Column("Link", 10),
)

ALL_FILES = "All files"
ALL_FILES_COLUMNS = (
    Column("File name", 38),
    Column("Path", 38),
    Column("Verdict", 22),
    Column("Codes", 8),
    Column("Pages read", 11),
    Column("Characters read", 16),
    Column("Parts not read", 14),
    Column("Reason", 36),
    Column("Size in bytes", 14),
    Column("Attempts", 10),
    Column("Link", 10),
)

_VERDICTS = {
    FileStatus.MATCH: "Match",
    FileStatus.NO_MATCH: "No match",
    FileStatus.NOT_EXAMINED: "Not examined",
}

HOW_WORDS = {How.EXACT: "as written", How.NORMALISED: "spelled otherwise", How.OCR: "look-alikes"}

_WHY_NOT = {
    NearMissKind.LONGER_CODE: "part of a longer code",
    NearMissKind.LEADING_ZEROS: "zeros before a number differ",
    NearMissKind.LOOKALIKE: "characters that are easily misread differ",
    NearMissKind.SPELLING: "case, dashes or spaces differ",
}


def match_rows(outcome: Outcome) -> Iterator[Row]:
    """One row per code of the file, strong codes first."""
    for match in sorted(outcome.examination.matches, key=lambda match: match.weak):
        yield _match_row(outcome, match)


def by_code_row(code: str, tally: CodeTally) -> Row:
    """One row per code that was found."""
    more = tally.files - len(tally.names)
    names = "; ".join(tally.names) + (f"; … and {more:,} more" if more else "")
    return (code, tally.files, tally.places, HOW_WORDS[tally.how], _weak_mark(tally.weak), names)


def not_found_rows(code: str, near: Iterable[tuple[NearMiss, FileRef]], *, everything_was_read: bool) -> Iterator[Row]:
    """A row for each place that is like a code that no file showed, or one without; says how certain it is."""
    meaning = "In none of the files."
    if not everything_was_read:
        meaning = "In none of what was read. It may still stand in what the sheet Not examined lists."
    rows = [(code, meaning, *_near_miss(miss, file)) for miss, file in near]
    yield from rows or [(code, meaning)]


def folder_not_examined_row(failure: FolderFailure) -> Row:
    """A folder whose files may be missing from the whole report."""
    folder = failure.folder
    label = REASON_WORDS[failure.reason]
    return (folder.name, "Folder", folder.path, "files in it", label, failure.message, Link(folder.link))


def not_examined_rows(outcome: Outcome) -> Iterator[Row]:
    """One row per reason why something of the file was not read; none for a file that was read to its end."""
    file = outcome.file
    for reason, places in _places_by_reason(outcome.examination.unread).items():
        kind = "File" if outcome.status is FileStatus.NOT_EXAMINED else "Part of a file"
        yield (file.name, kind, file.path, "; ".join(places), REASON_WORDS[reason], reason.message, Link(file.link))


def file_row(outcome: Outcome) -> Row:
    """One row per listed file."""
    file, seen = outcome.file, outcome.examination
    return (
        file.name,
        file.path,
        _verdict(outcome),
        len(seen.matches),
        seen.pages,
        seen.characters,
        len(seen.unread),
        REASON_WORDS[seen.unread[0].reason] if seen.unread else None,
        file.size_bytes,
        outcome.attempt,
        Link(file.link),
    )


def _match_row(outcome: Outcome, match: Match) -> Row:
    file = outcome.file
    return (
        match.code,
        file.name,
        file.path,
        match.page,
        match.place or None,
        match.found_as,
        HOW_WORDS[match.how],
        _weak_mark(match.weak),
        match.count,
        match.snippet,
        Link(file.link),
    )


def _near_miss(miss: NearMiss, file: FileRef) -> Row:
    return (
        miss.found_as,
        _WHY_NOT[miss.why],
        file.name,
        file.path,
        miss.page,
        miss.place or None,
        Link(file.link),
    )


def _places_by_reason(unread: Iterable[Unread]) -> dict[Reason, list[str]]:
    places: dict[Reason, list[str]] = {}
    for part in unread:
        places.setdefault(part.reason, []).append(part.place or "the whole file")
    return places


def _verdict(outcome: Outcome) -> str:
    in_part = outcome.status is FileStatus.MATCH and outcome.examination.unread
    return _VERDICTS[outcome.status] + (", read in part" if in_part else "")


def _weak_mark(weak: bool) -> str | None:
    return "weak" if weak else None
