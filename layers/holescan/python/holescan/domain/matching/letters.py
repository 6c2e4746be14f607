"""The letters and digits of a list of codes: what the index compares with those of a text.

All codes pass the folding in one text, a line each: 10,000 calls for 10,000 codes would cost ten times as much.
"""

from collections.abc import Iterable

from holescan.domain.matching.alphabet import letters_in
from holescan.domain.matching.folding import fold
from holescan.domain.matching.parsing import strip_leading_zeros


def letters_of(codes: Iterable[str], *, ignores_zeros: bool = False) -> list[str]:
    """Of each code the letters and digits, folded; "" where it has none.

    Args:
        ignores_zeros: numbers are told without their leading zeros.
    """
    # No letter or digit is lost where a line ends inside a code.
    lines = [" ".join(code.splitlines()) for code in codes]
    folded = fold("\n".join(lines)).text
    return letters_in(strip_leading_zeros(folded) if ignores_zeros else folded).split("\n") if lines else []
