"""Plain text and CSV: finds the encoding, because half of the world's CSV files are not UTF-8, and the cells."""

import codecs
from collections.abc import Callable, Iterator
from itertools import chain

from holescan.adapters.extraction.on_demand import OnDemand
from holescan.adapters.extraction.reading import Found, Reading, Source
from holescan.adapters.extraction.separated import is_well_quoted, records
from holescan.adapters.extraction.sniff import HEAD_BYTES, zeros_of_utf16
from holescan.adapters.extraction.text_damage import empty_blocks
from holescan.domain.code_columns import column_letters
from holescan.domain.text import TextPart

# Most text is UTF-8, and guessing takes a tenth of what it costs to start a reading child.
_guessed: Callable[[bytes], str] = OnDemand("guessed_encoding", "guessed_encoding")

_SAMPLE_BYTES = 65_536
# The mark of UTF-32 begins with that of UTF-16, so it is asked first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


# It is ASCII all over, and its letters would stand in front of the next tag.
_JAPANESE_BY_ESCAPES = b"\x1b$"

# A quote inside a quoted cell is doubled: `"10""-CWS-1042"` is a line number with its inch mark.
_QUOTED = '""'
_TABLES = frozenset({".csv", ".tsv", ".tab"})


def read_text(source: Source) -> Reading:
    """A CSV cell by cell; anything else, and a CSV whose quotes do not fit, as one part."""
    content = source.content()
    text = decoded(content)
    is_table = source.suffix in _TABLES and is_well_quoted(text)
    parts = _cells(text, source.limits.cell_parts) if is_table else (TextPart(text.replace(_QUOTED, '"')),)
    return Reading(pages=1, found=chain(parts, empty_blocks(content)))


def _cells(text: str, singles: int) -> Iterator[Found]:
    """A part a cell, until there are that many; from then on a part a row."""
    for number, row in records(text, strict=True):
        if singles > 0:
            singles -= len(row)
            yield from (TextPart(cell, place=f"{column_letters(at)}{number}") for at, cell in enumerate(row) if cell)
        else:
            # A tab is never part of a code, so nothing matches from one cell into the next.
            yield TextPart("\t".join(row), place=f"A{number}")


def decoded(content: bytes) -> str:
    """Text of bytes in whatever encoding; a byte that fits none becomes U+FFFD, never an error.

    A wrongly guessed encoding costs accents, not codes: letters and digits are ASCII in all that come into question.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if encoding := zeros_of_utf16(content[:HEAD_BYTES]):
        return content.decode(encoding, "replace")
    if _JAPANESE_BY_ESCAPES in content:
        return content.decode("iso2022_jp_ext", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_guessed(content[:_SAMPLE_BYTES]), "replace")
