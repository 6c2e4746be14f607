"""The whole sample set on disk: drawings/, the customer's codes.xlsx, and the truth in expected.json."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from local.samples.office import Row, code_sheet
from local.samples.plant import Plant
from local.samples.sample import Sample
from local.samples.tags import SURVEY_POINT, TagBook, tag_book
from local.samples.trouble import troubles

DRAWINGS, CODES, EXPECTED = "drawings", "codes.xlsx", "expected.json"
REPEATED, BLANK = 5, 3

_MISREAD = datetime(2024, 3, 7, tzinfo=UTC)
"""What Excel makes of a code "MAR-07" typed into it."""


@dataclass(frozen=True, slots=True)
class SampleSet:
    """Everything that one seed gives."""

    seed: int
    book: TagBook
    samples: tuple[Sample, ...]

    @property
    def expected(self) -> dict[str, Any]:
        """What a scan of the drawings folder for codes.xlsx has to find."""
        return {
            "seed": self.seed,
            "sheet": {"codes": len(self.book.listed), "repeated": REPEATED, "blank": BLANK, "dates_made_by_excel": 1},
            "codes": list(self.book.listed),
            "nowhere": list(self.book.nowhere),
            "files": {sample.path: sample.truth for sample in self.samples},
        }


def sample_set(seed: int) -> SampleSet:
    """Make all files in memory; the same seed gives the same truth, and but for encrypted files the same bytes."""
    rng = Random(seed)  # noqa: S311 (drawings, not secrets)
    book = tag_book(rng)
    plant = Plant.of(rng, book)
    return SampleSet(seed, book, (*plant.shelves(), *troubles(plant)))


def write_samples(target: Path, seed: int) -> SampleSet:
    """Write the set below `target`; files of an earlier set with other names are left alone."""
    made = sample_set(seed)
    for sample in made.samples:
        path = target / DRAWINGS / sample.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sample.content)
    (target / CODES).write_bytes(_code_sheet(made))
    (target / EXPECTED).write_text(json.dumps(made.expected, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return made


def _code_sheet(made: SampleSet) -> bytes:
    rng = Random(made.seed)  # noqa: S311 (an order of rows, not a secret)
    rows = list(_code_rows(rng, made.book))
    date_row = rng.randrange(len(rows))
    rows.insert(date_row, (None, "Unit 40", "Survey"))
    return code_sheet(rows, {date_row + 2: _MISREAD})


def _code_rows(rng: Random, book: TagBook) -> Iterator[Row]:
    """The listed codes in no order, some twice, the survey point as the number Excel made of it, blanks between."""
    again = rng.sample(book.present[:-1], REPEATED)
    codes: list[str | None] = [*book.listed, *again, *[None] * BLANK]
    rng.shuffle(codes)
    for code in codes:
        cell = float(code) if code == SURVEY_POINT else code
        yield cell, rng.choice(("Unit 10", "Unit 20", "Unit 40")), rng.choice(("Piping", "Civil", "Survey"))
