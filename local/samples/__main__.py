"""`python -m local.samples [TARGET_DIR] [--seed N]`: write the sample drawings, the code sheet and the truth."""

import argparse
from collections import Counter
from pathlib import Path

from holescan.domain.examination import FileStatus
from local.samples.write import write_samples

SEED = 3
TARGET = Path(__file__).parents[2] / ".local" / "samples"


def main() -> None:
    """Write, then say what."""
    parser = argparse.ArgumentParser(prog="python -m local.samples", description="Write sample drawings.")
    parser.add_argument("target", type=Path, metavar="TARGET_DIR", nargs="?", default=TARGET)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    made = write_samples(options.target, options.seed)
    files = Counter(sample.status for sample in made.samples)
    print(
        f"{len(made.samples)} drawings ({files[FileStatus.MATCH]} with a code of the sheet, {files[FileStatus.NO_MATCH]} without, "
        f"{files[FileStatus.NOT_EXAMINED]} that cannot be read) and a sheet of {len(made.book.listed)} codes"
    )


main()
