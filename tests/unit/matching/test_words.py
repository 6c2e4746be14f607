import re

import pytest

from holescan.domain.matching.alphabet import GLUING, UNSPACED
from holescan.domain.matching.folding import fold
from holescan.domain.matching.words import Words

TEXTS = [
    "",
    "HOLE-1, BH_07\tX\nY",
    "Mã hố HOLE–1 Ø12°",
    "45°HOLE-1 ½BH€07 ÄÖ_Ü",
    "孔BH-1号 HOLE-1",
    "\x1cA\x1fB\ud800C 𝐀",
]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_those_of_the_alphabet_and_stand_where_they_are_said_to(text: str) -> None:
    folded = fold(text).text
    expected = [found.span() for found in re.finditer(f"{GLUING}+|(?=\\w){UNSPACED}", folded)]
    words = Words(folded, ignores_zeros=False)
    assert [words.span(number, words.offsets[number + 1]) for number in range(len(expected))] == expected
    assert words.joined == "".join(folded[start:end] for start, end in expected)
