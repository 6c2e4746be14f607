import io
from operator import methodcaller

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import ExtractedText
from tests.unit.extraction.drawings import A4, drawing, lines, picture, says, together
from tests.unit.extraction.readers import Read

PAGE = "Section of the valve station, hole HOLE-1, as built, revision 3"


def whole(text: ExtractedText) -> str:
    return "\n".join(part.text for part in text.parts)


def box(*sides: float) -> ArrayObject:
    return ArrayObject(map(FloatObject, sides))


def named(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): each for name, each in entries.items()})


def gaps(text: ExtractedText) -> list[tuple[str, Reason]]:
    return [(gap.place, gap.reason) for gap in text.unread]


def test_each_page_is_a_part_with_its_number(read_bytes: Read) -> None:
    text = read_bytes(drawing(says(PAGE), says("HOLE-2 is on the second page, as built")), "a.pdf")
    assert [part.page for part in text.parts] == [1, 2]
    assert (text.pages, text.unread) == (2, ())


@pytest.mark.parametrize("degrees", [30, 90, 150, 270])
def test_turned_tags_are_read_in_one_piece(read_bytes: Read, degrees: int) -> None:
    def turned(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(degrees)
        canvas.drawString(0, 0, "HOLE-1")

    assert "HOLE-1" in whole(read_bytes(drawing(turned), "a.pdf"))


def test_letters_with_gaps_between_them_are_put_together(read_bytes: Read) -> None:
    def spelled(canvas: Canvas) -> None:
        for word, start in (("HOLE-1", 60), ("BH-07", 250)):
            for n, letter in enumerate(word):
                canvas.drawString(start + 14 * n, 500, letter)

    words = whole(read_bytes(drawing(spelled), "a.pdf")).split()
    assert {"HOLE-1", "BH-07"} <= set(words)


@pytest.mark.parametrize(("size", "shift"), [(1.2, 0.0), (12, 7.2)])
def test_words_that_pdfium_breaks_get_a_second_reading(read_bytes: Read, size: float, shift: float) -> None:
    def broken(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for line in range(20):
            for n, letter in enumerate(f"HOLE-{line}"):
                canvas.drawString(100 + n * size * 0.7, 100 + line * size * 2.2 + (n % 2) * (shift or size), letter)

    text = read_bytes(drawing(broken), "a.pdf")
    assert [part.place for part in text.parts] == ["", "in drawing order"]


def test_a_table_of_small_numbers_needs_no_second_reading(read_bytes: Read) -> None:
    cells = [says(str(n), x=100 + 60 * (n % 5), y=100 + 14 * (n // 5)) for n in range(90)]
    assert len(read_bytes(drawing(together(*cells)), "a.pdf").parts) == 1


def test_form_fields_are_read(read_bytes: Read) -> None:
    def form(canvas: Canvas) -> None:
        canvas.drawString(100, 750, PAGE)
        canvas.acroForm.textfield(name="tag", value="FIELD-7", x=100, y=600, width=200, height=30)

    assert "FIELD-7" in whole(read_bytes(drawing(form), "a.pdf"))


def test_a_long_field_is_read_from_its_value_and_not_from_its_lines(read_bytes: Read) -> None:
    value = "seen from above, " * 100 + "FIELD-7"

    def form(canvas: Canvas) -> None:
        canvas.drawString(100, 750, PAGE)
        canvas.acroForm.textfield(name="short", value="FIELD-8", x=100, y=700, width=200, height=30)
        canvas.acroForm.textfield(
            name="long", value=value, maxlen=5000, fieldFlags="multiline", x=100, y=400, width=200, height=90
        )

    page, note = read_bytes(drawing(form), "a.pdf").parts
    assert ("FIELD-8" in page.text, "above" in page.text, note.text) == (True, False, value)


def test_an_annotation_without_an_appearance_is_read(read_bytes: Read) -> None:
    def noted(canvas: Canvas) -> None:
        canvas.drawString(100, 750, PAGE)
        canvas.textAnnotation("see NOTE-8", [100, 100, 200, 200])

    text = read_bytes(drawing(noted), "a.pdf")
    assert [part.text for part in text.parts if part.place == "annotation"] == ["see NOTE-8"]


@pytest.mark.parametrize(("subtype", "key"), [("FreeText", "RC"), ("Redact", "OverlayText")])
def test_what_an_annotation_keeps_under_a_name_of_its_own_is_read(read_bytes: Read, subtype: str, key: str) -> None:
    writer = PdfWriter(io.BytesIO(drawing(says(PAGE))))
    words = {key: TextStringObject("<p>see <b>NOTE</b>-8</p>")}
    writer.add_annotation(0, named(Subtype=NameObject(f"/{subtype}"), Rect=box(100, 100, 200, 200), **words))
    content = io.BytesIO()
    writer.write(content)
    text = read_bytes(content.getvalue(), "a.pdf")
    assert [part.text.strip() for part in text.parts if part.place == "annotation"] == ["see NOTE-8"]


def test_a_stamp_does_not_tear_the_tag_that_it_lies_on(read_bytes: Read) -> None:
    def in_pieces(canvas: Canvas) -> None:
        canvas.drawString(100, 100, PAGE)
        canvas.drawString(100, 700, "HOL")
        canvas.drawString(100 + canvas.stringWidth("HOL"), 700, "E-7")

    writer = PdfWriter(io.BytesIO(drawing(in_pieces)))
    look = StreamObject()
    look.set_data(b"BT /F1 12 Tf 0 5 Td (checked) Tj ET")
    font = named(Subtype=NameObject("/Type1"), BaseFont=NameObject("/Helvetica"))
    look.update(named(Subtype=NameObject("/Form"), BBox=box(0, 0, 99, 20), Resources=named(Font=named(F1=font))))
    held = writer._add_object(look)  # noqa: SLF001 - pypdf has no other way
    writer.add_annotation(0, named(Subtype=NameObject("/Stamp"), Rect=box(105, 695, 204, 715), AP=named(N=held)))
    content = io.BytesIO()
    writer.write(content)
    text = read_bytes(content.getvalue(), "a.pdf")
    assert "checked" in whole(text)
    assert "HOLE-7" in whole(text).split()


def test_what_lies_in_many_forms_within_each_other_is_looked_at(read_bytes: Read) -> None:
    def nested(canvas: Canvas) -> None:
        draw = picture(*A4)
        for depth in range(12):
            canvas.beginForm(f"form{depth}", 0, 0, *A4)
            draw(canvas)
            canvas.endForm()
            draw = methodcaller("doForm", f"form{depth}")
        draw(canvas)

    assert gaps(read_bytes(drawing(nested), "a.pdf")) == [("page 1", Reason.NEEDS_OCR)]


def test_an_empty_page_was_read(read_bytes: Read) -> None:
    assert gaps(read_bytes(drawing(says("")), "a.pdf")) == []


def test_a_page_that_is_a_picture_was_not_read(read_bytes: Read) -> None:
    assert gaps(read_bytes(drawing(says(PAGE), picture(*A4)), "a.pdf")) == [("page 2", Reason.NEEDS_OCR)]


def test_a_stamp_does_not_make_a_scan_read(read_bytes: Read) -> None:
    assert gaps(read_bytes(drawing(together(picture(*A4), says(PAGE))), "a.pdf")) == [("page 1", Reason.NEEDS_OCR)]


def test_a_scan_under_its_own_text_layer_was_read(read_bytes: Read) -> None:
    layer = [says(PAGE + PAGE, x=20, y=20 + 12 * n) for n in range(68)]
    assert gaps(read_bytes(drawing(together(picture(*A4), *layer)), "a.pdf")) == []


def test_a_picture_in_a_form_is_seen(read_bytes: Read) -> None:
    def nested(canvas: Canvas) -> None:
        canvas.beginForm("sheet")
        picture(100, 100)(canvas)
        canvas.endForm()
        canvas.drawString(100, 750, PAGE)
        canvas.scale(5, 5)
        canvas.doForm("sheet")

    assert gaps(read_bytes(drawing(nested), "a.pdf")) == [("page 1", Reason.NEEDS_OCR)]


def test_a_logo_beside_text_is_no_gap(read_bytes: Read) -> None:
    assert gaps(read_bytes(drawing(together(says(PAGE), picture(100, 60))), "a.pdf")) == []


@pytest.mark.parametrize(("strokes", "gap"), [(5, []), (60, [("page 1", Reason.NEEDS_OCR)])])
def test_many_strokes_without_text_may_be_outlined_letters(
    read_bytes: Read, strokes: int, gap: list[tuple[str, Reason]]
) -> None:
    assert gaps(read_bytes(drawing(lines(strokes)), "a.pdf")) == gap


def test_outlined_letters_in_one_single_path_are_seen(read_bytes: Read) -> None:
    def outlined(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for n in range(300):
            path.moveTo(100, 100 + n)
            path.lineTo(200, 100 + n)
        canvas.drawPath(path)

    assert gaps(read_bytes(drawing(outlined), "a.pdf")) == [("page 1", Reason.NEEDS_OCR)]


def test_pages_beyond_the_limit_are_unread(read_bytes: Read) -> None:
    text = read_bytes(drawing(*[says(PAGE)] * 4), "a.pdf", limits=ExtractionLimits(pdf_pages=3))
    assert (len(text.parts), text.pages, gaps(text)) == (3, 4, [("after page 3", Reason.TOO_LARGE)])


def test_an_owner_password_alone_does_not_hide_the_text(read_bytes: Read) -> None:
    content = drawing(says(PAGE), encrypt=StandardEncryption("", ownerPassword="owner"))
    assert PAGE in whole(read_bytes(content, "a.pdf"))


def test_a_password_is_final(read_bytes: Read) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(drawing(says(PAGE), encrypt=StandardEncryption("user")), "a.pdf")
    assert caught.value.reason is Reason.PASSWORD


def test_a_truncated_file_is_read_as_far_as_it_goes_and_says_so(read_bytes: Read) -> None:
    content = drawing(says(PAGE))
    text = read_bytes(content[: content.index(b"xref\n0")], "a.pdf")
    assert PAGE in whole(text)
    assert gaps(text) == [("end of the file", Reason.CORRUPT)]


def test_a_file_without_its_end_mark_may_have_lost_pages(read_bytes: Read) -> None:
    text = read_bytes(drawing(says(PAGE)).replace(b"%%EOF", b""), "a.pdf")
    assert gaps(text) == [("end of the file", Reason.CORRUPT)]


@pytest.mark.parametrize("content", [b"%PDF-1.4\n%%EOF\n", b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF"])
def test_a_file_without_a_page_is_damaged(read_bytes: Read, content: bytes) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(content, "a.pdf")
    assert caught.value.reason is Reason.CORRUPT


def test_a_page_tree_that_loops_ends(read_bytes: Read) -> None:
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )
    text = read_bytes(content, "a.pdf")
    assert (text.parts, gaps(text)) == ((), [("page 1", Reason.CORRUPT), ("page 2", Reason.CORRUPT)])


def test_an_attachment_without_its_file_is_damage(read_bytes: Read) -> None:
    content = drawing(says(PAGE)).replace(
        b"/Type /Catalog",
        b"/Type /Catalog /Names <</EmbeddedFiles <</Names [(a.pdf) <</Type /Filespec /F (a.pdf) /UF (a.pdf)>>]>>>>",
    )
    assert gaps(read_bytes(content, "a.pdf")) == [("attachment a.pdf", Reason.CORRUPT)]
