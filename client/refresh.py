"""`holescan refresh`: give a scan another token, so that one that is paused goes on."""

from argparse import ArgumentParser, Namespace
from secrets import token_hex

from client.calls import add_server_options, calling
from client.command import Command
from client.errors import ExitCode
from client.target import needed_token
from holescan.protocol.client import RefreshToken
from holescan.protocol.server import Resumed


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("session_id", metavar="ID", help="the scan, as `holescan scans` lists it")
    add_server_options(parser, token=True)


def _run(arguments: Namespace) -> ExitCode:
    with calling(arguments) as caller:
        token = needed_token(caller.target)
        renewal = RefreshToken(session_id=arguments.session_id, token=token, request_id=token_hex(8))
        print(caller.ask_for(Resumed, renewal).message)
    return ExitCode.OK


COMMAND = Command("refresh", "give a scan a new sign-in, so that it goes on", _add_arguments, _run)
