"""Files made on the spot and read in this process: the readers are plain functions, the child is tested elsewhere."""

from pathlib import Path

import pytest

from holescan.adapters.extraction.kinds import read
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.domain.text import ExtractedText, Picture, TextPart, Unread
from tests.unit.extraction.readers import Read


@pytest.fixture
def read_file() -> Read:
    """Reads a file of disk; `name` is what its owner calls it."""

    def read_path(path: Path, *, name: str = "", limits: ExtractionLimits | None = None) -> ExtractedText:
        reading = read(Source(path, name or path.name, limits or ExtractionLimits()))
        found = list(reading.found)
        return ExtractedText(
            parts=tuple(each for each in found if isinstance(each, TextPart)),
            pages=reading.pages,
            unread=tuple(each for each in found if isinstance(each, Unread)),
            pictured=tuple(each for each in found if isinstance(each, Picture)),
        )

    return read_path


@pytest.fixture
def read_bytes(tmp_path: Path, read_file: Read) -> Read:
    """Reads these bytes as a file of that name."""

    def read_content(content: bytes, name: str, **options: ExtractionLimits) -> ExtractedText:
        path = tmp_path / "bytes"
        path.write_bytes(content)
        return read_file(path, name=name, **options)

    return read_content
