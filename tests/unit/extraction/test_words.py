import io
import zipfile
from pathlib import Path

import docx
import pytest

from holescan.domain.text import ExtractedText
from tests.unit.extraction.readers import Read

SLIDE = '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>'
TEXT_BOX = (
    '<mc:AlternateContent xmlns:mc="mc" xmlns:w="w"><mc:Choice><w:txbxContent><w:p><w:r><w:t>BOX-1</w:t></w:r></w:p>'
    "</w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>BOX-1</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"
)


def whole(text: ExtractedText) -> str:
    return "\n".join(part.text for part in text.parts)


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    document = docx.Document()
    paragraph = document.add_paragraph("see HO")
    paragraph.add_run("LE-1").bold = True
    document.add_paragraph("next")
    document.add_table(1, 2).cell(0, 1).text = "CELL-2"
    document.sections[0].header.paragraphs[0].text = "HEAD-3"
    document.sections[0].footer.paragraphs[0].text = "FOOT-4"
    path = tmp_path / "log.docx"
    document.save(str(path))
    return path


def test_runs_of_a_paragraph_are_one_text_and_paragraphs_are_lines(read_file: Read, word_file: Path) -> None:
    assert whole(read_file(word_file)).startswith("see HOLE-1\nnext\n")


def test_tables_headers_and_footers_are_read_under_their_names(read_file: Read, word_file: Path) -> None:
    text = read_file(word_file)
    assert "CELL-2" in text.parts[0].text
    assert {part.place for part in text.parts if part.text.strip() in {"HEAD-3", "FOOT-4"}} == {"header", "footer"}
    assert text.unread == ()


def test_headers_have_numbers_only_where_they_say_different_things(read_bytes: Read) -> None:
    texts = {"header1": "", "header2": "HEAD-1", "header3": " HEAD-1", "header10": "HEAD-3", "header9": "HEAD-2"}
    parts = {f"word/{name}.xml": f"<w:hdr><w:p><w:t>{text}</w:t></w:p></w:hdr>" for name, text in texts.items()}
    parts["word/footnotes.xml"] = "<w:footnotes><w:p><w:t>NOTE-1</w:t></w:p></w:footnotes>"
    text = read_bytes(zipped({"word/document.xml": "<w:document/>", **parts}), "a.docx")
    assert sorted((part.text.strip(), part.place) for part in text.parts) == [
        ("HEAD-1", "header"),
        ("HEAD-1", "header"),
        ("HEAD-2", "header 2"),
        ("HEAD-3", "header 3"),
        ("NOTE-1", "footnotes"),
    ]


def test_a_text_box_is_read_once_though_it_is_stored_twice(read_bytes: Read) -> None:
    assert whole(read_bytes(document(TEXT_BOX), "a.docx")).count("BOX-1") == 1


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("<w:r><w:t>HOLE</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>", "HOLE\u20111"),
        ("<w:r><w:t>HOLE</w:t><w:softHyphen/><w:t>1</w:t></w:r>", "HOLE\u00ad1"),
        ("<w:r><w:t>A</w:t><w:tab/><w:t>1</w:t></w:r>", "A\t1"),
        ("<w:r><w:t>A</w:t><w:br/><w:t>1</w:t></w:r>", "A\n1"),
        ("<w:r><w:delText>HOLE-1</w:delText></w:r>", "HOLE-1"),
        ("<w:r><w:instrText>PAGEREF x</w:instrText><w:t>7</w:t></w:r>", "7"),
    ],
)
def test_hyphens_tabs_and_breaks_are_characters(read_bytes: Read, stored: str, read: str) -> None:
    assert whole(read_bytes(document(f"<w:p>{stored}</w:p>"), "a.docx")) == read + "\n"


@pytest.mark.parametrize(
    ("changed", "lines"),
    [
        ("<w:del>{HOLE-1}</w:del><w:ins>{HOLE-2}</w:ins>", ["HOLE-2", "HOLE-1"]),
        ("{HOLE-1}<w:del>{6}</w:del><w:ins>{7}</w:ins>{A}", ["HOLE-17A", "HOLE-16A"]),
        ("<w:moveFrom>{HOLE-1}</w:moveFrom><w:moveTo>{HOLE-2}</w:moveTo>", ["HOLE-2", "HOLE-1"]),
        ("<w:pPr><w:rPr><w:ins/><w:del/></w:rPr></w:pPr>{HOLE-1}", ["HOLE-1"]),
    ],
)
def test_a_tag_that_replaced_another_is_not_joined_to_it(read_bytes: Read, changed: str, lines: list[str]) -> None:
    runs = changed.replace("{", "<w:r><w:t>").replace("}", "</w:t></w:r>")
    text = whole(read_bytes(document(f"<w:p>{runs}</w:p><w:p><w:r><w:t>same</w:t></w:r></w:p>"), "a.docx"))
    assert [line for line in text.split("\n") if line] == [lines[0], "same", *lines[1:]]


@pytest.mark.parametrize(
    "stored",
    [
        '<w:pict><v:shape><v:textpath string="HOLE-1"/></v:shape></w:pict>',
        '<w:ffData><w:ddList><w:listEntry w:val="HOLE-0"/><w:listEntry w:val="HOLE-1"/></w:ddList></w:ffData>',
        "<mc:AlternateContent><mc:Choice><x/></mc:Choice><mc:Fallback><w:t>HOLE-1</w:t></mc:Fallback></mc:AlternateContent>",
        "<v:textbox><div><font>HOLE-</font><b>1</b></div><div><font>next</font></div></v:textbox>",
        "<cx:lvl><cx:pt>HOLE-1</cx:pt><cx:pt>next</cx:pt></cx:lvl>",
    ],
)
def test_text_is_read_wherever_a_part_keeps_it(read_bytes: Read, stored: str) -> None:
    part = f'<w:p xmlns:mc="mc" xmlns:v="v" xmlns:cx="cx"><w:r>{stored}</w:r></w:p>'
    assert "HOLE-1" in whole(read_bytes(document(part), "a.docx")).split("\n")


def test_the_body_may_have_a_number(read_bytes: Read) -> None:
    content = zipped({"[Content_Types].xml": "<Types/>", "word/document2.xml": "<d><p><t>HOLE-1</t></p></d>"})
    assert [(part.place, part.text) for part in read_bytes(content, "a.docx").parts] == [("", "HOLE-1\n")]


def test_slides_are_numbered_as_they_are_shown(read_bytes: Read) -> None:
    relations = "".join(f'<Relationship Id="rId{n}" Target="slides/slide{n}.xml" Type="slide"/>' for n in (1, 2))
    content = zipped(
        {
            "ppt/presentation.xml": '<p:p xmlns:p="p" xmlns:r="r"><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId1"/></p:p>',
            "ppt/_rels/presentation.xml.rels": f"<Relationships>{relations}</Relationships>",
            "ppt/slides/slide1.xml": SLIDE.format("LAST-1"),
            "ppt/slides/slide2.xml": SLIDE.format("FIRST-1"),
            "ppt/notesSlides/notesSlide1.xml": SLIDE.format("NOTE-1"),
        }
    )
    text = read_bytes(content, "show.pptx")
    assert [(part.page, part.text.strip()) for part in text.parts] == [(1, "FIRST-1"), (2, "LAST-1"), (None, "NOTE-1")]
    assert text.pages == 2


def document(body: str) -> bytes:
    return zipped({"word/document.xml": f'<w:document xmlns:w="w">{body}</w:document>'})


def zipped(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()
