"""Matching: which codes of a list stand in a text. The rules are told in docs/matching.md."""

from holescan.domain.matching.compiled import CompiledCodes
from holescan.domain.matching.options import MatchMode, MatchOptions
from holescan.domain.matching.parsing import ParsedCode, parse_code

__all__ = ["CompiledCodes", "MatchMode", "MatchOptions", "ParsedCode", "parse_code"]
