"""The tags of an imagined plant: those on the customer's list, and the many that are not."""

from dataclasses import dataclass
from random import Random

SURVEY_POINT = "1042"
"""All digits, and a number in the sheet: read as a float it would turn into 1042.0."""

_SIZES = (1, 2, 3, 4, 6, 8, 10, 12, 16)
_SERVICES = ("CWS", "CWR", "FG", "LPS", "PW", "IA", "HO", "DR")
_CLASSES = ("A1B", "A3K", "C2A", "D3H", "E1A")
_INSULATIONS = ("N", "H", "PP", "ET")
_SPELLINGS = ("{0}", "{0}", "{0}", "{lower}", "{spaced}", "{dashed}", "{scored}")


@dataclass(frozen=True, slots=True)
class TagBook:
    """Every tag of the plant.

    Attributes:
        lines, holes, boreholes, cores: on the customer's list, and each in at least one file.
        nowhere: on the list, in no file.
        spare: line numbers that are in files but not on the list.
    """

    lines: tuple[str, ...]
    holes: tuple[str, ...]
    boreholes: tuple[str, ...]
    cores: tuple[str, ...]
    nowhere: tuple[str, ...]
    spare: tuple[str, ...]

    @property
    def present(self) -> tuple[str, ...]:
        """Listed, and found somewhere."""
        return (*self.lines, *self.holes, *self.boreholes, *self.cores, SURVEY_POINT)

    @property
    def listed(self) -> tuple[str, ...]:
        """Everything the customer asks for, each once."""
        return (*self.present, *self.nowhere)


def tag_book(rng: Random) -> TagBook:
    """Draw the plant's tags; no number occurs twice, so no tag is a misspelling of another."""
    numbers = [f"{number}" for number in rng.sample(range(1100, 9900), 200)]
    lines = [_line_number(rng, number) for number in numbers]
    holes = [f"HOLE-{number}" for number in rng.sample(range(101, 999), 30)]
    boreholes = [f"BH-{number:02}" for number in rng.sample(range(1, 99), 24)]
    cores = [f"DDH{number:03}{side}" for number, side in zip(rng.sample(range(10, 400), 12), "AB" * 6, strict=True)]
    return TagBook(
        lines=tuple(lines[:52]),
        holes=tuple(holes[:25]),
        boreholes=tuple(boreholes[:20]),
        cores=tuple(cores[:9]),
        nowhere=(*lines[52:58], *holes[25:], *boreholes[20:], *cores[9:]),
        spare=tuple(lines[60:]),
    )


def _line_number(rng: Random, number: str) -> str:
    size, service = rng.choice(_SIZES), rng.choice(_SERVICES)
    return f'{size}"-{service}-{number}-{rng.choice(_CLASSES)}-{rng.choice(_INSULATIONS)}'


def near_misses(tag: str) -> tuple[str, ...]:
    """Tags of other things that hold this one's letters: whoever searches for substrings finds too much."""
    return (f"{tag}A", f"X{tag}", f"{tag}-2", f"{tag}7")


def respelt(rng: Random, tag: str) -> str:
    """The tag as somebody in a hurry types it; still the same tag to a person."""
    spelling = rng.choice(_SPELLINGS)
    return spelling.format(
        tag, lower=tag.lower(), spaced=tag.replace("-", " "), dashed=tag.replace("-", "–"), scored=tag.replace("-", "_")
    )
