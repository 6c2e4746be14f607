"""The code list of a scan: what a sheet and typed codes come to together, and what people should know about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from holescan.domain import code_warnings
from holescan.domain.code_doubts import (
    colliding_among,
    foreign_among,
    made_by_excel_among,
    remarks_among,
    signed_among,
    weak_among,
)
from holescan.domain.code_sheet import CodeSheet, DateCell, typed_codes
from holescan.domain.errors import RequestRejected
from holescan.domain.matching import letters_of
from holescan.domain.reasons import ErrorCode

MAX_CODES = 100_000


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes of a scan, and what happened on the way to them.

    Attributes:
        codes: distinct, in the order of the sources.
        sources: where they are from.
        repeated: how many entries were the same as an earlier one.
        made_by_excel: codes that look like what Excel makes of others: 1.00E+05, 03-Mar.
        signed: codes that begin or end with a sign, or begin with the number of a list; a drawing must have it too.
        foreign: codes with letters that only look Latin.
        remarks: codes that probably are none.
        weak: codes so short that a hit may be chance.
        colliding: groups of codes that normalised matching cannot tell apart.
    """

    codes: tuple[str, ...]
    sources: tuple[CodeSheet, ...] = ()
    repeated: int = 0
    made_by_excel: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    colliding: tuple[tuple[str, ...], ...] = ()

    @property
    def blank(self) -> int:
        """Cells without any letter or digit."""
        return sum(source.blank for source in self.sources)

    @property
    def dates_made_by_excel(self) -> tuple[DateCell, ...]:
        """Cells that are not among the codes."""
        return tuple(chain.from_iterable(source.dates_made_by_excel for source in self.sources))

    @property
    def columns(self) -> tuple[str, ...]:
        """Labels of all columns of the sheets."""
        return tuple(chain.from_iterable(source.columns for source in self.sources))

    @property
    def label(self) -> str:
        """Of the column that was read; "" where there was no sheet."""
        return next((source.label for source in self.sources if source.label), "")

    def warnings(self) -> tuple[str, ...]:
        """Sentences for people, the most urgent first; none where there is nothing to know."""
        # A repeat or a blank cell costs nobody a match.
        blank = (code_warnings.blank(source.blank, source.column) for source in self.sources)
        harmless = (code_warnings.repeated(self.repeated), *blank)
        return (*self.urgent_warnings(), *filter(None, harmless))

    def urgent_warnings(self) -> tuple[str, ...]:
        """Those about what may cost a match, or makes one doubtful."""
        sentences = (
            *chain.from_iterable(source.warnings() for source in self.sources),
            code_warnings.made_by_excel(self.made_by_excel),
            code_warnings.signed(self.signed),
            code_warnings.foreign(self.foreign),
            code_warnings.remarks(self.remarks),
            code_warnings.colliding(self.colliding),
            code_warnings.weak(self.weak),
        )
        return tuple(filter(None, sentences))


def unite(*sources: CodeSheet | Sequence[str]) -> CodeList:
    """One list of all sources. Empty strings are no codes; the same spelling twice is one code.

    Raises:
        RequestRejected: NO_CODES or TOO_MANY_CODES.
    """
    sheets = tuple(each if isinstance(each, CodeSheet) else typed_codes(each) for each in sources)
    listed = [code for sheet in sheets for code in sheet.codes]
    codes = tuple(dict.fromkeys(listed))
    _refuse_size(len(codes), sheets)
    letters = letters_of(codes)
    return CodeList(
        codes=codes,
        sources=sheets,
        repeated=len(listed) - len(codes),
        made_by_excel=made_by_excel_among(codes),
        signed=signed_among(codes),
        foreign=foreign_among(codes, letters),
        remarks=remarks_among(codes),
        weak=weak_among(codes, letters),
        colliding=colliding_among(codes, letters),
    )


def _refuse_size(codes: int, sources: Sequence[CodeSheet]) -> None:
    if not codes:
        raise RequestRejected(
            ErrorCode.NO_CODES,
            "There is no code to look for. Send a sheet with one code a row, or type the codes.",
            hint=" ".join(chain.from_iterable(source.warnings() for source in sources)),
        )
    if codes > MAX_CODES:
        raise RequestRejected(
            ErrorCode.TOO_MANY_CODES,
            f"The list has {codes:,} different codes and a scan takes {MAX_CODES:,}. "
            "Split the list and start one scan for each part.",
            hint=f"at most {MAX_CODES:,} codes",
        )
