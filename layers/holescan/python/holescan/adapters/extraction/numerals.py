"""Numbers as lists show them: 7, 07, G, vii."""

import re
from collections.abc import Callable

_ZEROS = re.compile(r"0*1\b")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ALPHABET = 26


def numeral(number: int, form: str) -> str:
    """A number in one of Word's forms; `form` may be an example of the first ("001, 002, 003, ...")."""
    if form in _FORMS:
        return _FORMS[form](number)
    example = _ZEROS.match(form)
    return str(number).zfill(len(example[0])) if example else str(number)


def _letters(number: int) -> str:
    """After z come aa, bb, cc."""
    times, letter = divmod(max(number, 1) - 1, _ALPHABET)
    return chr(ord("a") + letter) * min(times + 1, 50)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * min(times, 50)
    return text


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02}".format,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "none": lambda _: "",
    "bullet": lambda _: "",
}
