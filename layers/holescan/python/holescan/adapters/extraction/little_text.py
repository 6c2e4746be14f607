"""Whether there is hardly any text: then what is drawn may be letters too."""

import re

_FEW_CHARACTERS = 20
_MORE = re.compile(rf"(?:[^\W_][\W_]*+){{{_FEW_CHARACTERS + 1}}}")


def has_little_text(text: str) -> bool:
    """No more letters and digits than a title has."""
    return _MORE.search(text) is None
