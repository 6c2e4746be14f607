"""What a second reader sees in PDFs and we do not find: each word that pdftotext reads on a page, looked for as a code there.

`python -m bench.second_reader [CORPUS]` prints what was not found on pages that nothing is said of, and keeps it in
bench/results/second_reader.json. A word is no verdict: pdftotext joins columns and halves of words, and the rules of matching refuse
12.5 and what follows a dash. So look at each before calling it a miss. Needs poppler-utils.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.domain.errors import FileUnreadable
from holescan.domain.matching import CompiledCodes, MatchOptions
from holescan.domain.text import ExtractedText, page_place

CORPUS = Path("..", "shared", "corpus")
RESULTS = Path(__file__).parent / "results" / "second_reader.json"
PDFTOTEXT = "pdftotext"

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_LETTER, _DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"\d")
_LONGEST_WORD = 40
_LEAST_LETTERS, _LEAST_DIGITS, _LEAST_MIXED = 4, 4, 3


def main(arguments: Sequence[str]) -> None:
    """Compare, print, store."""
    if not shutil.which(PDFTOTEXT):
        print(f"{PDFTOTEXT} is not installed: nothing was compared")
        return
    figures = compared(Path(*arguments) if arguments else CORPUS)
    RESULTS.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
    print(json.dumps(figures, indent=2, ensure_ascii=False))


def compared(corpus: Path) -> dict[str, object]:
    """How much was compared, and what was not found, by file and page."""
    files = words = 0
    missing: dict[str, list[str]] = {}
    with ChildExtractor() as extractor:
        for path in sorted(corpus.rglob("*.pdf")):
            ours = _ours(extractor, path)
            if ours is None:
                continue
            files += 1
            for page, theirs in enumerate(_theirs(path), start=1):
                seen = sorted(set(_words(theirs)))
                words += len(seen)
                if lost := _not_found(seen, ours, page):
                    missing[f"{path.relative_to(corpus)}, {page_place(page)}"] = lost
    return {"files": files, "words": words, "not found": sum(map(len, missing.values())), "where": missing}


def _ours(extractor: ChildExtractor, path: Path) -> ExtractedText | None:
    try:
        return extractor.extract(path, name=path.name)
    except FileUnreadable:
        return None  # the whole file is told as not examined


def _theirs(path: Path) -> list[str]:
    command = [PDFTOTEXT, "-q", "-raw", "-enc", "UTF-8", str(path), "-"]
    answer = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - a fixed command on our own files
    return answer.stdout.decode("utf-8", "replace").split("\f")


def _words(text: str) -> Iterator[str]:
    """What may be a tag: letters with digits, or enough of either."""
    for word in text.split():
        bare = _EDGES.sub("", word)
        letters, digits = len(_LETTER.findall(bare)), len(_DIGIT.findall(bare))
        is_mixed = bool(letters and digits) and letters + digits >= _LEAST_MIXED
        is_long = digits >= _LEAST_DIGITS or (letters >= _LEAST_LETTERS and not digits)
        if (is_mixed or is_long) and len(bare) <= _LONGEST_WORD:
            yield bare


def _not_found(words: Sequence[str], ours: ExtractedText, page: int) -> list[str]:
    """Those that are not on the page; none where the page, or all from there on, is told as unread."""
    if any(gap.place == page_place(page) or gap.place.startswith("after") for gap in ours.unread):
        return []
    parts = tuple(part for part in ours.parts if part.page == page)
    found = {match.code for match in CompiledCodes.compile(words, MatchOptions()).find(ExtractedText(parts, pages=1))}
    return [word for word in words if word not in found]


if __name__ == "__main__":
    main(sys.argv[1:])
