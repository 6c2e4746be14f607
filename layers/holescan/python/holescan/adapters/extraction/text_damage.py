"""Signs that some of a text file was never written, or never arrived."""

from collections.abc import Iterator

from holescan.adapters.extraction.reading import DAMAGED
from holescan.domain.text import Unread

# No encoding has so many zeros in a row.
_UNWRITTEN = bytes(64)


def empty_blocks(content: bytes) -> Iterator[Unread]:
    """A gap where a copy was given up, or a sector could not be read."""
    if _UNWRITTEN in content:
        yield DAMAGED
