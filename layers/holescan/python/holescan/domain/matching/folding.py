"""Folding: different characters that mean the same become one, and every folded character knows its source.

The codec machinery does the work: encoding to ASCII copies plain text at the speed of C and
calls `_fold_unencodable` for each stretch of other characters only.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from holescan.domain.matching.alphabet import HYPHEN_MARK

_DASHES = (
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
    "\u02d7\u058a\u05be\u207b\u208b\u30fc\uff70\u2500\u23af"
)
_HYPHEN_MARKS = "\u00ad\ufffe"  # soft hyphen; PDFium's stand-in for a dash and the line end after it
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u2036\u301d\u301e\u301f\uff02\u02ba\u02ee\u05f4"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u2035\u02b9\u02bb\u02bc\u02bd\u02c8\uff07\u00b4\u05f3"
_LINE_ENDS = "\u0085\u2028\u2029"
_SLASHES = "\u2044\u2215"
_INVISIBLE = "\u034f\u180b\u180c\u180d" + "".join(map(chr, range(0xFE00, 0xFE10)))

_SPECIAL: dict[str, str] = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_HYPHEN_MARKS, HYPHEN_MARK),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_SLASHES, "/"),
    **dict.fromkeys(_INVISIBLE, ""),
    **dict.fromkeys(map(chr, range(0xE0100, 0xE01F0)), ""),  # variation selectors of Han
}
# Unicode's general categories that fold as a whole: spaces, format characters, lone surrogates.
_BY_CATEGORY = {"Zs": " ", "Cf": "", "Cs": "\ufffd"}

_LOWER = bytes(range(ord("a"), ord("z") + 1))
_ASCII = bytes.maketrans(_LOWER + b"\r\v\f`", _LOWER.upper() + b" \n\n'")
_HANDLER = "holescan.fold"
_NON_ASCII = re.compile("[^\x00-\x7f]+")


@dataclass(frozen=True)
class Folded:
    """A folded text beside its source.

    Attributes:
        text: what is matched.
        source: the NFC text that positions outside this package refer to.
    """

    text: str
    source: str = field(repr=False)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The place in `source` of a stretch of `text` that is not empty."""
        if self._origins is None:
            return start, end
        return self._origins[start], self._origins[end - 1] + 1

    @cached_property
    def _origins(self) -> list[int] | None:
        """Of each folded character, the index of its source; None where they are equal."""
        runs = [
            (run.start(), _fold_run(run[0], _follows_digit(self.source, run.start())))
            for run in _NON_ASCII.finditer(self.source)
        ]
        if all(len(piece) == 1 for _, pieces in runs for piece in pieces):
            return None
        origins: list[int] = []
        done = 0
        for start, pieces in runs:
            origins.extend(range(done, start))
            done = start + len(pieces)
            for at, piece in enumerate(pieces, start):
                origins.extend([at] * len(piece))
        origins.extend(range(done, len(self.source)))
        return origins


def fold(text: str) -> Folded:
    """Fold a text or a code; both must pass here, or they cannot meet."""
    source = unicodedata.normalize("NFC", text)
    return Folded(source.encode("ascii", _HANDLER).translate(_ASCII).decode("utf-8"), source)


def _fold_unencodable(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    run = error.object[error.start : error.end]
    return "".join(_fold_run(run, _follows_digit(error.object, error.start))).encode(), error.end


codecs.register_error(_HANDLER, _fold_unencodable)


def _follows_digit(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdecimal()


@lru_cache(maxsize=4096)
def _fold_run(run: str, after_digit: bool) -> tuple[str, ...]:
    """The folded piece of each character; the first of them may stand after a digit outside the run."""
    behind_digit = (after_digit, *(character.isdecimal() for character in run[:-1]))
    return tuple(
        _split_fraction(character, _fold_character(character)) if behind else _fold_character(character)
        for character, behind in zip(run, behind_digit, strict=True)
    )


def _split_fraction(character: str, folded: str) -> str:
    """Keep 1½ apart from 11/2, which is what NFKC alone makes of it.

    By a dash, which equals the space of "1 1/2" inside a code and, unlike it, glues: P-1 does not stand alone in P-1½.
    """
    return "-" + folded if unicodedata.decomposition(character).startswith("<fraction>") else folded


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    special = _SPECIAL.get(character)
    if special is not None:
        return special
    return "".join(map(_fold_simple, unicodedata.normalize("NFKC", character).upper()))


def _fold_simple(character: str) -> str:
    special = _SPECIAL.get(character, _BY_CATEGORY.get(unicodedata.category(character)))
    if special is not None:
        return special
    return str(unicodedata.decimal(character, character))
