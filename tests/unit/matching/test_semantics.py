"""Every row of the rules is true of the product, and of the reference that the product is compared with."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from holescan.domain.matching import CompiledCodes, MatchMode, MatchOptions
from holescan.domain.text import ExtractedText, TextPart
from tests.oracle import reference_matcher

ROWS = Path(__file__).parents[2] / "data" / "semantics.csv"


class Row(NamedTuple):
    """A row of the rules; `confidence` is how close the hit is, or "weak", or "" where there must be none."""

    code: str
    codes: list[str]
    text: str
    options: MatchOptions
    confidence: str


def decoded(cell: str) -> str:
    return cell.encode("latin-1", "backslashreplace").decode("unicode_escape")


def rows() -> Iterator[object]:
    with ROWS.open(encoding="utf-8", newline="") as file:
        for number, cells in enumerate(csv.DictReader(file), 1):
            mode, _, zeros = cells["mode"].partition("+")
            code = decoded(cells["code"])
            others = [decoded(other) for other in cells["other_targets"].split("|") if other]
            assert (cells["expected"] == "match") == bool(cells["confidence"]), cells
            options = MatchOptions(MatchMode(mode), leading_zeros=zeros == "lz")
            row = Row(code, [code, *others], decoded(cells["text"]), options, cells["confidence"])
            yield pytest.param(row, id=f"{number}: {cells['why']}")


@pytest.mark.parametrize("row", list(rows()))
def test_the_product_keeps_the_rule(row: Row) -> None:
    text = ExtractedText((TextPart(row.text),), pages=1)
    matches = {match.code: match for match in CompiledCodes.compile(row.codes, row.options).find(text)}
    match = matches.get(row.code)
    assert (("weak" if match.weak else match.how.value) if match else "") == row.confidence


@pytest.mark.parametrize("row", list(rows()))
def test_the_reference_keeps_the_rule(row: Row) -> None:
    zeros = row.options.leading_zeros
    found = reference_matcher.find(row.codes, row.text, row.options.mode.value, leading_zeros=zeros)
    best = min((hit for hit in found if hit.code == row.code), key=reference_matcher.rank, default=None)
    assert (("weak" if best.weak else best.how) if best else "") == row.confidence
