"""What finding codes in PDFs costs: ours against PDFium's text extraction alone and against what people write, in one run.

`python -m bench.extraction [CORPUS]` prints processor seconds and ratios, and keeps them in bench/results/extraction.json.
Each way is a process of its own; its start, its children and its imports count. Ways take turns many times a second (see
bench.turns), and the middle of the rounds is told. Files of the corpus that are bombs, or that PDFium refuses, are left out.
"""

import json
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median

import pypdfium2

from bench.matching import code_list
from bench.turns import Way, cpu_in_turns

CORPUS = Path("..", "shared", "corpus")
RESULTS = Path(__file__).parent / "results" / "extraction.json"
ROUNDS = 15
# pdfminer.six would take minutes for all, and hours where it is followed by 100,000 searches: with all lists a few files are
# looked through, where the start weighs most.
SAMPLED, SAMPLED_FOR_ALL_LISTS = 3, 50
MANY_CODES, FEW_CODES = 10_000, 100
LISTS = (10, 1_000, 10_000, 100_000)

Ways = dict[str, Way]


def main() -> None:
    """Measure, print, store."""
    match sys.argv[1:]:
        case ["--raw", *paths]:
            for path in paths:
                raw_text(path)
        case ["--pdfminer", codes, *paths]:
            for path in paths:
                naive_find(path, Path(codes).read_text().splitlines())
        case arguments:
            figures = measured(Path(*arguments) if arguments else CORPUS)
            RESULTS.write_text(json.dumps(figures, indent=2) + "\n")
            print(json.dumps(figures, indent=2))


def measured(corpus: Path) -> dict[str, object]:
    """All figures of one run."""
    pages = {str(path): pages_of(path) for path in sorted(corpus.rglob("*.pdf")) if "bomb" not in path.name}
    pdfs = [path for path, count in pages.items() if count]
    sample, few = pdfs[::SAMPLED], pdfs[::SAMPLED_FOR_ALL_LISTS]
    with tempfile.TemporaryDirectory() as folder:
        lists = {size: _code_file(Path(folder), size) for size in {*LISTS, MANY_CODES, FEW_CODES}}
        rounds = [cpu_in_turns(ways(pdfs, lists[MANY_CODES])) for _ in range(ROUNDS)]
        part = cpu_in_turns(ways(sample, lists[FEW_CODES]) | people_write(sample, lists[FEW_CODES]))
        by_codes = {size: cpu_in_turns(ways(few, lists[size]) | people_write(few, lists[size])) for size in LISTS}
    return {
        "pdfs": len(pdfs),
        "pages": sum(pages.values()),
        "codes": MANY_CODES,
        **_of_rounds(rounds, len(pdfs), sum(pages.values())),
        "sample": {"pdfs": len(sample), "codes": FEW_CODES, "cpu_s": _rounded(part), "to_ours": _to_ours(part)},
        "by_number_of_codes": {
            "pdfs": len(few),
            "cpu_s": {size: _rounded(each) for size, each in by_codes.items()},
            "to_ours": {size: _to_ours(each) for size, each in by_codes.items()},
        },
    }


def _of_rounds(rounds: Sequence[Mapping[str, float]], files: int, pages: int) -> dict[str, object]:
    """The middle of the rounds, for each file and each page, and the ratios of all."""
    cpu_s = {way: median(each[way] for each in rounds) for way in rounds[0]}
    ratios = sorted(each["holescan_find"] / each["raw_pdfium"] for each in rounds)
    return {
        "cpu_s": _rounded(cpu_s),
        "cpu_ms_per_file": _rounded({way: 1000 * each / files for way, each in cpu_s.items()}),
        "cpu_ms_per_page": _rounded({way: 1000 * each / pages for way, each in cpu_s.items()}),
        "ours_to_raw": round(median(ratios), 2),
        "ours_to_raw_by_round": [round(ratio, 2) for ratio in ratios],
    }


def ways(pdfs: Sequence[str], codes: str) -> Ways:
    """Ours, and the limit: PDFium's text of every page and nothing else."""
    find = [sys.executable, "-m", "client.main", "find", "--ocr", "off", "--json", "--codes", codes, *pdfs]
    raw = [sys.executable, "-m", "bench.extraction", "--raw", *pdfs]
    return {"raw_pdfium": Way(raw, turn_s=0.05), "holescan_find": Way(find, turn_s=0.09)}


def people_write(pdfs: Sequence[str], codes: str) -> Ways:
    """pdfminer.six with a search for each code; and two commands, where they are installed."""
    script = [sys.executable, "-m", "bench.extraction", "--pdfminer", codes, *pdfs]
    tools: Ways = {"pdfminer_and_a_loop": Way(script, turn_s=1.2)}
    if shutil.which("pdftotext"):
        shell = 'codes=$1; shift; for pdf; do pdftotext "$pdf" - | grep -o -i -F -f "$codes"; done'
        tools["pdftotext_grep"] = Way(["sh", "-c", shell, "sh", codes, *pdfs], turn_s=0.1)
    if shutil.which("pdfgrep"):
        tools["pdfgrep"] = Way(["pdfgrep", "-H", "-i", "-F", "-f", codes, *pdfs], turn_s=0.1)
    return tools


def raw_text(path: str) -> None:
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


def naive_find(path: str, codes: Iterable[str]) -> list[str]:
    """The script everybody writes first."""
    from pdfminer.high_level import extract_text  # noqa: PLC0415 - its own process pays for it
    from pdfminer.psexceptions import PSException  # noqa: PLC0415

    try:
        text = extract_text(path)
    except (PSException, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []  # what it costs to fail counts too
    return [code for code in codes if re.search(rf"\b{re.escape(code)}\b", text)]


def pages_of(path: Path) -> int:
    """How many PDFium sees; 0 where it refuses the file, which then has no raw figure to compare with."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 0
    pages = len(document)
    document.close()
    return pages


def _to_ours(cpu_s: Mapping[str, float]) -> dict[str, float]:
    return _rounded({way: each / cpu_s["holescan_find"] for way, each in cpu_s.items()})


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {way: round(figure, 2) for way, figure in figures.items()}


def _code_file(folder: Path, size: int) -> str:
    path = folder / f"{size}.txt"
    path.write_text("\n".join(code_list(size, random.Random(size))) + "\n")  # noqa: S311 - the same list every time
    return str(path)


if __name__ == "__main__":
    main()
