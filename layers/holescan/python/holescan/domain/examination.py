"""What one attempt at a file showed: the three verdicts and the rule that chooses between them."""

from dataclasses import dataclass
from enum import StrEnum

from holescan.domain.reasons import Reason
from holescan.domain.text import Unread


class How(StrEnum):
    """How closely the text equals the code, best first."""

    EXACT = "exact"
    NORMALISED = "normalised"
    OCR = "ocr"


class NearMissKind(StrEnum):
    """Why a place that is like a code does not count as it.

    LONGER_CODE: the code is a part of a longer one (HOLE-1 in HOLE-1A). LEADING_ZEROS: only zeros differ (HOLE-01).
    LOOKALIKE: only letters and digits that are easily misread differ (H0LE-1). SPELLING: only case, dashes or spaces
    differ, where they count (hole 1).
    """

    LONGER_CODE = "longer_code"
    LEADING_ZEROS = "leading_zeros"
    LOOKALIKE = "lookalike"
    SPELLING = "spelling"


class FileStatus(StrEnum):
    """The verdict on a file. NO_MATCH is only ever said of a file that was read completely."""

    MATCH = "MATCH"
    NO_MATCH = "NO_MATCH"
    NOT_EXAMINED = "NOT_EXAMINED"


@dataclass(frozen=True, slots=True)
class Match:
    """One code found in one file, all its places together.

    Attributes:
        code: as the user's list spells it.
        found_as: as the file spells it, at the best place.
        how: of the best place.
        weak: the code is so short that a hit may be chance; never in the headline.
        count: how many places, exact however many are stored.
        page: first page, from 1; None where the format has none.
        pages: the first 20 pages with a hit, ascending.
        place: of the first hit, "" where the page says enough.
        snippet: about 40 characters either side on one line, no control characters.
    """

    code: str
    found_as: str
    how: How
    weak: bool
    count: int
    page: int | None
    pages: tuple[int, ...]
    place: str
    snippet: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A place that is like a code of the list, in a file that does not carry the code.

    Attributes:
        code: as the user's list spells it.
        found_as: what stands there, with what keeps it from being the code: HOLE-1A.
        page: from 1; None where the format has none.
        place: "" where the page says enough.
    """

    code: str
    found_as: str
    why: NearMissKind
    page: int | None
    place: str


@dataclass(frozen=True, slots=True)
class Examination:
    """What one attempt at a file showed, before it is judged.

    Attributes:
        matches: every code found, best first.
        unread: what was not read; one entry with place "" when that is the whole file.
        pages: pages read; 0 when the file was not opened.
        characters: characters read.
        near: a few places that are like codes not found here, one a code. No verdict looks at them.
    """

    matches: tuple[Match, ...] = ()
    unread: tuple[Unread, ...] = ()
    pages: int = 0
    characters: int = 0
    near: tuple[NearMiss, ...] = ()

    @classmethod
    def failed(cls, reason: Reason) -> "Examination":
        """Nothing of the file was read."""
        return cls(unread=(Unread(place="", reason=reason),))

    @property
    def status(self) -> FileStatus:
        """Any hit: MATCH. No hit and everything read: NO_MATCH. Else NOT_EXAMINED."""
        if self.matches:
            return FileStatus.MATCH
        return FileStatus.NOT_EXAMINED if self.unread else FileStatus.NO_MATCH

    @property
    def reason(self) -> Reason | None:
        """Why the file is NOT_EXAMINED; None for the other verdicts."""
        return self.unread[0].reason if self.status is FileStatus.NOT_EXAMINED else None
