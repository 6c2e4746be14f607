"""What the user sees while a scan runs: a progress bar on a terminal, plain lines anywhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from client.follow import Standing
from holescan.domain.session import ScanState
from holescan.protocol.row_models import FailureRow, MatchRow
from holescan.protocol.rows import Row

PLAIN_STEP_PERCENT = 10


class Display(Protocol):
    """Shows a scan."""

    def say(self, line: str) -> None:
        """One line for the user."""
        ...

    def row(self, row: Row) -> None:
        """A file with codes, or one that was not examined."""
        ...

    def standing(self, standing: Standing) -> None:
        """How far the scan is; called often, also without news."""
        ...


@contextmanager
def display() -> Iterator[Display]:
    """The display that suits standard output."""
    console = Console(highlight=False)
    if not console.is_terminal:
        yield PlainDisplay()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[found]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        yield BarDisplay(progress, progress.add_task("starting", total=None, found=""))


@dataclass(slots=True)
class BarDisplay:
    """A bar that stays below the lines."""

    progress: Progress
    task: TaskID

    def say(self, line: str) -> None:
        """Print above the bar."""
        self.progress.console.print(Text(printable(line)))

    def row(self, row: Row) -> None:
        """Print above the bar."""
        style = "green" if isinstance(row, MatchRow) else "yellow"
        self.progress.console.print(Text(line_of(row), style=style))

    def standing(self, standing: Standing) -> None:
        """Move the bar; without a length while the folder is still being listed."""
        self.progress.update(
            self.task,
            description=standing.state.lower(),
            completed=standing.processed,
            total=standing.total if standing.state is not ScanState.LISTING else None,
            found=f"{standing.matched:,} matched, {standing.failed:,} not examined",
        )


@dataclass(slots=True)
class PlainDisplay:
    """Lines only: a row as it comes, the progress every ten percent once the listing has an end."""

    _shown: tuple[int, int] = field(default=(0, 0))

    def say(self, line: str) -> None:
        """Print."""
        print(printable(line), flush=True)

    def row(self, row: Row) -> None:
        """Print."""
        print(line_of(row), flush=True)

    def standing(self, standing: Standing) -> None:
        """Print when another ten percent of this epoch are done."""
        step = (standing.epoch, percent_of(standing) // PLAIN_STEP_PERCENT)
        if standing.state is not ScanState.LISTING and step > self._shown:
            self._shown = step
            done = f"{percent_of(standing)} %  {standing.processed:,} of {standing.total:,} files"
            print(f"{done}, {standing.matched:,} matched, {standing.failed:,} not examined", flush=True)


def complain(line: str) -> None:
    """One line on standard error."""
    print(f"holescan: {printable(line)}", file=sys.stderr, flush=True)


def line_of(row: Row) -> str:
    """A row on one line."""
    name = f"{row.path}/{row.file_name}" if row.path else row.file_name
    match row:
        case MatchRow():
            in_part = " (read in part)" if row.unread_total else ""
            return printable(f"MATCH         {name}{in_part}  {row.hole_code}")
        case FailureRow():
            kind = "NOT LISTED" if row.kind == "folder" else "NOT EXAMINED"
            return printable(f"{kind:<12}  {name}  {row.message}")


def percent_of(standing: Standing) -> int:
    """Whole percents; 0 while the folder is still being listed, because its length is not known."""
    if standing.state is ScanState.LISTING or not standing.total:
        return 0
    return 100 * standing.processed // standing.total


def printable(text: str) -> str:
    """The text without anything that a terminal would obey: names are chosen by strangers."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
