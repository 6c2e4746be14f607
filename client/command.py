"""What every sub-command of `holescan` is: a name, its arguments, and what runs it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


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
