"""Letter-spaced text ("B H - 0 7"): the gaps between the letters tell which of them make a word."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

_SPELLED = re.compile(r"(?<!\S)\S(?: {1,2}\S){3,}(?!\S)")
# A gap between words is at least this many times the usual step from letter to letter; I and W differ less.
_WORD_GAP = 1.7
_LINE_STEP = 0.5


@dataclass(frozen=True, slots=True)
class _Letter:
    character: str
    x: float
    y: float


def is_spelled(text: str) -> bool:
    """Somewhere four or more single characters stand with single gaps."""
    return _SPELLED.search(text) is not None


def spelled_words(text_page: pypdfium2.PdfTextPage) -> str:
    """The spelled stretches of a page put together again, a word a line."""
    return "\n".join(word for run in _runs(text_page) for word in _words(run))


def _runs(text_page: pypdfium2.PdfTextPage) -> Iterator[list[_Letter]]:
    """Letters of each stretch in which single characters and gaps alternate."""
    run: list[_Letter] = []
    gap = True
    for letter in _letters(text_page):
        if letter.character in "\r\n":
            yield run
            run, gap = [], True
        elif letter.character.isspace():
            gap = True
        elif gap:
            run.append(letter)
            gap = False
        else:  # two characters without a gap: an ordinary word
            yield run[:-1]
            run = []
    yield run


def _letters(text_page: pypdfium2.PdfTextPage) -> Iterator[_Letter]:
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text_page.count_chars()):
        pdfium.FPDFText_GetCharOrigin(text_page.raw, index, ctypes.byref(x), ctypes.byref(y))
        yield _Letter(chr(pdfium.FPDFText_GetUnicode(text_page.raw, index)), x.value, y.value)


def _words(run: list[_Letter]) -> Iterator[str]:
    if len(run) < 2:  # noqa: PLR2004 - one letter is no word that was spelled
        return
    steps = [math.dist((a.x, a.y), (b.x, b.y)) for a, b in pairwise(run)]
    usual = median(steps)
    word = run[0].character
    for step, letter in zip(steps, run[1:], strict=True):
        if step > _WORD_GAP * usual:
            yield word
            word = ""
        word += letter.character
    yield word
