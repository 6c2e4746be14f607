"""How fast codes are matched: MB of text per CPU second by the length of the list, and what loading a list costs.

Text and codes are generated, so the figures compare versions of holescan, not drawings.
Run: `python -m bench.matching` prints the figures and writes bench/results/matching.json.
"""

import json
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from holescan.domain.matching import CompiledCodes, MatchMode, MatchOptions
from holescan.domain.text import ExtractedText, TextPart

SIZES = (10, 1_000, 10_000, 100_000)
DOCUMENTS = 80
NAIVE_SECONDS = 4.0
RESULTS = Path(__file__).parent / "results" / "matching.json"

TEN = 10
LOAD = """
import json, sys, time
from pathlib import Path
stored, documents = Path(sys.argv[1]).read_bytes(), json.loads(Path(sys.argv[2]).read_text())
begin = time.process_time()
from holescan.domain.matching import CompiledCodes
from holescan.domain.text import ExtractedText, TextPart
imported = time.process_time()
codes = CompiledCodes.from_bytes(stored)
loaded = time.process_time()
for text in documents:
    codes.examine(ExtractedText((TextPart(text, page=1),), pages=1))
print(imported - begin, loaded - imported, time.process_time() - loaded)
"""

WORDS = (
    "depth casing RL collar sandy CLAY grey fine drilled by SHEET rev pipe support weld elbow NPS SCH40 Bohrung Mã hố"
)


def some_code(rng: random.Random) -> str:
    """A code of one of six families, all alike often."""
    n = rng.randint
    return rng.choice([
        f"HOLE-{n(1, 99999)}",
        f"BH-{n(1, 9999):02}",
        f"DDH_{n(1990, 2026)}_{n(1, 999):03}",
        f'{n(1, 48)}"-{rng.choice(["CWS", "PW", "HC", "IA"])}-{n(1000, 9999)}-{rng.choice("ABC")}{n(1, 9)}B-{rng.choice("NHP")}',
        f"{n(100, 9999)}/{n(1, 40)}",
        f"KB{n(1, 99):02}-{n(1, 99):02}{rng.choice('AEX')}",
    ])  # fmt: skip


def code_list(size: int, rng: random.Random) -> list[str]:
    """Distinct codes of six families; a shorter list is the beginning of a longer one."""
    codes: dict[str, None] = {}
    while len(codes) < size:
        codes[some_code(rng)] = None
    return list(codes)


def document(codes: list[str], rng: random.Random) -> str:
    """About 4 KB as drawings have it: words, many numbers, codes as listed or varied, and their neighbours."""
    lines = []
    for _ in range(90):
        numbers = [
            f"{rng.uniform(0, 9999):.2f}",
            str(rng.randint(0, 5000)),
            f"{rng.randint(0, 60)}-{rng.randint(1, 99)}",
        ]
        code = rng.choice(codes)
        mention = rng.choice(
            [code, code.lower(), code.replace("-", "–"), code.replace("-", " "), "X" + code, code + "-2"]
        )
        words = rng.sample(WORDS.split(), 3)
        lines.append("  ".join([*words, *numbers, *([mention] if rng.random() < 0.3 else [])]))  # noqa: PLR2004 - a share
    return "\n".join(lines)


def cpu_seconds(work: Callable[[], object]) -> float:
    """Of this process; other processes of a shared machine still slow it down."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def speed(compiled: CompiledCodes, documents: list[str]) -> float:
    """MB of UTF-8 text per CPU second, the best of three runs."""
    texts = [ExtractedText((TextPart(text, page=1),), pages=1) for text in documents]
    seconds = min(cpu_seconds(lambda: [compiled.examine(text) for text in texts]) for _ in range(3))
    return megabytes(documents) / seconds


def near_over_find(compiled: CompiledCodes, documents: list[str]) -> float:
    """CPU with near misses over CPU without; both ways take turns, because the machine is never the same twice."""
    texts = [ExtractedText((TextPart(text, page=1),), pages=1) for text in documents]
    runs = [
        (
            cpu_seconds(lambda: [compiled.examine(text) for text in texts]),
            cpu_seconds(lambda: list(map(compiled.find, texts))),
        )
        for _ in range(5)
    ]
    return min(with_near for with_near, _ in runs) / min(without for _, without in runs)


def naive_speed(codes: list[str], documents: list[str]) -> float:
    """The script everybody writes first, on as many documents as it gets through in a few seconds."""
    begin = time.process_time()
    done = []
    for text in documents:
        for code in codes:
            re.search(rf"\b{re.escape(code)}\b", text)
        done.append(text)
        if time.process_time() - begin > NAIVE_SECONDS:
            break
    return megabytes(done) / (time.process_time() - begin)


def megabytes(documents: list[str]) -> float:
    """Of UTF-8."""
    return sum(len(text.encode()) for text in documents) / 1e6


def seconds_of_a_worker(stored: bytes, documents: list[str]) -> tuple[float, float, float]:
    """CPU seconds of import, of loading, and of ten files of text in a fresh process; the run with the least sum of seven."""
    with tempfile.TemporaryDirectory() as folder:
        codes, texts = Path(folder, "codes"), Path(folder, "texts")
        codes.write_bytes(stored)
        texts.write_text(json.dumps(documents[:TEN]))
        return min((_work_once(codes, texts) for _ in range(7)), key=sum)


def _work_once(codes: Path, texts: Path) -> tuple[float, float, float]:
    command = [sys.executable, "-c", LOAD, str(codes), str(texts)]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - ourselves
    imported, loaded, examined = map(float, shown.split())
    return imported, loaded, examined


def figures(size: int) -> dict[str, float | int]:
    """One row of the result: speeds, sizes in bytes and CPU seconds for a list of `size` codes."""
    rng = random.Random(size)  # noqa: S311 - the same figures every time
    codes = code_list(size, rng)
    documents = [document(codes, rng) for _ in range(DOCUMENTS)]
    begin = time.process_time()
    compiled = CompiledCodes.compile(codes, MatchOptions())
    compile_s = time.process_time() - begin
    stored = compiled.to_bytes()
    import_s, load_s, ten_files_s = seconds_of_a_worker(stored, documents)
    row: dict[str, float | int] = {
        "codes": size,
        "mb_per_cpu_s": speed(compiled, documents),
        "near_over_find": near_over_find(compiled, documents),
        "ocr_mb_per_cpu_s": speed(CompiledCodes.compile(codes, MatchOptions(MatchMode.OCR)), documents),
        "naive_mb_per_cpu_s": naive_speed(codes, documents),
        "compile_s": compile_s,
        "stored_bytes": len(stored),
        "import_s": import_s,
        "load_s": load_s,
        "import_and_load_s": import_s + load_s,
        "ten_files_s": ten_files_s,
    }
    return {name: round(value, 5) for name, value in row.items()}


def main() -> None:
    """Print a row for each size and keep all of them."""
    rows = []
    for size in SIZES:
        rows.append(figures(size))
        print("  ".join(f"{name} {value}" for name, value in rows[-1].items()), flush=True)
    RESULTS.parent.mkdir(exist_ok=True)
    report = {"python": platform.python_version(), "machine": platform.machine(), "rows": rows}
    RESULTS.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
