"""Virtual environments beside ours, each from its own lock: made once, and again when the lock or our Python changed."""

import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path

from local.locks import locked


def interpreter(folder: Path, requirements: Path) -> Path:
    """The Python of the environment in `folder` with exactly these requirements; made on the first call for them."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    stamp = folder / "made-from"
    wanted = f"{sys.version} {hashlib.sha256(requirements.read_bytes()).hexdigest()}"
    with locked(folder.with_suffix(".lock"), fcntl.LOCK_EX):
        if not stamp.exists() or stamp.read_text() != wanted:
            _make(folder, requirements)
            stamp.write_text(wanted)
    return folder / "bin" / "python"


def _make(folder: Path, requirements: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, folder], check=True)  # noqa: S603
    install: list[str | Path] = [uv, "pip", "install", "--quiet", "--python", folder]
    install += ["--require-hashes", "--requirements", requirements]
    subprocess.run(install, check=True)  # noqa: S603 - our own lock
