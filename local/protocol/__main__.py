"""`python -m local.protocol` writes the documents; with `--check` it only compares them and exits 1 on drift."""

import argparse
import sys
from pathlib import Path

from local.protocol.documents import drifted, write

ROOT = Path(__file__).parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Write, or compare; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m local.protocol", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 when a file drifted")
    if not parser.parse_args(arguments).check:
        write(ROOT)
        return 0
    stale = drifted(ROOT)
    for path in stale:
        print(f"{path} differs from the models: run `make protocol` and commit it")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
