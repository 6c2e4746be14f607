"""What a person sees of `holescan find`: a bar while it reads, and a table of what was found."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from client.find_output import Examined
from holescan.domain.outcomes import FileStatus
from holescan.domain.text import Unread

_STYLES = {FileStatus.MATCH: "green", FileStatus.NO_MATCH: "dim", FileStatus.NOT_EXAMINED: "yellow"}
_SHOWN_GAPS = 3
_NEVER_WRAPPED = frozenset({"status", "code"})


@contextmanager
def bar(total: int) -> Iterator[Callable[[Path], None]]:
    """A bar on stderr; what it yields is called with each file that was read."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        yield lambda path: progress.update(task, advance=1, description=path.name[:40])


def show(examined: Sequence[Examined]) -> None:
    """Print the table."""
    Console().print(_table(examined))


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
