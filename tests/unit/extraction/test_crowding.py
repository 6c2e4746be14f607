"""However many little texts a file has, the parent gets few parts, in order and with all their text."""

from collections.abc import Iterator

import pytest

from holescan.adapters.extraction.crowding import crowded
from holescan.adapters.extraction.reading import Found
from holescan.domain.errors import FileUnreadable
from holescan.domain.matching import CompiledCodes, MatchOptions
from holescan.domain.reasons import Reason
from holescan.domain.text import ExtractedText, TextPart, Unread


def test_texts_beyond_the_number_come_together_under_the_first_place() -> None:
    found = [TextPart(f"HOLE-{n}", place=f"A{n}") for n in range(5)]
    assert list(crowded(2, iter(found))) == [*found[:2], TextPart("HOLE-2\n\nHOLE-3\n\nHOLE-4", place="A2")]


def test_pages_and_gaps_keep_crowds_apart_and_in_their_order() -> None:
    gap = Unread("page 1", Reason.NEEDS_OCR)
    found: list[Found] = [TextPart("a", 1), TextPart("b", 1), TextPart("c", 2), gap, TextPart("d", 2)]
    assert list(crowded(0, iter(found))) == [TextPart("a\n\nb", 1), TextPart("c", 2), gap, TextPart("d", 2)]


def test_a_crowd_has_an_end() -> None:
    crowds = list(crowded(0, (TextPart("x" * 100) for _ in range(1_000))))
    assert 10 < len(crowds) < 50


def test_what_was_read_before_a_failure_is_told() -> None:
    def fails() -> Iterator[Found]:
        yield TextPart("HOLE-1")
        raise FileUnreadable(Reason.CORRUPT)

    told = crowded(0, fails())
    assert next(told) == TextPart("HOLE-1")
    with pytest.raises(FileUnreadable):
        next(told)


def test_nothing_matches_from_one_text_of_a_crowd_into_the_next() -> None:
    found = (TextPart(text) for text in ("HOLE-", "1", "BH", "07"))
    text = ExtractedText(tuple(part for part in crowded(0, found) if isinstance(part, TextPart)), pages=1)
    assert CompiledCodes.compile(["HOLE-1", "BH07"], MatchOptions()).find(text) == ()
