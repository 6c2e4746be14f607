"""Whether there is hardly any text: then what is drawn may be letters too."""

import re
from itertools import islice

_FEW_CHARACTERS = 20
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def has_little_text(text: str) -> bool:
    """No more letters and digits than a title has."""
    return sum(1 for _ in islice(_LETTER_OR_DIGIT.finditer(text), _FEW_CHARACTERS + 1)) <= _FEW_CHARACTERS
