"""What every sub-command of `holescan` is: a name, its arguments, and what runs it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from client.errors import WrongUsage


@dataclass(frozen=True, slots=True)
class Command:
    """One sub-command.

    Attributes:
        summary: one line for `holescan --help`.
        add_arguments: tells the parser what the command takes.
        run: does the work and returns the exit code; may raise CommandFailed.
    """

    name: str
    summary: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def check_column(arguments: Namespace) -> None:
    """Refuse a chosen column where no sheet is named.

    Raises:
        WrongUsage: so it is.
    """
    if arguments.codes_column and not arguments.codes:
        raise WrongUsage("--codes-column chooses a column of a sheet. Name the sheet with --codes too.")
