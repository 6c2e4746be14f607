from holescan.domain.recognised import RecognisedLine, RecognisedPage, RecognisedText, RecognisedWord
from holescan.domain.recognition import Box
from tests.fakes.recognition import WHOLE, a_line, a_text

LEFT_TILE = Box(0, 0, 0.9, 1)


def test_a_line_beyond_the_core_is_left_to_the_neighbour() -> None:
    lines = (a_line("HOLE-1"), a_line("HOLE-2", box=Box(0.92, 0.1, 0.97, 0.2)))
    assert [line.text for line in RecognisedText(lines).within(LEFT_TILE).lines] == ["HOLE-1"]


def test_a_word_that_a_seam_cuts_is_left_to_the_neighbour_and_the_rest_of_its_line_is_not() -> None:
    words = (RecognisedWord("see", Box(0.5, 0.1, 0.6, 0.2)), RecognisedWord("HOLE-12", Box(0.7, 0.1, 1, 0.2)))
    text = RecognisedText((RecognisedLine(words, 99, Box(0.5, 0.1, 1, 0.2)),))
    assert [line.text for line in text.within(LEFT_TILE).lines] == ["see"]


def test_a_word_at_the_edge_of_the_sheet_is_not_cut() -> None:
    text = RecognisedText((a_line("HOLE-12", box=Box(0.7, 0.1, 1, 0.2)),))
    assert [line.text for line in text.within(WHOLE).lines] == ["HOLE-12"]


def test_a_page_where_nothing_was_seen_is_not_read() -> None:
    assert RecognisedPage.of([RecognisedText(()), a_text(" ")]) == RecognisedPage("", is_read=False)


def test_a_page_of_guesses_is_not_read_but_its_text_is_kept() -> None:
    assert RecognisedPage.of([a_text("HOLE-1", confidence=40)]) == RecognisedPage("HOLE-1", is_read=False)


def test_confidence_is_weighed_by_length() -> None:
    lines = (a_line("BOREHOLE RECORD 1981", 95), a_line("~", 1))
    assert RecognisedPage.of([RecognisedText(lines)]).is_read


def test_the_tiles_of_a_page_are_one_text() -> None:
    assert RecognisedPage.of([a_text("HOLE-1"), a_text("BH-07")]).text == "HOLE-1\nBH-07"
