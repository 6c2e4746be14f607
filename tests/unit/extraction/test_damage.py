"""The worst bug is a silent miss: whatever is cut off or never written of a file, its codes are found, or a gap is told."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
from reportlab.pdfgen.canvas import Canvas

from holescan.domain.errors import FileUnreadable
from tests.unit.extraction.compound import compound
from tests.unit.extraction.containers import zipped
from tests.unit.extraction.drawings import drawing, picture_file, says, together
from tests.unit.extraction.readers import Read

CODES = [f"HOLE-{number * 7919 % 100_000}" for number in range(400)]
PLACES = 20
# Where a line more or less is as good a file.
LINES_OF_TEXT = {"a.rtf", "a.html", "a.dxf"}
BLOCK_BYTES = 600


def page(codes: list[str]) -> Callable[[Canvas], object]:
    return together(*(says(code, y=10 + 10 * line) for line, code in enumerate(codes)))


def pdf() -> bytes:
    return drawing(*(page(CODES[at : at + 80]) for at in range(0, 400, 80)), pageCompression=1, invariant=1)


def marked_up(before: str, after: str) -> bytes:
    return "".join(f"{before}{code}{after}" for code in CODES).encode()


def document() -> bytes:
    body = b"<w:document xmlns:w='w'>%s</w:document>" % marked_up("<w:p><w:t>", "</w:t></w:p>")
    relations = b"<Relationships><Relationship Id='r' Target='header1.xml'/></Relationships>"
    members = {"word/document.xml": body, "word/header1.xml": body, "word/_rels/document.xml.rels": relations}
    return zipped({"[Content_Types].xml": b"<Types/>", **members})


def workbook() -> bytes:
    names = b"<workbook xmlns:r='r'><sheets><sheet name='Tab' r:id='r1'/></sheets></workbook>"
    relations = b"<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>"
    rows = marked_up("<row><c t='inlineStr'><is><t>", "</t></is></c></row>")
    sheet = b"<worksheet><sheetData>%s</sheetData></worksheet>" % rows
    members = {"xl/workbook.xml": names, "xl/_rels/workbook.xml.rels": relations, "xl/worksheets/sheet1.xml": sheet}
    return zipped({"[Content_Types].xml": b"<Types/>", **members})


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = CODES[0]
    message.set_content("\n".join(CODES))
    message.add_attachment("\n".join(CODES).encode(), maintype="text", subtype="csv", filename="list.csv")
    message.add_attachment(pdf(), maintype="application", subtype="pdf", filename="a.pdf")
    message.set_boundary("part-of-this-mail")
    return bytes(message)


def message() -> bytes:
    wide = "\n".join(CODES).encode("utf-16-le")
    streams = {"__properties_version1.0": bytes(32), "__substg1.0_0037001F": wide[:16], "__substg1.0_1000001F": wide}
    return compound(streams)


FILES = {
    "a.pdf": pdf(),
    "a.docx": document(),
    "a.xlsx": workbook(),
    "a.zip": zipped({"a.pdf": pdf(), "list.csv": "\n".join(CODES).encode()}),
    "a.eml": mail(),
    "a.msg": message(),
    "a.rtf": rb"{\rtf1 %s}" % marked_up(r"\par ", ""),
    "a.html": b"<html>%s</html>" % marked_up("<p>", "</p>"),
    "a.dxf": b"0\nSECTION\n%s0\nEOF\n" % marked_up("1\n", "\n"),
    "a.tif": picture_file("TIFF", frames=4),
}


def damaged(name: str) -> Iterator[tuple[str, bytes]]:
    content = FILES[name]
    for place in range(1, PLACES):
        at = len(content) * place // PLACES
        yield f"cut at {at}", content[:at]
        yield f"nothing written from {at}", content[:at] + bytes(len(content) - at)
        yield f"a block lost at {at}", content[:at] + bytes(BLOCK_BYTES) + content[at + BLOCK_BYTES :]
        if name not in LINES_OF_TEXT:
            yield f"bytes missing at {at}", content[:at] + content[at + BLOCK_BYTES :]


def read_without_a_gap(read_bytes: Read, name: str, content: bytes) -> tuple[str, int] | None:
    """Its text and its pages; None where it is told that it was not all."""
    try:
        text = read_bytes(content, name)
    except FileUnreadable:
        return None
    gaps = [gap for gap in text.unread if name != "a.tif" or gap.reason != "needs_ocr"]
    return None if gaps else ("\n".join(part.text for part in text.parts), text.pages)


@pytest.mark.parametrize("name", FILES)
def test_no_damage_loses_a_code_without_a_word(read_bytes: Read, name: str) -> None:
    whole = read_without_a_gap(read_bytes, name, FILES[name])
    assert whole
    for damage, content in damaged(name):
        left = read_without_a_gap(read_bytes, name, content)
        assert left is None or set(whole[0].split()) <= set(left[0].split()), damage
        assert left is None or left[1] == whole[1], damage
