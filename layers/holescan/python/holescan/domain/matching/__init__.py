"""Matching: which codes of a list stand in a text. The rules are told in docs/matching.md."""

from holescan.domain.matching.compiled import CompiledCodes
from holescan.domain.matching.letters import letters_of
from holescan.domain.matching.lookalikes import looks_latin
from holescan.domain.matching.options import MatchMode, MatchOptions
from holescan.domain.matching.parsing import LONGEST_WEAK, parse_code

__all__ = ["LONGEST_WEAK", "CompiledCodes", "MatchMode", "MatchOptions", "letters_of", "looks_latin", "parse_code"]
