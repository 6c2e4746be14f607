"""Pages as pictures, for text recognition."""

from dataclasses import dataclass
from enum import StrEnum


class OcrMode(StrEnum):
    """Whether pages without text are sent to text recognition."""

    OFF = "off"
    AUTO = "auto"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, as fractions of its width and height from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """The two have a point in common."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture of a page, or of a part of one.

    Attributes:
        image: PNG or JPEG, within what text recognition takes.
        core: the part that no other tile of the page is answerable for; around it tiles overlap, so that a tag on
            the seam is whole in one of them.
    """

    image: bytes
    core: Box
