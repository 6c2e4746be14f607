"""What every command that talks to a server shares: its options, its one answer, and how a followed scan ends."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from time import monotonic
from typing import TypeVar

from client.connection import Connection, Dropped, ask, connected
from client.display import complain, display
from client.environment import read_environment
from client.errors import CommandFailed, ExitCode, TransferFailed, Unreachable, WrongUsage, exit_code_of
from client.events import EventLog
from client.follow import ScanView
from client.follower import Follower
from client.identity import client_secret
from client.renewal import Renewal
from client.target import Target, find_target
from client.tokens import TokenFile
from client.transfer import download
from holescan.protocol.client import Action, GetReport
from holescan.protocol.server import Complete, Error, ReportReady, ServerMessage

A = TypeVar("A", bound=ServerMessage)

_NOTHING_SEARCHED = "Nothing was searched: the scan found no file to read. Was it the right folder?"


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody at a server: where, as whom, and what is written down of the talk."""

    target: Target
    secret: str
    events: EventLog
    tokens: TokenFile

    def connect(self) -> AbstractContextManager[Connection]:
        """A new connection."""
        return connected(self.target.url, self.secret, self.events)

    def ask(self, action: Action) -> ServerMessage:
        """One question and its answer on a connection of their own.

        Raises:
            Refused: the answer is ERROR.
            Unreachable: there is no connection.
        """
        try:
            with self.connect() as connection:
                return ask(connection, action)
        except Dropped as dropped:
            raise Unreachable(self.target.url, str(dropped)) from dropped

    def ask_for(self, kind: type[A], action: Action) -> A:
        """As `ask`, for an answer that can only be of one type."""
        answer = self.ask(action)
        if not isinstance(answer, kind):
            raise CommandFailed(f"The server answered {type(answer).__name__} to {type(action).__name__}.")
        return answer


def add_server_options(parser: ArgumentParser, *, token: bool = False) -> None:
    """--url, and where a token is needed --token-file or --as-server."""
    parser.add_argument("--url", default="", help="wss:// address of the server; left out: the local stack")
    if token:
        either = parser.add_mutually_exclusive_group()
        either.add_argument("--token-file", type=Path, help="holds a Google access token; else HOLESCAN_TOKEN is used")
        either.add_argument("--as-server", action="store_true", help="send none: the server has a sign-in of its own")


def add_follow_options(parser: ArgumentParser) -> None:
    """--report and --events."""
    parser.add_argument("--report", type=Path, metavar="OUT.xlsx", help="where to write the report")
    parser.add_argument("--events", type=Path, metavar="OUT.jsonl", help="write every server message here, one a line")


@contextmanager
def calling(arguments: Namespace) -> Iterator[Caller]:
    """The caller that the arguments and the environment describe."""
    environment = read_environment()
    target = find_target(arguments, environment)
    secret = client_secret(environment)
    events = _event_log(getattr(arguments, "events", None))
    try:
        yield Caller(target, secret, events, TokenFile(getattr(arguments, "token_file", None)))
    finally:
        events.close()


def follow(caller: Caller, view: ScanView, hello: Action, report: Path | None) -> ExitCode:
    """Follow a scan to its end, fetch its report, and say how it went."""
    with display() as screen:
        known, as_server = getattr(hello, "token", ""), caller.target.as_server
        renewal = Renewal(caller.tokens.token, known=known, as_server=as_server)
        follower = Follower(view, hello, caller.connect, screen, monotonic, caller.target.url, renewal=renewal)
        try:
            ending = follower.follow().ending
        except KeyboardInterrupt:
            raise CommandFailed(_interrupted(view)) from None
    match ending:
        case Complete():
            return _conclude(caller, ending, report)
        case Error():
            complain(ending.message)
    return ExitCode.FAILED


def fetch_report(caller: Caller, session_id: str, target: Path) -> None:
    """Download the report by a fresh link.

    Raises:
        Refused: there is none, or it is not the caller's.
        TransferFailed: it did not come.
    """
    ready = caller.ask_for(ReportReady, GetReport(session_id=session_id, request_id=token_hex(8)))
    download(ready.download_url, target)


def _conclude(caller: Caller, complete: Complete, report: Path | None) -> ExitCode:
    print(complete.message)
    print(
        f"{complete.total_files:,} files: {complete.total_matches:,} with codes, {complete.failed:,} not examined, "
        f"{complete.unread_files:,} read in part; {complete.folders_failed:,} folders not listed; "
        f"{complete.codes_not_found:,} codes not found"
    )
    if complete.total_files == 0:
        # Nothing was left unread either, so the exit code is as after a search of everything.
        complain(_NOTHING_SEARCHED)
    if report is None:
        print(f"The report: holescan report {complete.session_id}")
    else:
        _fetch(caller, complete, report)
        print(f"Report written to {report}")
    return exit_code_of(complete)


def _fetch(caller: Caller, complete: Complete, report: Path) -> None:
    try:
        download(complete.download_url, report)
    except TransferFailed:  # the link of COMPLETE may have died on the way
        fetch_report(caller, complete.session_id, report)


def _event_log(path: Path | None) -> EventLog:
    try:
        return EventLog(path)
    except OSError as error:
        raise WrongUsage(f"The events cannot be written: {error}") from error


def _interrupted(view: ScanView) -> str:
    if not view.session_id:
        return "Stopped before the scan began."
    return f"Stopped watching. The scan goes on; follow it with: holescan resume {view.session_id}"
