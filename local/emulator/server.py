"""Starts MiniStack for one local world: its own environment of packages, its own folder, nothing inherited."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from local.locks import locked
from local.ports import HOST
from local.processes import Leashed

START_LIMIT_S = 60.0
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
REPOSITORY = Path(__file__).parents[2]
REGION = "us-east-1"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": REGION}
"""The root user of the emulated account; MiniStack's own default."""


def start_emulator(port: int, home: Path, *, stock: bool = False) -> Leashed:
    """Start MiniStack on `port`, with everything it writes under `home`, and return when it answers.

    Raises:
        DidNotStart: it ended, or did not answer within a minute.
    """
    python = _environment(REPOSITORY / ".local" / "emulator-venv")
    shutil.rmtree(home / "tmp", ignore_errors=True)
    (home / "tmp").mkdir(parents=True)
    command = [str(python), "-m", "local.emulator.launch", *(["--stock"] if stock else [])]
    emulator = Leashed.start(
        "the AWS emulator", command, log=home / "emulator.log", cwd=REPOSITORY, env=_clean_environment(port, home)
    )
    emulator.wait_until(lambda: _answers(port), limit_s=START_LIMIT_S)
    return emulator


def _clean_environment(port: int, home: Path) -> dict[str, str]:
    """All that MiniStack sees, and so all that its Lambda processes inherit: nothing of the person who runs it."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TMPDIR": str(home / "tmp"),
        "S3_DATA_DIR": str(home / "tmp" / "s3"),
        "STATE_DIR": str(home / "tmp" / "state"),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": HOST,
        "MINISTACK_HOST": HOST,
        # Both would listen on all interfaces, whatever BIND_HOST says.
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        # IAM policies and signatures count here too, so a missing grant fails a test and not the first deployment.
        "AUTH": "true",
        "LOG_LEVEL": "WARNING",
    }


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/_ministack/health", timeout=2):
            return True
    except OSError:
        return False


def _environment(folder: Path) -> Path:
    """The interpreter of MiniStack's environment, which is made again when its requirements or our Python changed.

    Apart from ours, because MiniStack runs the Lambdas with its own interpreter: what is installed beside it is
    importable from them, and a package missing from the layers would not show.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    stamp = folder / "made-from"
    wanted = f"{sys.version} {hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()}"
    with locked(folder.with_suffix(".lock"), fcntl.LOCK_EX):
        if not stamp.exists() or stamp.read_text() != wanted:
            _make(folder)
            stamp.write_text(wanted)
    return folder / "bin" / "python"


def _make(folder: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, folder], check=True)  # noqa: S603
    install: list[str | Path] = [
        uv,
        "pip",
        "install",
        "--quiet",
        "--python",
        folder,
        "--require-hashes",
        "--requirements",
        REQUIREMENTS,
    ]
    subprocess.run(install, check=True)  # noqa: S603 - our own lock
