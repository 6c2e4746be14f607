"""How forgiving a scan is: the mode and the one question about zeros."""

from dataclasses import dataclass
from enum import StrEnum


class MatchMode(StrEnum):
    """Each mode finds all that the one before it finds, and says of every hit how close it was."""

    EXACT = "exact"
    NORMALISED = "normalised"
    OCR = "ocr"


@dataclass(frozen=True, slots=True)
class MatchOptions:
    """What the user chose.

    Attributes:
        leading_zeros: True means they are ignored, so HOLE-01 is HOLE-1. Has no effect in exact mode.
    """

    mode: MatchMode = MatchMode.NORMALISED
    leading_zeros: bool = False
