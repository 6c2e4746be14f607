"""`python -m local.textract [--port N] [--patience S]`, by the Python of `.local/textract-venv`: print the address, then serve."""

import argparse
import socket
from contextlib import suppress

import uvicorn

from holescan.domain.recognised import RecognisedText
from local.ports import HOST
from local.textract.app import create_app

# The worker's client gives up after twelve.
PATIENCE_S = 8.0


def main() -> None:
    """Serve until Ctrl-C."""
    options = _parser().parse_args()
    application = create_app(_recognise, patience_s=options.patience)
    config = uvicorn.Config(application, log_level="warning", access_log=False, lifespan="off")
    with socket.create_server((HOST, options.port)) as listening, suppress(KeyboardInterrupt):
        print(f"http://{HOST}:{listening.getsockname()[1]}", flush=True)
        uvicorn.Server(config).run(sockets=[listening])


def _recognise(image: bytes) -> RecognisedText:
    from local.textract.engine import recognise  # noqa: PLC0415 - takes seconds, and the address shall stand at once

    return recognise(image)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m local.textract", description="Serve Textract's DetectDocumentText."
    )
    parser.add_argument("--port", type=int, default=0, help="on 127.0.0.1; 0, the default, takes a free one")
    parser.add_argument("--patience", type=float, default=PATIENCE_S, help="longest wait for an answer, in seconds")
    return parser


main()
