"""The template for the emulator: synthesized once for its sources, then addressed for each world.

A world's ports differ from run to run and synthesizing takes many seconds, so `app.py` is given placeholders, and they
are replaced in the finished template.
"""

import fcntl
import hashlib
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from local.locks import locked

ROOT = Path(__file__).parents[1]
SOURCES = (
    "app.py",
    "cdk.json",
    "cdk",
    "lambdas",
    "layers/holescan",
    "layers/dependencies/requirements.txt",
    "local/assembly.py",
)
UNREAD = {"__pycache__", "node_modules"}
STACK = "Holescan"
KEPT_AS = "assembly-"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The context that `app.py` reads besides `local=true`."""

    gateway_base_url: str
    drive_api_url: str
    textract_url: str
    dashboard_origin: str
    drive_folder_id: str


PLACEHOLDERS = Addresses(
    gateway_base_url="http://gateway.invalid",
    drive_api_url="http://drive.invalid",
    textract_url="http://textract.invalid",
    dashboard_origin="http://dashboard.invalid",
    drive_folder_id="folder-of-this-world",
)


@contextmanager
def synthesized(cache: Path) -> Iterator[Path]:
    """The assembly of the present sources with placeholders for addresses, kept while the block runs.

    It is made on the first call for these sources. A run of this checkout with other sources forgets it, but not while
    it is in use.
    """
    cache.mkdir(parents=True, exist_ok=True)
    assembly = cache / f"{KEPT_AS}{_fingerprint()}"
    with locked(_lock_of(assembly), fcntl.LOCK_SH):
        with locked(cache / "lock", fcntl.LOCK_EX):
            if not assembly.exists():
                _forget_unused(cache)
                _synthesize(assembly)
        yield assembly


def _forget_unused(cache: Path) -> None:
    for older in cache.glob(f"{KEPT_AS}*/"):
        with suppress(BlockingIOError), locked(_lock_of(older), fcntl.LOCK_EX | fcntl.LOCK_NB):
            shutil.rmtree(older)
            _lock_of(older).unlink()


def _lock_of(assembly: Path) -> Path:
    return assembly.with_suffix(".lock")


def addressed(assembly: Path, addresses: Addresses, into: Path) -> Path:
    """A copy of `assembly` whose template names these addresses; everything else in it is linked."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    for member in assembly.iterdir():
        if member.name.endswith(".template.json"):
            (into / member.name).write_text(_with_addresses(member.read_text(), addresses))
        else:
            (into / member.name).symlink_to(member)
    return into


def _with_addresses(template: str, addresses: Addresses) -> str:
    for key, placeholder in asdict(PLACEHOLDERS).items():
        template = template.replace(placeholder, str(getattr(addresses, key)))
    return template


def _synthesize(assembly: Path) -> None:
    context = {"local": "true", **asdict(PLACEHOLDERS)}
    given = [word for key, value in context.items() for word in ("-c", f"{key}={value}")]
    # Under another name until it is whole: an interrupted synthesis must not pass for a finished one.
    unfinished = assembly.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    subprocess.run([sys.executable, "app.py", "-o", unfinished, *given], cwd=ROOT, check=True)  # noqa: S603 - our own app
    # Here cdk keeps what it packed, by content. Packing the layers takes seconds, and most changes leave them as they are.
    packed = assembly.parent / "packed"
    packed.mkdir(exist_ok=True)
    (unfinished / ".cache").symlink_to(packed)
    unfinished.rename(assembly)


def _fingerprint() -> str:
    digest = hashlib.sha256(platform.python_version().encode())
    for path in sorted(_source_files()):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _source_files() -> Iterator[Path]:
    for source in (ROOT / name for name in SOURCES):
        found = source.rglob("*") if source.is_dir() else [source]
        yield from (path for path in found if path.is_file() and not UNREAD & set(path.parts))
