"""Starts MiniStack for one local world: its own environment of packages, its own folder, nothing inherited."""

import shutil
import urllib.error
import urllib.request
from pathlib import Path

from local.environments import interpreter
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
    # Apart from ours, because MiniStack runs the Lambdas with its own interpreter: what is installed beside it is importable
    # from them, and a package missing from the layers would not show.
    python = interpreter(REPOSITORY / ".local" / "emulator-venv", REQUIREMENTS)
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
