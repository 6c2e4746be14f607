"""Look-alikes: characters that text recognition takes for each other, one representative for each class."""

import re

from holescan.domain.matching.alphabet import beyond_ascii

_CLASSES = ("O0", "I1L", "S5", "B8", "Z2", "G6")
_CYRILLIC = dict(zip("АВЕКМНОРСТУХІЈЅԚԜ", "ABEKMHOPCTYXIJSQW", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
_LATIN = {alike: kind[0] for kind in _CLASSES for alike in kind}
_FOREIGN = {foreign: _LATIN.get(latin, latin) for foreign, latin in (_CYRILLIC | _GREEK).items()}
_ANY_FOREIGN = re.compile(f"[{''.join(_FOREIGN)}]")
# In UTF-8 a byte of ASCII is never a part of another character.
_BYTES = bytes.maketrans("".join(_LATIN).encode(), "".join(_LATIN.values()).encode())

MAX_SUBSTITUTIONS = 2
MIN_LENGTH = 4  # a shorter code is one misreading away from too many others


def representative(folded: str) -> str:
    """The same length; equal for two texts that text recognition might take for each other."""
    latin = folded.encode().translate(_BYTES).decode()
    if latin.isascii() or not _ANY_FOREIGN.search(beyond_ascii(latin)):
        return latin
    return _ANY_FOREIGN.sub(lambda found: _FOREIGN[found[0]], latin)


def looks_latin(folded: str) -> bool:
    """It has letters of another alphabet, and nothing that would not pass for Latin."""
    return not folded.isascii() and representative(folded).isascii()


def substitutions(found: str, code: str) -> int:
    """In how many places two texts of one length differ."""
    return 0 if found == code else sum(a != b for a, b in zip(found, code, strict=True))
