from holescan.adapters.extraction.reading import Found, within
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread


def test_text_beyond_the_limit_is_cut_and_told() -> None:
    parts = [TextPart("12345", page=1), TextPart("67890", page=2), TextPart("never", page=3)]
    assert list(within(8, iter(parts))) == [
        TextPart("12345", page=1),
        TextPart("678", page=2),
        Unread("after page 2", Reason.TOO_LARGE),
    ]


def test_text_up_to_the_limit_is_complete() -> None:
    parts: list[Found] = [TextPart("12345", page=1), Unread("page 2", Reason.NEEDS_OCR), TextPart("678", page=3)]
    assert list(within(8, iter(parts))) == parts
