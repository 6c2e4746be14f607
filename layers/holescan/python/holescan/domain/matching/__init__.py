"""Matching: which codes of a list stand in a text. The rules are told in docs/matching.md."""

from holescan.domain.matching.compiled import CompiledCodes
from holescan.domain.matching.options import MatchMode, MatchOptions
from holescan.domain.matching.runs import CodeRuns, parse_code

__all__ = ["CodeRuns", "CompiledCodes", "MatchMode", "MatchOptions", "parse_code"]
