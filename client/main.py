"""The `holescan` command line: finds the sub-command and lets it run."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import NoReturn

from client import find
from client.command import Command
from client.errors import CommandFailed, ExitCode


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the return value is the process's exit code."""
    words = sys.argv[1:] if argv is None else argv
    arguments = _parser(_commands(words)).parse_args(words)
    command: Command = arguments.command
    try:
        return command.run(arguments)
    except CommandFailed as failed:
        print(f"holescan {command.name}: {failed}", file=sys.stderr)
        return failed.exit_code


def _commands(words: Sequence[str]) -> tuple[Command, ...]:
    """Those that the first word may call: a search of local files does without all that speaks to a server."""
    if words[:1] == [find.COMMAND.name]:
        return (find.COMMAND,)
    from client import history, refresh, scan  # noqa: PLC0415 - they take four times as long to load

    return (scan.COMMAND, *history.COMMANDS, refresh.COMMAND, find.COMMAND)


class _Parser(ArgumentParser):
    """argparse ends with 2 on wrong usage, which here means that something was not examined."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(ExitCode.USAGE, f"{self.prog}: {message}\n")


def _parser(commands: Sequence[Command]) -> ArgumentParser:
    parser = _Parser(prog="holescan", description="Finds hole codes in drawings and accounts for every file.")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in commands:
        subparser = subparsers.add_parser(command.name, help=command.summary, description=command.summary)
        command.add_arguments(subparser)
        subparser.set_defaults(command=command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
