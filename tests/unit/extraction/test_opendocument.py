"""OpenDocument files as LibreOffice writes them, cut down to what matters."""

import pytest

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.rendering import tiles_of
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.containers import gaps, told, zipped
from tests.unit.extraction.drawings import picture_file
from tests.unit.extraction.readers import Read

HEAD = "<o:document-content xmlns:o='o' xmlns:text='t' xmlns:table='b' xmlns:draw='d' xmlns:form='f'>"


def opendocument(body: str, **members: bytes) -> bytes:
    content = f"{HEAD}{body}</o:document-content>".encode()
    named = {name.replace("__", "/").replace("_xml", ".xml"): each for name, each in members.items()}
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content, **named})


def test_spans_spaces_and_tabs_are_one_text(read_bytes: Read) -> None:
    body = "<text:p>HOLE<text:span>-1</text:span> a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>"
    assert told(read_bytes(opendocument(body), "a.odt")) == {"": "HOLE-1 a  b\tc\nd"}


@pytest.mark.parametrize(
    ("aside", "told_behind"),
    [
        ("<text:note><text:note-citation>3</text:note-citation><text:p>{}</text:p></text:note>", ["BH-2"]),
        ("<o:annotation><o:creator>Bob</o:creator><text:p>{}</text:p></o:annotation>", ["BH-2"]),
        ("<text:ruby><text:ruby-text>{}</text:ruby-text></text:ruby>", ["BH-2"]),
        ("<text:note><text:p>a<o:annotation><text:p>{}</text:p></o:annotation>b</text:p></text:note>", ["BH-2", "ab"]),
    ],
)
def test_what_stands_apart_in_a_paragraph_is_a_line_of_its_own(
    read_bytes: Read, aside: str, told_behind: list[str]
) -> None:
    body = f"<text:p>see HOLE{aside.format('BH-2')}-1 and</text:p><text:h>BH-07</text:h>"
    (part,) = read_bytes(opendocument(body), "a.odt").parts
    assert [line for line in part.text.split("\n") if line] == ["see HOLE-1 and", *told_behind, "BH-07"]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<table:table-cell o:string-value='HOLE-1'/>", "HOLE-1"),
        ("<table:table-cell o:value='7'/>", "7"),
        ("<table:table-cell o:value='7'><text:p>HOLE-7</text:p></table:table-cell>", "HOLE-7"),
        ("<table:table-cell><o:annotation><text:p>BH-2</text:p></o:annotation></table:table-cell>", "BH-2"),
        (
            "<table:table-cell o:value='7'><o:annotation><text:p>BH-2</text:p></o:annotation></table:table-cell>",
            "BH-2\n\n7",
        ),
        ("<form:text form:current-value='HOLE-1' form:value='old'/>", "HOLE-1"),
    ],
)
def test_a_value_without_a_paragraph_is_read(read_bytes: Read, cell: str, shown: str) -> None:
    assert told(read_bytes(opendocument(cell), "a.ods")) == {"": shown}


@pytest.mark.parametrize(("target", "linked"), [("../a.png", 1), ("http://x/a.png", 1), ("Pictures/a.png", 0), ("", 0)])
def test_a_picture_that_lies_elsewhere_is_unread(read_bytes: Read, target: str, linked: int) -> None:
    text = read_bytes(opendocument(f"<draw:image draw:href='{target}'/>"), "a.odt")
    assert text.unread == (Unread("document: linked picture 1", Reason.UNSUPPORTED),) * linked


def test_sheets_and_slides_are_told_by_their_names(read_bytes: Read) -> None:
    cell = "<table:table-cell o:value='7'><text:p>HOLE-{}</text:p></table:table-cell>"
    body = "".join(
        f"<table:table table:name='{name}'>{cell.format(n)}</table:table>" for n, name in enumerate(("Tags", "Old"))
    )
    assert told(read_bytes(opendocument(body), "a.ods")) == {"Tags": "HOLE-0", "Old": "HOLE-1"}


def test_the_tabs_of_a_spreadsheet_show_their_names(read_bytes: Read) -> None:
    body = "<o:{0}><table:table table:name='BH-7'><text:p>HOLE-1</text:p></table:table></o:{0}>"
    assert told(read_bytes(opendocument(body.format("text")), "a.odt")) == {"BH-7": "HOLE-1"}
    sheet = told(read_bytes(opendocument(body.format("spreadsheet")), "a.ods"))
    assert sheet == {"name of sheet BH-7": "BH-7", "BH-7": "HOLE-1"}


def test_headers_and_objects_are_read_under_their_names(read_bytes: Read) -> None:
    part = f"{HEAD}<text:p>HOLE-1</text:p></o:document-content>".encode()
    text = read_bytes(opendocument("", styles_xml=part, Object1__content_xml=part), "a.odt")
    assert told(text) == {"styles": "HOLE-1", "Object1/content": "HOLE-1"}


def test_pictures_wait_for_recognition(read_bytes: Read) -> None:
    content = opendocument("", Pictures__a=picture_file(size=(400, 300)), Thumbnails__thumbnail=picture_file())
    text = read_bytes(content, "a.odt")
    assert gaps(text) == {Unread("picture a", Reason.NEEDS_OCR)}
    (picture,) = text.pictured
    assert list(tiles_of(Source(content, "a.odt", ExtractionLimits()), picture.number))


def test_a_body_that_breaks_off_keeps_what_came_before(read_bytes: Read) -> None:
    content = zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a><p>HOLE-1</p><p>HOLE-2"}
    )
    text = read_bytes(content, "a.odt")
    assert told(text)[""].startswith("HOLE-1")
    assert gaps(text) == {Unread("content", Reason.CORRUPT)}


def test_an_encrypted_file_needs_its_password(read_bytes: Read) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(opendocument("", **{"META-INF__manifest_xml": b"<m><encryption-data/></m>"}), "a.odt")
    assert caught.value.reason is Reason.PASSWORD


def test_a_file_without_its_body_says_so(read_bytes: Read) -> None:
    styles = b"<a><p>HOLE-1</p></a>"
    text = read_bytes(zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "styles.xml": styles}), "a.odt")
    assert told(text) == {"styles": "HOLE-1"}
    assert gaps(text) == {Unread("content", Reason.CORRUPT)}


def test_parts_that_the_manifest_lists_and_that_are_lost_are_gaps(read_bytes: Read) -> None:
    paths = ("/", "content.xml", "styles.xml", "Object 1/content.xml", "Thumbnails/thumbnail.png")
    entries = "".join(f'<m:file-entry m:full-path="{path}"/>' for path in paths)
    text = read_bytes(opendocument("", **{"META-INF__manifest_xml": f"<m>{entries}</m>".encode()}), "a.odt")
    assert gaps(text) == {Unread("styles", Reason.CORRUPT), Unread("Object 1/content", Reason.CORRUPT)}
