"""`python -m local.drive --folder DIR|--synthetic 10000x100000 --port N --token TOKEN [--faults FILE.json] [--quota UNITS]`.

Prints the folder's link, then serves.
"""

import argparse
from contextlib import suppress
from pathlib import Path

from local.drive.faults import Faults
from local.drive.quota import Quota
from local.drive.server import ServedDrive, serve
from local.drive.synthetic import SyntheticTree
from local.drive.tree import DriveTree


def main() -> None:
    """Serve until Ctrl-C."""
    options = _parser().parse_args()
    faults = Faults.from_file(options.faults) if options.faults else Faults()
    with suppress(KeyboardInterrupt):  # uvicorn has closed everything by then
        tree = options.synthetic or DriveTree(options.folder)
        serve(
            tree,
            port=options.port,
            token=options.token,
            faults=faults,
            quota=Quota(options.quota),
            on_started=_announce,
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local.drive", description="Serve a folder as a Google Drive.")
    served = parser.add_mutually_exclusive_group(required=True)
    served.add_argument("--folder", type=Path, help="the folder to serve")
    served.add_argument(
        "--synthetic", type=SyntheticTree.of_size, help="serve a made-up tree: 10000x100000 folders, files"
    )
    parser.add_argument("--port", type=int, default=0, help="on 127.0.0.1; 0, the default, takes a free one")
    parser.add_argument("--token", required=True, help="the bearer token that is accepted")
    parser.add_argument("--faults", type=Path, help="a JSON file of failures on demand")
    parser.add_argument("--quota", type=int, default=0, help="units a minute; 0, the default, gives everything")
    return parser


def _announce(drive: ServedDrive) -> None:
    print(drive.folder_url, flush=True)


main()
