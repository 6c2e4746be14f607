"""Entries of a code list that seem to be several codes: BH-1, BH-2 or BH-1 to BH-9."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from enum import Enum, auto
from typing import NamedTuple

from holescan.domain.code_entries import ANY_DIGITS, ANY_LETTERS, build_of, has_digit

# As between the columns of a table that was pasted as text.
_GAP = re.compile(r"\t| {3,}")
# A comma between digits is a decimal one, or sets off thousands.
_SURE = re.compile(r"[;；、\r\n]|(?<!\d)[,，]|[,，](?!\d)")
_LIKELY = re.compile(
    r"\s(?:to|thru|through|till|until|and|bis|und|et|và|đến)\s|\s[-–—]\s|\.{2,}|[–—…→/&+~|]", re.IGNORECASE
)
# Something of the above, or a space: most codes have none, and lists are long.
_ANY = re.compile(r"[;；、,，\s.–—…→/&+~|]")
_LISTED_NUMBERS = re.compile(r"[^\W\d_].*\d(?:,\d+){2,}")


class _Between(Enum):
    """What stands between the pieces of an entry, by how surely it parts codes."""

    GAP = auto()
    SURE = auto()
    LIKELY = auto()
    SPACE = auto()


class _Cut(NamedTuple):
    pieces: Sequence[str]
    between: _Between


def holding_several(entries: Sequence[str]) -> tuple[int, ...]:
    """Numbers of such entries. Line ends matter.

    A code may hold a comma, a slash or a space. So the pieces must have digits, and be built like each other or like
    other entries, or go on with numbers alone: HOLE-1/2/3. Where a gap as between columns parts them, nobody need look.
    """
    doubtful = ((number, entry) for number, entry in enumerate(entries) if _ANY.search(entry))
    cuts = {number: cut for number, entry in doubtful if _is_doubtful(cut := _cut(entry))}
    if not cuts:
        return ()
    known = {build_of(" ".join(entry.split())) for number, entry in enumerate(entries) if number not in cuts}
    return tuple(number for number, cut in cuts.items() if _are_codes(cut, known))


def _cut(entry: str) -> _Cut:
    if _GAP.search(entry.strip()):
        return _Cut(_pieces(_GAP.split(entry)), _Between.GAP)
    if _SURE.search(entry):
        return _Cut(_pieces(_SURE.split(entry)), _Between.SURE)
    if _LIKELY.search(entry):
        return _Cut(_pieces(_LIKELY.split(entry)), _Between.LIKELY)
    if _LISTED_NUMBERS.fullmatch(entry):
        return _Cut(entry.split(","), _Between.LIKELY)
    return _Cut(entry.split(), _Between.SPACE)


def _pieces(parts: Sequence[str]) -> list[str]:
    return [" ".join(part.split()) for part in parts if part.strip()]


def _is_doubtful(cut: _Cut) -> bool:
    """Told without a look at the other entries, of which there may be 100,000."""
    if len(cut.pieces) <= 1 or cut.between is _Between.GAP:
        return len(cut.pieces) > 1
    return all(map(has_digit, cut.pieces)) and (cut.between is _Between.SURE or ANY_LETTERS in build_of(cut.pieces[0]))


def _are_codes(cut: _Cut, known: AbstractSet[str]) -> bool:
    if cut.between is _Between.GAP:
        return True
    first, *others = map(build_of, cut.pieces)
    is_familiar = first in known or len(others) > 1
    is_row = set(others) == {first}
    if cut.between is _Between.SPACE:
        return is_row and is_familiar
    return is_row or (set(others) == {ANY_DIGITS} and is_familiar) or known >= {first, *others}
