"""The commands about scans that were started before: `scans`, `resume`, `cancel`, `retry`, `report`, `delete`."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from secrets import token_hex

from client.calls import add_follow_options, add_server_options, calling, fetch_report, follow
from client.command import Command
from client.display import printable
from client.errors import ExitCode
from client.follow import ScanView
from client.target import needed_token
from holescan.domain.session import ScanState
from holescan.protocol.client import CancelScan, DeleteScan, ListScans, ResumeScan, RetryFailed
from holescan.protocol.server import Complete, Deleted, Scans, ScanSummary

FIRST_RETRY_EPOCH = 2


def _add_scans_arguments(parser: ArgumentParser) -> None:
    add_server_options(parser)


def _add_resume_arguments(parser: ArgumentParser) -> None:
    _add_session(parser)
    add_server_options(parser, token=True)
    add_follow_options(parser)


def _add_cancel_arguments(parser: ArgumentParser) -> None:
    _add_session(parser)
    add_server_options(parser)
    add_follow_options(parser)


def _add_retry_arguments(parser: ArgumentParser) -> None:
    _add_session(parser)
    add_server_options(parser, token=True)
    add_follow_options(parser)


def _add_report_arguments(parser: ArgumentParser) -> None:
    _add_session(parser)
    add_server_options(parser)
    parser.add_argument("--report", type=Path, metavar="OUT.xlsx", help="left out: the scan's id with .xlsx")


def _add_delete_arguments(parser: ArgumentParser) -> None:
    _add_session(parser)
    add_server_options(parser)


def _run_scans(arguments: Namespace) -> ExitCode:
    """List the caller's scans, newest first."""
    with calling(arguments) as caller:
        cursor, more = "", True
        while more:
            page = caller.ask_for(Scans, ListScans(cursor=cursor, request_id=token_hex(8)))
            for scan in page.scans:
                print(_line(scan))
            cursor = page.next_cursor
            more = bool(cursor)
    return ExitCode.OK


def _run_resume(arguments: Namespace) -> ExitCode:
    """Follow a scan to its end."""
    hello = ResumeScan(session_id=arguments.session_id, request_id=token_hex(8))
    with calling(arguments) as caller:
        return follow(caller, ScanView(arguments.session_id), hello, arguments.report)


def _run_cancel(arguments: Namespace) -> ExitCode:
    """Cancel a scan and wait until it has drained; here a cancelled scan is what was wanted."""
    hello = CancelScan(session_id=arguments.session_id, request_id=token_hex(8))
    view = ScanView(arguments.session_id)
    with calling(arguments) as caller:
        follow(caller, view, hello, arguments.report)
    was_cancelled = isinstance(view.ending, Complete) and view.ending.state is ScanState.CANCELLED
    return ExitCode.OK if was_cancelled else ExitCode.FAILED


def _run_retry(arguments: Namespace) -> ExitCode:
    """Examine again what was not examined, and follow that to its end."""
    with calling(arguments) as caller:
        token = needed_token(caller.target)
        hello = RetryFailed(session_id=arguments.session_id, token=token, request_id=token_hex(8))
        return follow(caller, ScanView(arguments.session_id, FIRST_RETRY_EPOCH), hello, arguments.report)


def _run_report(arguments: Namespace) -> ExitCode:
    """Fetch the report of a scan that has ended."""
    target: Path = arguments.report or Path(f"{arguments.session_id}.xlsx")
    with calling(arguments) as caller:
        fetch_report(caller, arguments.session_id, target)
    print(f"Report written to {target}")
    return ExitCode.OK


def _run_delete(arguments: Namespace) -> ExitCode:
    """Forget a scan that has ended."""
    with calling(arguments) as caller:
        caller.ask_for(Deleted, DeleteScan(session_id=arguments.session_id, request_id=token_hex(8)))
    print(f"Nothing is left of {arguments.session_id}")
    return ExitCode.OK


def _add_session(parser: ArgumentParser) -> None:
    parser.add_argument("session_id", metavar="ID", help="the scan, as `holescan scans` lists it")


def _line(scan: ScanSummary) -> str:
    counts = f"{scan.processed:,}/{scan.total:,} files, {scan.matched:,} matched, {scan.failed:,} not examined"
    return printable(f"{scan.session_id}  {scan.started_at}  {scan.state:<10}  {counts}  {scan.folder_name}")


COMMANDS = (
    Command("scans", "list your scans", _add_scans_arguments, _run_scans),
    Command("resume", "follow a scan to its end", _add_resume_arguments, _run_resume),
    Command("cancel", "stop a scan and keep what it found", _add_cancel_arguments, _run_cancel),
    Command("retry", "examine again what was not examined", _add_retry_arguments, _run_retry),
    Command("report", "fetch the report of a scan", _add_report_arguments, _run_report),
    Command("delete", "forget a scan and all that is stored of it", _add_delete_arguments, _run_delete),
)
