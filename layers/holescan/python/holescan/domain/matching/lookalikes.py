"""Look-alikes: characters that text recognition takes for each other, one representative for each class."""

_CLASSES = ("O0", "I1L", "S5", "B8", "Z2", "G6")
_CYRILLIC = dict(zip("АВЕКМНОРСТУХІЈЅԚԜ", "ABEKMHOPCTYXIJSQW", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
_LATIN = {alike: kind[0] for kind in _CLASSES for alike in kind}
_REPRESENTATIVES = str.maketrans(
    _LATIN | {foreign: _LATIN.get(latin, latin) for foreign, latin in (_CYRILLIC | _GREEK).items()}
)

MAX_SUBSTITUTIONS = 2
MIN_LENGTH = 4  # a shorter code is one misreading away from too many others


def representative(folded: str) -> str:
    """The same length; equal for two texts that text recognition might take for each other."""
    return folded.translate(_REPRESENTATIVES)


def substitutions(found: str, code: str) -> int:
    """In how many places two texts of one length differ."""
    return 0 if found == code else sum(a != b for a, b in zip(found, code, strict=True))
