"""The kinds of characters that a folded text is made of, as pieces of regular expressions."""

import re

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
GLUING_LETTER = rf"[^\W\d_{_UNSPACED_RANGES}]"
INCH = "(?:\"|'')"

_ASCII_WORD = re.compile("[A-Z0-9]+")
_ANY_WORD = re.compile(f"{GLUING}+|(?=\\w){UNSPACED}")


def word_pattern(folded: str) -> re.Pattern[str]:
    """The pattern of a word: letters and digits without a gap, or one character of an unspaced script.

    Every hit begins where a word begins and ends where a word ends, apart from punctuation of the code itself.
    """
    return _ASCII_WORD if folded.isascii() else _ANY_WORD
