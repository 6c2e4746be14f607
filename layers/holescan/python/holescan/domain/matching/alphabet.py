"""The kinds of characters that a folded text is made of, as pieces of regular expressions."""

import re
from functools import cache
from itertools import accumulate, compress, repeat
from operator import add

# A hyphen that a reader may have lost or added at a line end: a dash, and between two letters also nothing.
HYPHEN_MARK = "\x02"

# Scripts written without spaces between words. Their characters never glue to a code: BH-1 stands alone in 孔BH-1号.
# Hangul is among them because Korean particles follow a name without a space.
_UNSPACED_RANGES = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f00-\u0fff"  # Tibetan
    "\u1000-\u109f"  # Myanmar
    "\u1100-\u11ff"  # Hangul Jamo
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035"  # ideographic iteration marks and numerals
    "\u3040-\u318f\u31a0-\u31bf\u31f0-\u31ff"  # kana, Bopomofo, Hangul compatibility Jamo
    "\u3400-\u4dbf\u4e00-\u9fff"  # Han
    "\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    "\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"  # Han and kana, later additions
)

UNSPACED = rf"[{_UNSPACED_RANGES}]"
LETTER_OR_DIGIT = r"[^\W_]"
GLUING = rf"[^\W_{_UNSPACED_RANGES}]"
INCH = "(?:\"|'')"

# These scripts cost milliseconds wherever a pattern names them, so few are made when a worker starts.
_ANY_UNSPACED = re.compile(f"(?=\\w){UNSPACED}")
_SYMBOL = re.compile(r"[^\w\x00-\x7f]")
_ASCII = bytes(range(128))
# Of ASCII only capitals and digits stay; of UTF-8, what is beyond ASCII too.
_GAPS = re.sub(rb"[A-Z0-9]", b"", _ASCII)
_GAPS_IN_LINE = _GAPS.replace(b"\n", b"")
_SPACED = bytes.maketrans(_GAPS, b" " * len(_GAPS))


def words_of(folded: str) -> list[str]:
    """Letters and digits without a gap, or one character of an unspaced script.

    Every hit begins where a word begins and ends where a word ends, apart from punctuation of the code itself.
    """
    return _any_word().findall(folded) if has_unspaced(folded) else _gapped(folded).split()


def word_starts(folded: str) -> list[int]:
    """Where each of the words begins."""
    if has_unspaced(folded):
        return [word.start() for word in _any_word().finditer(folded)]
    pieces = _gapped(folded).split(" ")
    return list(compress(accumulate(map(add, map(len, pieces), repeat(1)), initial=0), pieces))


def letters_in(folded: str) -> str:
    """The words of each line without anything between."""
    return _without_symbols(folded, "").encode().translate(None, _GAPS_IN_LINE).decode()


def has_unspaced(folded: str) -> bool:
    """A character of an unspaced script is among these."""
    return not folded.isascii() and _ANY_UNSPACED.search(beyond_ascii(folded)) is not None


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile(f"{GLUING}+|(?=\\w){UNSPACED}")


def _gapped(folded: str) -> str:
    """As long as the text, with a space for each character that is in no word: C tells words apart by spaces."""
    return _without_symbols(folded, " ").encode().translate(_SPACED).decode()


def _without_symbols(folded: str, stand_in: str) -> str:
    """Of what is beyond ASCII, letters and digits only."""
    if folded.isascii() or not _SYMBOL.search(beyond_ascii(folded)):
        return folded
    return _SYMBOL.sub(stand_in, folded)


def beyond_ascii(folded: str) -> str:
    """Its other characters: few or none in most texts, and C finds them."""
    return folded.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
