"""Builds the folder behind DependenciesLayer with uv: wheels only, no Docker, pruned, and cached by what went in."""

import hashlib
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "layers" / "dependencies"
REQUIREMENTS = FOLDER / "requirements.txt"

# The clients that adapters/aws/clients.py makes. botocore describes some 400 services in 25 MB; these are what is read of it.
AWS_SERVICES = frozenset(
    {"apigatewaymanagementapi", "dynamodb", "kms", "s3", "secretsmanager", "sqs", "sts", "textract"}
)
DRIVE_DESCRIPTION = (
    "drive.v3.json"  # google-api-python-client carries 100 MB of descriptions of Google's other services
)


@dataclass(frozen=True, slots=True)
class Target:
    """The Python that will import the layer.

    Attributes:
        python_version: "3.13".
        platform: uv's `--python-platform`; None means this machine.
    """

    python_version: str
    platform: str | None

    @property
    def label(self) -> str:
        """What tells the builds for different Pythons apart in a folder's name."""
        return f"py{self.python_version.replace('.', '')}-{self.platform or f'{sys.platform}-{platform.machine()}'}"


LAMBDA = Target("3.13", "aarch64-manylinux_2_28")  # Amazon Linux 2023 has glibc 2.34


def this_machine() -> Target:
    """The running interpreter: the emulator runs the Lambdas with it."""
    return Target(platform.python_version().rpartition(".")[0], None)


def layer_folder(target: Target, folder: Path = FOLDER, requirements: Path = REQUIREMENTS) -> Path:
    """The layer's folder, with `python/` in it as Lambda wants it; built on the first call for these inputs.

    Raises:
        CalledProcessError: uv could not resolve or download; its own message is on stderr.
    """
    built = folder / f"build-{target.label}-{fingerprint(target, requirements)}"
    if not built.exists():
        _build(target, requirements, built)
        _forget_older(built, target)
    return built


def fingerprint(target: Target, requirements: Path = REQUIREMENTS) -> str:
    """Changes with the requirements, the target and this module's rules, and with nothing else."""
    inputs = (requirements.read_bytes(), target.label.encode(), Path(__file__).read_bytes())
    return hashlib.sha256(b"\0".join(inputs)).hexdigest()[:16]


def _build(target: Target, requirements: Path, built: Path) -> None:
    # Under another name until it is whole: a build that was interrupted must not pass for a finished one.
    with tempfile.TemporaryDirectory(prefix="build-unfinished-", dir=built.parent) as scratch:
        unfinished = Path(scratch) / "layer"
        _install(target, requirements, unfinished / "python")
        prune(unfinished / "python")
        if not built.exists():  # another synth may have been faster
            unfinished.rename(built)


def _install(target: Target, requirements: Path, into: Path) -> None:
    elsewhere = ["--python-platform", target.platform] if target.platform else []
    command = [uv(), "pip", "install", "--quiet", "--python", sys.executable, "--target", str(into)]
    command += [
        "--python-version",
        target.python_version,
        *elsewhere,
        "--only-binary",
        ":all:",
        "-r",
        str(requirements),
    ]
    subprocess.run(command, check=True)  # noqa: S603  every word of it is ours


def uv() -> str:
    """The uv that stands beside the running Python, else the one on PATH."""
    return shutil.which("uv", path=Path(sys.executable).parent) or "uv"


def _forget_older(built: Path, target: Target) -> None:
    for older in built.parent.glob(f"build-{target.label}-*"):
        if older != built:
            shutil.rmtree(older, ignore_errors=True)  # another synth may be at it


def prune(site_packages: Path) -> None:
    """Remove what no Lambda imports. `tests/contract/test_layer_dependencies.py` proves that the rest still imports."""
    for unused in list(_unused(site_packages)):
        _remove(unused)


def _unused(site_packages: Path) -> Iterator[Path]:
    documents = site_packages / "googleapiclient" / "discovery_cache" / "documents"
    yield from (path for path in documents.glob("*.json") if path.name != DRIVE_DESCRIPTION)
    for sdk in ("botocore", "boto3"):
        yield from (path for path in (site_packages / sdk / "data").glob("*/") if path.name not in AWS_SERVICES)
    yield from (path for name in ("tests", "__pycache__") for path in site_packages.rglob(name))
    yield from site_packages.glob("*.dist-info/RECORD")  # 10,000 lines about files, many of which are gone by now
    yield site_packages / "bin"


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
