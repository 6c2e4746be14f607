"""A whole corpus through one reader: what became of its files, the slowest, and the memory of parent and child.

`python -m bench.isolation [FOLDER]` prints the figures and writes them to bench/results/isolation.json.
"""

import json
import resource
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.adapters.extraction.limits import MIB, ExtractionLimits
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason

CORPUS = Path("..", "shared", "corpus")
RESULTS = Path(__file__).parent / "results" / "isolation.json"
KIB_PER_MIB = 1024


@dataclass(slots=True)
class Seen:
    """What reading showed of all files together."""

    outcomes: Counter[str] = field(default_factory=Counter)
    gaps: Counter[Reason] = field(default_factory=Counter)
    slowest_s: float = 0.0
    slowest: str = ""

    def add(self, extractor: ChildExtractor, path: Path) -> None:
        """Read one more."""
        begun = perf_counter()
        try:
            text = extractor.extract(path, name=path.name)
        except FileUnreadable as unreadable:
            self.outcomes[unreadable.reason] += 1
        else:
            self.outcomes["in part" if text.unread else "read"] += 1
            self.gaps.update(gap.reason for gap in text.unread)
        if (took_s := perf_counter() - begun) > self.slowest_s:
            self.slowest, self.slowest_s = path.name, took_s


def main() -> None:
    """Read, print, store."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    limits, seen = ExtractionLimits(), Seen()
    with ChildExtractor(limits) as extractor:
        for path in sorted(path for path in corpus.rglob("*") if path.is_file()):
            seen.add(extractor, path)
    figures = {
        "outcomes": dict(seen.outcomes.most_common()),
        "gaps": dict(seen.gaps.most_common()),
        "slowest": seen.slowest,
        "slowest_wall_s": round(seen.slowest_s, 1),
        "limit_wall_s": limits.wall_s,
        "peak_parent_mib": peak_mib(resource.RUSAGE_SELF),
        "peak_child_mib": peak_mib(resource.RUSAGE_CHILDREN),
        "limit_child_mib": limits.memory_bytes // MIB,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n")
    print(json.dumps(figures, indent=2))


def peak_mib(who: int) -> int:
    """Resident memory at its largest, of this process or of the largest child that ended."""
    return resource.getrusage(who).ru_maxrss // KIB_PER_MIB


if __name__ == "__main__":
    main()
