"""`holescan scan`: start a scan, follow it, write its report."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from secrets import token_hex

from client.calls import add_follow_options, add_server_options, calling, follow
from client.codes import with_sheet
from client.command import Command, check_column
from client.errors import ExitCode, WrongUsage
from client.follow import ScanView
from client.target import Target, needed_token
from holescan.domain.matching import MatchMode
from holescan.domain.recognition import OcrMode
from holescan.protocol.client import ScanOptions, StartScan


def _add_arguments(parser: ArgumentParser) -> None:
    add_server_options(parser, token=True)
    add_follow_options(parser)
    parser.add_argument("--folder", default="", metavar="LINK|ID", help="the Drive folder; left out: the server's own")
    parser.add_argument("--codes", type=Path, metavar="SHEET", help=".xlsx or .csv with the hole codes")
    parser.add_argument(
        "--codes-column", default="", metavar="COLUMN", help="its heading or letters; left out: a guess"
    )
    parser.add_argument("--code", action="append", default=[], metavar="CODE", help="one hole code; may be repeated")
    parser.add_argument("--mode", choices=[mode.value for mode in MatchMode], default=MatchMode.NORMALISED.value)
    parser.add_argument("--leading-zeros", action="store_true", help="HOLE-01 is HOLE-1")
    parser.add_argument("--ocr", choices=[mode.value for mode in OcrMode], default=OcrMode.AUTO.value)


def _run(arguments: Namespace) -> ExitCode:
    check_column(arguments)
    if not arguments.codes and not arguments.code:
        raise WrongUsage("Which codes? Name a sheet with --codes, or single ones with --code.")
    with calling(arguments) as caller:
        start = with_sheet(_start(arguments, caller.target), arguments.codes, caller.ask)
        return follow(caller, ScanView(), start, arguments.report)


def _start(arguments: Namespace, target: Target) -> StartScan:
    options = ScanOptions(
        mode=MatchMode(arguments.mode), leading_zeros=arguments.leading_zeros, ocr=OcrMode(arguments.ocr)
    )
    return StartScan(
        token=needed_token(target),
        drive_link=target.folder,
        target_hole_codes=tuple(arguments.code),
        code_column=arguments.codes_column,
        options=options,
        request_id=token_hex(16),
    )


COMMAND = Command("scan", "scan a Drive folder for hole codes", _add_arguments, _run)
