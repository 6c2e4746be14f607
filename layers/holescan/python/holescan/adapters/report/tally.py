"""What the report counts while the outcomes pass by: totals, and for each code the files it was found in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from holescan.domain.examination import FileStatus, How, Match, NearMiss, NearMissKind
from holescan.domain.files import FileRef
from holescan.domain.matching import parse_code
from holescan.domain.outcomes import Outcome
from holescan.domain.session import ReportTotals
from holescan.protocol.code_rows import code_row, not_found_row
from holescan.protocol.row_models import MAX_NEAR_IN_ROW, CodeRow, NotFoundRow

NAMES_IN_ALL = 200_000
NAMES_PER_CODE = 20
NAME_CHARACTERS = 80
"""At most so many names of so many characters are kept: about 30 MB, whatever the number of codes and files."""

NEAR_IN_ALL = 100_000
"""At most so many near misses are kept while nobody knows yet which codes will not be found: about 80 MB."""

_HOW_ORDER = tuple(How)

NearPlace = tuple[NearMiss, FileRef]


@dataclass(slots=True)
class CodeTally:
    """Where one code was found. `names` holds the first few files; `files` counts all of them.

    `first` is the first place as a near miss of any other code that differs in spelling only.
    """

    weak: bool
    how: How
    first: NearPlace
    files: int = 0
    places: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, match: Match, name: str, max_names: int) -> None:
        """Count one more file with the code."""
        self.files += 1
        self.places += match.count
        self.how = min(self.how, match.how, key=_HOW_ORDER.index)
        if len(self.names) < max_names:
            self.names.append(name[:NAME_CHARACTERS])


@dataclass(slots=True)
class Tally:
    """Everything that is known once all outcomes were seen. Memory grows with the codes, not with the files.

    Attributes:
        listed: files in the listing's log; the outcomes should add up to it.
        only_weak: files whose only codes are weak.
        near: of codes not found so far, the first places that are like them.
    """

    codes: tuple[str, ...]
    listed: int
    matched: int = 0
    no_match: int = 0
    not_examined: int = 0
    unread_files: int = 0
    only_weak: int = 0
    found: dict[str, CodeTally] = field(default_factory=dict)
    near: dict[str, list[NearPlace]] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Count one file."""
        match outcome.status:
            case FileStatus.MATCH:
                self._add_matches(outcome)
            case FileStatus.NO_MATCH:
                self.no_match += 1
            case FileStatus.NOT_EXAMINED:
                self.not_examined += 1
        self._add_near(outcome)

    @property
    def accounted(self) -> int:
        """Files with a verdict."""
        return self.matched + self.no_match + self.not_examined

    @property
    def reconciles(self) -> bool:
        """True when every listed file has exactly one verdict."""
        return self.accounted == self.listed

    @property
    def totals(self) -> ReportTotals:
        """The figures that COMPLETE repeats."""
        return ReportTotals(
            listed=self.listed,
            matched=self.matched,
            no_match=self.no_match,
            not_examined=self.not_examined,
            unread_files=self.unread_files,
            codes_not_found=sum(1 for _ in self.codes_not_found()),
            only_weak=self.only_weak,
        )

    def codes_found(self) -> Iterator[tuple[str, CodeTally]]:
        """In the order of the user's list."""
        return ((code, self.found[code]) for code in self.codes if code in self.found)

    def codes_not_found(self) -> Iterator[str]:
        """In the order of the user's list."""
        return (code for code in self.codes if code not in self.found)

    def code_rows(self) -> Iterator[CodeRow]:
        """What clients are told of the codes found."""
        for code, tally in self.codes_found():
            yield code_row(code, weak=tally.weak, files=tally.files, places=tally.places, names=tally.names)

    def not_found_rows(self) -> Iterator[NotFoundRow]:
        """What clients are told of the codes not found."""
        return (not_found_row(code, self.near.get(code, ())) for code in self.codes_not_found())

    def add_doubles(self) -> None:
        """Last of all: show of a code not found where its double is, which took every place by its better spelling."""
        doubles = {parse_code(code).identity: found.first for code, found in self.found.items()}
        for code in self.codes_not_found():
            if double := doubles.get(parse_code(code).identity):
                miss, file = double
                near = [(replace(miss, code=code), file), *self.near.get(code, ())]
                self.near[code] = near[:MAX_NEAR_IN_ROW]

    def _add_matches(self, outcome: Outcome) -> None:
        matches = outcome.examination.matches
        self.matched += 1
        self.unread_files += bool(outcome.examination.unread)
        self.only_weak += all(match.weak for match in matches)
        self._add_codes(matches, outcome.file)

    def _add_codes(self, matches: Iterable[Match], file: FileRef) -> None:
        max_names = max(1, min(NAMES_PER_CODE, NAMES_IN_ALL // max(1, len(self.codes))))
        for match in matches:
            if match.code not in self.found:
                self.found[match.code] = CodeTally(match.weak, match.how, (_spelled_so(match), file))
            self.found[match.code].add(match, file.name, max_names)
            self.near.pop(match.code, None)

    def _add_near(self, outcome: Outcome) -> None:
        most = max(1, min(MAX_NEAR_IN_ROW, NEAR_IN_ALL // max(1, len(self.codes))))
        for miss in outcome.examination.near:
            if miss.code not in self.found:
                places = self.near.setdefault(miss.code, [])
                if len(places) < most:
                    places.append((miss, outcome.file))


def _spelled_so(match: Match) -> NearMiss:
    return NearMiss(match.code, match.found_as, NearMissKind.SPELLING, match.page, match.place)
