"""The sample drawings, whose truth is known: every code of every file that can be read is found."""

from pathlib import Path

import pytest

from holescan.adapters.extraction.kinds import read
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.domain.errors import FileUnreadable
from holescan.domain.matching import CompiledCodes, MatchOptions
from holescan.domain.text import ExtractedText, TextPart
from local.samples.sample import Sample
from local.samples.write import sample_set

# Each has a turned tag that PDFium alone loses; a set takes some six seconds of a processor.
SEEDS = (1, 40)


def codes_in(sample: Sample, codes: CompiledCodes, folder: Path) -> set[str]:
    path = folder / "file"
    path.write_bytes(sample.content)
    try:
        found = list(read(Source(path, Path(sample.path).name, ExtractionLimits())).found)
    except FileUnreadable:
        return set()
    text = ExtractedText(tuple(part for part in found if isinstance(part, TextPart)), pages=1)
    return {match.code for match in codes.find(text)}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_code_of_the_samples_is_found_and_none_where_it_is_not(seed: int, tmp_path: Path) -> None:
    made = sample_set(seed)
    codes = CompiledCodes.compile(made.book.listed, MatchOptions())
    found = {sample.path: codes_in(sample, codes, tmp_path) for sample in made.samples}
    assert found == {sample.path: set(sample.codes) for sample in made.samples}
