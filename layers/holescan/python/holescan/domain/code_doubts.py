"""What is doubtful about the codes of a list, each held against the others."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from holescan.domain.code_entries import has_digit, is_placeholder
from holescan.domain.matching import LONGEST_WEAK, parse_code

# A comma between digits is a decimal one, or sets off thousands.
_BETWEEN_CODES = re.compile(r"[;；、\r\n]|(?<!\d)[,，]|[,，](?!\d)")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS_STAND_IN = "0"


# Letters and digits are quickly told; only of the few codes for which they leave a question the gaps are looked at.
def weak_among(codes: Sequence[str], letters: Sequence[str]) -> tuple[str, ...]:
    """Codes so short that a hit may be chance; `letters` as `letters_of` gives them."""
    short = (code for code, of_code in zip(codes, letters, strict=True) if len(of_code) <= LONGEST_WEAK)
    return tuple(code for code in short if parse_code(code).is_weak)


def colliding_among(codes: Sequence[str], letters: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of codes that normalised matching cannot tell apart; `letters` as above."""
    often = Counter(letters)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for code, of_code in zip(codes, letters, strict=True):
        if often[of_code] > 1:
            alike[parse_code(code).identity].append(code)
    return tuple(tuple(group) for group in alike.values() if len(group) > 1)


def remarks_among(codes: Sequence[str]) -> tuple[str, ...]:
    """Those that are probably none: they stand for a missing code, or are words that no code with digits has.

    A list of names without digits tells nothing of the kind, so there are none in it.
    """
    words = [code for code in codes if not has_digit(code)]
    placeholders = set(filter(is_placeholder, words))
    if 2 * (len(words) - len(placeholders)) > len(codes) - len(placeholders):
        return ()
    phrases = _unfamiliar([code for code in words if " " in code], codes)
    return tuple(code for code in words if code in placeholders or code in phrases)


def holding_several(entries: Sequence[str]) -> tuple[int, ...]:
    """Numbers of the entries that seem to be several codes, such as BH-1, BH-2. Line ends matter.

    A code may hold a comma. So the pieces must have digits, and be built like each other or like other entries.
    """
    split = {number: pieces for number, entry in enumerate(entries) if len(pieces := _pieces(entry)) > 1}
    if not split:
        return ()
    known = {_build(" ".join(entry.split())) for number, entry in enumerate(entries) if number not in split}
    return tuple(number for number, pieces in split.items() if _are_codes(set(map(_build, pieces)), known))


def _pieces(entry: str) -> list[str]:
    if not _BETWEEN_CODES.search(entry):
        return [entry]
    return [" ".join(piece.split()) for piece in _BETWEEN_CODES.split(entry) if piece.strip()]


def _build(text: str) -> str:
    """HOLE 12 is built like BH 7: letters, a space, digits."""
    return _DIGITS.sub(_DIGITS_STAND_IN, _LETTERS.sub("A", text))


def _are_codes(builds: set[str], known: set[str]) -> bool:
    return all(_DIGITS_STAND_IN in build for build in builds) and (len(builds) == 1 or builds <= known)


def _unfamiliar(phrases: Sequence[str], codes: Sequence[str]) -> frozenset[str]:
    """Without the phrases that share a word with a code: HOLE A is one where HOLE 1 is."""
    if not phrases:
        return frozenset()
    familiar = {word for code in codes if has_digit(code) for word in code.split()}
    return frozenset(phrase for phrase in phrases if familiar.isdisjoint(phrase.split()))
