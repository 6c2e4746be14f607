"""`make run` and `make scan`: a local world in the foreground, and one scan in one."""

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from local.cdk_cli import CdkFailed
from local.outputs import Outputs, running_world
from local.ports import NoFreePort
from local.processes import DidNotStart
from local.world import LOCAL, ROOT, AlreadyRunning, Plan, Say, running

BASE_PORT = 4700
INTERRUPTED = 128 + signal.SIGINT
"""What a shell reports of a command that Ctrl-C ended."""
SAMPLES = LOCAL / "samples"
OUTPUTS = LOCAL / "outputs.json"
COMPLETE = (0, 2)
"""What `holescan` ends with when the report is written; 2 says that not everything was examined."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; a failure to start is told in words, not with a traceback."""
    given = _parser().parse_args(arguments)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _interrupt)
    try:
        code: int = given.command(given)
    except (AlreadyRunning, CdkFailed, DidNotStart, NoFreePort, subprocess.CalledProcessError) as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local.main", description=__doc__)
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="start everything and wait for Ctrl-C")
    run.add_argument(
        "--drive", type=_folder, help="folder to serve as Google Drive (default: generated sample drawings)"
    )
    run.add_argument("--port", type=int, default=BASE_PORT, help="first port to try")
    run.add_argument("--home", type=_path, default=LOCAL, help="folder for what it writes")
    run.set_defaults(command=_run)
    scan = commands.add_parser("scan", help="scan a folder and write the report")
    scan.add_argument("--folder", type=_folder, required=True)
    scan.add_argument("--codes", type=_path, required=True)
    scan.add_argument("--report", type=_path, required=True)
    scan.set_defaults(command=_scan)
    return parser


def _path(given: str) -> Path:
    if not given:
        raise argparse.ArgumentTypeError("a path is missing")
    return Path(given).resolve()


def _folder(given: str) -> Path:
    if not _path(given).is_dir():
        raise argparse.ArgumentTypeError(f"{given} is no folder")
    return _path(given)


def _run(given: argparse.Namespace) -> int:
    say = _stopwatch()
    codes = None if given.drive else _samples(say)
    plan = Plan(
        home=given.home / "run",
        outputs=given.home / OUTPUTS.name,
        drive=given.drive or SAMPLES / "drawings",
        codes=codes,
        base_port=given.port,
    )
    with running(plan, say) as outputs:
        print(f"\n  {outputs['DashboardUrl']}\n\n  Ctrl-C stops everything.", flush=True)
        with suppress(KeyboardInterrupt):
            signal.pause()
    print("Stopped.")
    return 0


def _samples(say: Say) -> Path:
    """The code sheet of the sample drawings, which are made on the first run."""
    codes = SAMPLES / "codes.xlsx"
    if not codes.exists():
        say("sample drawings are being made, this once")
        subprocess.run([sys.executable, "-m", "local.samples", str(SAMPLES)], cwd=ROOT, check=True)  # noqa: S603 - our own command
    return codes


def _scan(given: argparse.Namespace) -> int:
    """In the world that `make run` keeps if it serves this folder, else in one of its own."""
    kept = running_world(OUTPUTS)
    LOCAL.mkdir(exist_ok=True)
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scan-", dir=LOCAL)))
        if kept is None or kept["Drive"] != str(given.folder):
            kept = stack.enter_context(
                running(Plan(home=home, outputs=home / "outputs.json", drive=given.folder), _stopwatch())
            )
        return _scanned(given, kept, home / "token")


def _scanned(given: argparse.Namespace, world: Outputs, token_file: Path) -> int:
    # In a file: a command line can be read by every user of the machine.
    token_file.touch(mode=0o600)
    token_file.write_text(world["Token"])
    command = [sys.executable, "-m", "client.main", "scan", "--url", world["WebSocketUrl"]]
    command += ["--folder", world["DriveFolderId"], "--token-file", str(token_file)]
    command += ["--codes", str(given.codes), "--report", str(given.report)]
    code = subprocess.run(command, check=False).returncode  # noqa: S603 - our own command
    print(f"holescan ended with {code}")
    return 0 if code in COMPLETE else 1


def _stopwatch() -> Say:
    started = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - started:6.1f} s  {what}", flush=True)

    return say


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
