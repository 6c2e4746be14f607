"""The real `cdk` command on PyPI's Node, cut off from whatever AWS account the person who runs it has."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from local.npm import NODE, environment
from local.processes import end_of

ROOT = Path(__file__).parents[1]
CDK = ROOT / "cdk" / "node_modules" / "aws-cdk" / "bin" / "cdk"


class CdkFailed(RuntimeError):
    """`cdk` ended with an error."""

    def __init__(self, command: str, log: Path) -> None:
        super().__init__(command)
        self.command = command
        self.last_words = end_of(log)

    def __str__(self) -> str:
        return f"cdk {self.command} failed; the last it said:\n{self.last_words}"


def cdk(command: str, *arguments: str, log: Path, variables: Mapping[str, str] | None = None) -> None:
    """Run one cdk command to its end.

    Raises:
        CdkFailed: with the end of its output, all of which is in `log`.
    """
    line: list[str | Path] = [NODE, CDK, command, *arguments, "--no-notices", "--no-color", "--ci"]
    with log.open("wb") as out:
        ended = subprocess.run(  # noqa: S603 - built by this package
            line,
            cwd=ROOT,
            env=_isolated(log.parent, variables or {}),
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if ended.returncode:
        raise CdkFailed(command, log)


def _isolated(home: Path, more: Mapping[str, str]) -> dict[str, str]:
    return {
        "PATH": f"{NODE.parent}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "AWS_EC2_METADATA_DISABLED": "true",
        "PYTHONDONTWRITEBYTECODE": "1",
        **more,
    }


def main(arguments: Sequence[str]) -> int:
    """Run cdk in the foreground as the person at the terminal, with their AWS account."""
    return subprocess.run([NODE, CDK, *arguments, "--no-notices"], cwd=ROOT, env=environment(), check=False).returncode  # noqa: S603 - our own Makefile's words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
