"""The page of limits says what the code does."""

import re
from dataclasses import asdict
from pathlib import Path

from holescan.adapters.extraction.limits import ExtractionLimits

PAGE = Path(__file__).parents[3] / "docs" / "limits.md"


def test_the_page_and_the_code_name_the_same_limits() -> None:
    told = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", PAGE.read_text(), re.MULTILINE))
    assert {name: float(value) for name, value in told.items()} == asdict(ExtractionLimits())
