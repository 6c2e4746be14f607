"""CPU of our PDF extraction against PDFium's own text extraction, and what became of every file of a corpus.

`python -m bench.extraction [CORPUS]` prints the figures and writes them to bench/results/extraction.json.
"""

import json
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pypdfium2

from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.adapters.extraction.kinds import read
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.domain.errors import FileUnreadable

CORPUS = Path("..", "shared", "corpus")
RESULTS = Path(__file__).parent / "results" / "extraction.json"
ROUNDS = 3


def main() -> None:
    """Measure, print, store."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    pdfs = [path for path in sorted(corpus.rglob("*.pdf")) if "bomb" not in path.name and opens(path)]
    raw_s = min(cpu_of(raw_text, pdfs) for _ in range(ROUNDS))
    ours_s = min(cpu_of(our_text, pdfs) for _ in range(ROUNDS))
    files = sorted(path for path in corpus.rglob("*") if path.is_file())
    outcomes, parent_mib = outcomes_of(files)
    figures = {
        "pdfs": len(pdfs),
        "raw_pdfium_cpu_s": round(raw_s, 3),
        "ours_cpu_s": round(ours_s, 3),
        "ratio": round(ours_s / raw_s, 2),
        "files": len(files),
        "outcomes": dict(outcomes.most_common()),
        "peak_parent_mib": parent_mib,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n")
    print(json.dumps(figures, indent=2))


def opens(path: Path) -> bool:
    """PDFium takes the file: those it refuses have no raw figure to compare with."""
    try:
        pypdfium2.PdfDocument(path).close()
    except pypdfium2.PdfiumError:
        return False
    return True


def raw_text(path: Path) -> None:
    """Text of every page, and nothing else."""
    document = pypdfium2.PdfDocument(path)
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            continue
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    document.close()


def our_text(path: Path) -> None:
    """Everything the child does with a file."""
    for _ in read(Source(path, path.name, ExtractionLimits())).found:
        pass


def cpu_of(work: Callable[[Path], None], paths: Iterable[Path]) -> float:
    """Processor seconds of this process for all files."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    for path in paths:
        work(path)
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def outcomes_of(paths: Iterable[Path]) -> tuple[Counter[str], int]:
    """What was said of each file through the child, and the parent's peak memory in MiB."""
    outcomes: Counter[str] = Counter()
    with ChildExtractor() as extractor:
        for path in paths:
            outcomes[_outcome(extractor, path)] += 1
    return outcomes, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _outcome(extractor: ChildExtractor, path: Path) -> str:
    try:
        text = extractor.extract(path, name=path.name)
    except FileUnreadable as unreadable:
        return unreadable.reason
    return f"in part: {text.unread[0].reason}" if text.unread else "read"


if __name__ == "__main__":
    main()
