"""Tags that Word's lists spell: they stand in no run, and yet everybody reads them."""

import pytest

from holescan.adapters.extraction.numerals import numeral
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.containers import gaps, told, zipped
from tests.unit.extraction.readers import Read

NUMBERING = "<w:numbering xmlns:w='w' xmlns:mc='m'>{}</w:numbering>"
LEVEL = "<w:lvl w:ilvl='{}'><w:start w:val='{}'/><w:numFmt w:val='decimal'/><w:lvlText w:val='{}'/></w:lvl>"
LIST = "<w:num w:numId='{}'><w:abstractNumId w:val='0'/>{}</w:num>"


def lists(*levels: str, nums: str = LIST.format(1, "")) -> str:
    return NUMBERING.format(f"<w:abstractNum w:abstractNumId='0'>{''.join(levels)}</w:abstractNum>{nums}")


def paragraph(text: str, list_id: int | str = 1, level: int = 0) -> str:
    numbers = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list_id}'/></w:numPr>"
    return f"<w:p><w:pPr>{numbers}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(numbering: str, *paragraphs: str, styles: str = "") -> bytes:
    members = {
        "word/document.xml": f"<w:document xmlns:w='w'>{''.join(paragraphs)}</w:document>".encode(),
        "word/numbering.xml": numbering.encode(),
    }
    return zipped(members | ({"word/styles.xml": styles.encode()} if styles else {}))


def lines(read_bytes: Read, content: bytes) -> list[str]:
    return told(read_bytes(content, "a.docx"))[""].split("\n")


def test_a_list_that_spells_tags_is_read_as_it_is_shown(read_bytes: Read) -> None:
    content = document(lists(LEVEL.format(0, 7, "HOLE-%1")), paragraph("a"), "<w:p><w:t>b</w:t></w:p>", paragraph("c"))
    assert lines(read_bytes, content) == ["HOLE-7\ta", "b", "HOLE-8\tc"]


def test_deeper_levels_begin_anew_and_show_the_upper_ones(read_bytes: Read) -> None:
    numbering = lists(LEVEL.format(0, 1, "U%1"), LEVEL.format(1, 1, "U%1-T%2"))
    content = document(numbering, *(paragraph("x", level=level) for level in (0, 1, 1, 0, 1)))
    assert [line.split("\t")[0] for line in lines(read_bytes, content)] == ["U1", "U1-T1", "U1-T2", "U2", "U2-T1"]


def test_plain_numbers_are_left_out(read_bytes: Read) -> None:
    assert lines(read_bytes, document(lists(LEVEL.format(0, 1, "%1.")), paragraph("a"))) == ["a"]


def test_a_list_may_begin_elsewhere_or_spell_otherwise(read_bytes: Read) -> None:
    restart = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='40'/></w:lvlOverride>"
    other = f"<w:lvlOverride w:ilvl='0'>{LEVEL.format(0, 3, 'BH-%1')}</w:lvlOverride>"
    nums = LIST.format(1, "") + LIST.format(2, restart) + LIST.format(3, other)
    numbering = lists(LEVEL.format(0, 1, "HOLE-%1"), nums=nums)
    content = document(numbering, *(paragraph("x", list_id=number) for number in (1, 2, 2, 3)))
    assert [line.split("\t")[0] for line in lines(read_bytes, content)] == ["HOLE-1", "HOLE-40", "HOLE-41", "BH-3"]


def test_a_form_of_word_2010_wins_over_what_older_programs_show(read_bytes: Read) -> None:
    form = (
        "<mc:AlternateContent><mc:Choice><w:numFmt w:val='custom' w:format='001, 002, 003, ...'/></mc:Choice>"
        "<mc:Fallback><w:numFmt w:val='decimal'/></mc:Fallback></mc:AlternateContent>"
    )
    level = f"<w:lvl w:ilvl='0'><w:start w:val='7'/>{form}<w:lvlText w:val='HOLE-%1'/></w:lvl>"
    assert lines(read_bytes, document(lists(level), paragraph("a"))) == ["HOLE-007\ta"]


def test_a_paragraph_takes_its_list_from_its_style_and_what_that_builds_on(read_bytes: Read) -> None:
    styles = (
        "<w:styles xmlns:w='w'><w:style w:styleId='Base'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:styleId='Tag'><w:basedOn w:val='Base'/></w:style></w:styles>"
    )
    styled = "<w:p><w:pPr><w:pStyle w:val='Tag'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
    unnumbered = "<w:p><w:pPr><w:pStyle w:val='Tag'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr><w:r><w:t>b</w:t></w:r></w:p>"
    content = document(lists(LEVEL.format(0, 1, "HOLE-%1")), styled, unnumbered, styles=styles)
    assert lines(read_bytes, content) == ["HOLE-1\ta", "b"]


def test_a_level_may_belong_to_a_style(read_bytes: Read) -> None:
    numbering = lists(
        LEVEL.format(0, 1, "U%1"), LEVEL.format(1, 1, "T%2").replace("</w:lvl>", "<w:pStyle w:val='Tag'/></w:lvl>")
    )
    styles = (
        "<w:styles xmlns:w='w'><w:style w:styleId='Tag'><w:numPr><w:numId w:val='1'/></w:numPr></w:style></w:styles>"
    )
    styled = "<w:p><w:pPr><w:pStyle w:val='Tag'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
    assert lines(read_bytes, document(numbering, styled, styles=styles)) == ["T1\ta"]


def test_what_a_paragraph_was_before_a_change_does_not_count(read_bytes: Read) -> None:
    before = "<w:pPrChange><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:pPrChange>"
    changed = f"<w:p><w:pPr>{before}</w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
    assert lines(read_bytes, document(lists(LEVEL.format(0, 1, "HOLE-%1")), changed, paragraph("b"))) == [
        "a",
        "HOLE-1\tb",
    ]


def test_broken_lists_are_unread_and_the_body_is_not(read_bytes: Read) -> None:
    text = read_bytes(document("<w:numbering", paragraph("HOLE-1")), "a.docx")
    assert told(text)[""] == "HOLE-1"
    assert Unread("automatic numbering", Reason.CORRUPT) in gaps(text)


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (7, "001, 002, 003, ...", "007"),
        (28, "upperLetter", "BB"),
        (3, "lowerLetter", "c"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (4, "bullet", ""),
        (4, "ordinalText", "4"),
    ],
)
def test_numbers_are_shown_in_the_forms_of_lists(number: int, form: str, shown: str) -> None:
    assert numeral(number, form) == shown
