"""What a person sees of `holescan find`: a bar while it reads, and tables of what was found and what was not."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from client.find_output import Examined
from holescan.domain.examination import FileStatus, NearMiss, NearMissKind
from holescan.domain.text import Unread

_STYLES = {FileStatus.MATCH: "green", FileStatus.NO_MATCH: "dim", FileStatus.NOT_EXAMINED: "yellow"}
_SHOWN_GAPS = 3
_SHOWN_NEAR = 30
_WHY_NOT = {
    NearMissKind.LONGER_CODE: "part of a longer code",
    NearMissKind.LEADING_ZEROS: "zeros differ: --leading-zeros",
    NearMissKind.LOOKALIKE: "misread? --mode ocr",
    NearMissKind.SPELLING: "spelling differs: --mode normalised",
}
_NEVER_WRAPPED = frozenset({"status", "code"})


@contextmanager
def bar(total: int) -> Iterator[Callable[[Path], None]]:
    """A bar on stderr; what it yields is called with each file that was read."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        yield lambda path: progress.update(task, advance=1, description=path.name[:40])


def show(examined: Sequence[Examined], codes: Sequence[str]) -> None:
    """Print what was found, and of the codes that were not, what is like them."""
    Console().print(_table(examined))
    not_found = _not_found_table(codes, examined)
    if not_found:
        Console().print(not_found)


def _table(examined: Sequence[Examined]) -> Table:
    """A row for each code of each file; a file without one has a row that says why."""
    made = Table(box=None, pad_edge=False)
    for heading in ("file", "status", "code", "found as", "page", "count", "where, or why not"):
        made.add_column(heading, overflow="fold", no_wrap=heading in _NEVER_WRAPPED)
    for each in examined:
        _add_rows(made, each)
    counts = [sum(each.examination.status is status for each in examined) for status in FileStatus]
    made.caption = "{} files with codes, {} without, {} not examined".format(*counts)
    return made


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


def _not_found_table(codes: Sequence[str], examined: Iterable[Examined]) -> Table | None:
    """How many codes no file carries, and the first place that is like each of them; None where all are found."""
    found: set[str] = set()
    near: dict[str, tuple[NearMiss, Path]] = {}
    for each in examined:
        found.update(match.code for match in each.examination.matches)
        for miss in each.examination.near:
            near.setdefault(miss.code, (miss, each.path))
    missing = [code for code in codes if code not in found]
    return _near_table([near[code] for code in missing if code in near], len(missing), len(codes)) if missing else None


def _near_table(near: Sequence[tuple[NearMiss, Path]], missing: int, codes: int) -> Table:
    made = Table(box=None, pad_edge=False)
    for heading in ("not found", "something like it", "page", "why it does not count", "file"):
        made.add_column(heading, overflow="fold")
    for miss, path in near[:_SHOWN_NEAR]:
        page = str(miss.page) if miss.page else miss.place
        made.add_row(*map(escape, (miss.code, miss.found_as, page, _WHY_NOT[miss.why], str(path))))
    made.caption = f"{missing:,} of {codes:,} codes not found; something like {len(near):,} of them"
    return made
