"""What is printed, and what never reaches the terminal."""

from io import StringIO

import pytest
from rich.console import Console
from rich.progress import Progress

from client.display import BarDisplay, PlainDisplay, line_of, percent_of
from client.follow import Standing
from tests.unit.client_messages import file_failed, match_found

LISTING, PROCESSING = 0, 1


def test_names_cannot_steer_the_terminal() -> None:
    assert "\x9b" not in line_of(match_found("a\x9b2Jb.pdf").data)
    assert "\u202e" not in line_of(match_found("a\u202efdp.exe").data)


def test_a_failure_says_what_to_do() -> None:
    assert "Save it in its place without the password" in line_of(file_failed("locked.pdf").data)


def test_progress_is_printed_every_ten_percent(capsys: pytest.CaptureFixture[str]) -> None:
    display = PlainDisplay()
    for processed in range(0, 101, 1):
        display.standing(Standing(epoch=1, processed=processed, total=100, state_rank=PROCESSING))
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        *("0", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100")
    ]


def test_while_the_folder_is_listed_there_is_no_percentage() -> None:
    assert percent_of(Standing(epoch=1, processed=5, total=9)) == 0


def test_the_bar_has_no_length_while_the_folder_is_listed_and_rows_stand_above_it() -> None:
    written = StringIO()
    progress = Progress(console=Console(file=written, force_terminal=True, width=120))
    bar = BarDisplay(progress, progress.add_task("starting", total=None, found=""))
    lengths = []
    for state_rank in (LISTING, PROCESSING):
        bar.standing(Standing(epoch=1, processed=5, total=9, state_rank=state_rank))
        lengths.append(progress.tasks[0].total)
    assert lengths == [None, 9]
    bar.row(match_found("[bold]a.pdf").data)
    assert "Area 1/[bold]a.pdf" in written.getvalue()
