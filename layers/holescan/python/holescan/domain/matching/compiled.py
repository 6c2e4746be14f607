"""A compiled code list: built once for a scan, stored, and loaded by every worker in a few milliseconds.

The stored form is JSON, deflated: data only, whoever wrote it.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from unicodedata import unidata_version

from holescan.domain.examination import Examination, Match
from holescan.domain.matching.finder import Finder
from holescan.domain.matching.index import CodeIndex, IndexTables
from holescan.domain.matching.near_misses import NearMisses
from holescan.domain.matching.options import MatchMode, MatchOptions
from holescan.domain.matching.separators import Reading
from holescan.domain.matching.verification import Hit
from holescan.domain.text import ExtractedText

# The number changes with the form and with every rule that changes a key; what a character folds to is Python's to say.
_HEADER = f"holescan-codes/3 unicode/{unidata_version}\n".encode()


class CompiledCodes:
    """Codes that can be looked for in texts."""

    def __init__(self, options: MatchOptions, indexes: Sequence[CodeIndex]) -> None:
        self.options = options
        self._indexes = tuple(indexes)
        self._finder = Finder(self._indexes)

    @classmethod
    def compile(cls, codes: Sequence[str], options: MatchOptions) -> "CompiledCodes":
        """Compile a list; repeated codes count once, codes without letter or digit match nothing."""
        distinct = tuple(dict.fromkeys(codes))
        return cls(options, [CodeIndex.build(distinct, reading) for reading in _readings(options)])

    @classmethod
    def from_bytes(cls, stored: bytes) -> "CompiledCodes":
        """Load what `to_bytes` wrote.

        Raises:
            ValueError: these are no compiled codes, or codes of another version of holescan: compile them again.
        """
        if not stored.startswith(_HEADER):
            raise ValueError("not compiled codes of this version")
        try:
            form: dict[str, Any] = json.loads(zlib.decompress(stored[len(_HEADER) :]))
            options = MatchOptions(MatchMode(form["mode"]), leading_zeros=form["leading_zeros"])
            indexes = [
                CodeIndex(IndexTables(**tables), reading)
                for tables, reading in zip(form["indexes"], _readings(options), strict=True)
            ]
        except (zlib.error, ValueError, LookupError, TypeError) as error:
            raise ValueError("damaged compiled codes") from error
        return cls(options, indexes)

    def to_bytes(self) -> bytes:
        """The stored form; the same codes and options give the same bytes."""
        form = {
            "mode": self.options.mode,
            "leading_zeros": self.options.leading_zeros,
            "indexes": [asdict(index.tables) for index in self._indexes],
        }
        return _HEADER + zlib.compress(json.dumps(form, separators=(",", ":")).encode())

    def find(self, text: ExtractedText) -> tuple[Match, ...]:
        """One match for each code that the text holds, best first, with true counts."""
        return self._finder.matches(text)

    def examine(self, text: ExtractedText) -> Examination:
        """What a file shows that was read: the matches, and near misses of codes it does not hold."""
        near = NearMisses()
        matches = self._finder.matches(text, near)
        return Examination(matches, text.unread, text.pages, text.characters, near.beside(matches))

    def hits(self, text: str) -> list[Hit]:
        """Every place of every code in one stretch of text, in its order; positions are those of the NFC text."""
        return self._finder.hits(text)


def _readings(options: MatchOptions) -> tuple[Reading, ...]:
    """The ways in which every text is read, each with an index of its own."""
    match options.mode, options.leading_zeros:
        case MatchMode.EXACT, _:
            return (Reading(is_exact=True),)
        case MatchMode.NORMALISED, ignores_zeros:
            return (Reading(ignores_zeros=ignores_zeros),)
        case _, False:
            return (Reading(is_tolerant=True),)
        case _:
            # The zeros as they stand too: HOLE-O1 is a misread HOLE-01, though its O is no zero to be dropped.
            return Reading(is_tolerant=True), Reading(is_tolerant=True, ignores_zeros=True)
