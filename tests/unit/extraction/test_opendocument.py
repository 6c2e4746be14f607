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

HEAD = "<o:document-content xmlns:o='o' xmlns:text='t' xmlns:table='b' xmlns:draw='d'>"


def opendocument(body: str, **members: bytes) -> bytes:
    content = f"{HEAD}{body}</o:document-content>".encode()
    named = {name.replace("__", "/").replace("_xml", ".xml"): each for name, each in members.items()}
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content, **named})


def test_spans_spaces_and_tabs_are_one_text(read_bytes: Read) -> None:
    body = "<text:p>HOLE<text:span>-1</text:span> a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>"
    assert told(read_bytes(opendocument(body), "a.odt")) == {"": "HOLE-1 a  b\tc\nd"}


def test_a_note_inside_a_paragraph_does_not_end_it(read_bytes: Read) -> None:
    body = "<text:p>see <text:note><text:p>HOLE-2</text:p></text:note>HOLE-1</text:p><text:h>BH-07</text:h>"
    (part,) = read_bytes(opendocument(body), "a.odt").parts
    assert part.text.split() == ["see", "HOLE-2", "HOLE-1", "BH-07"]


def test_sheets_and_slides_are_told_by_their_names(read_bytes: Read) -> None:
    cell = "<table:table-cell o:value='7'><text:p>HOLE-{}</text:p></table:table-cell>"
    body = "".join(
        f"<table:table table:name='{name}'>{cell.format(n)}</table:table>" for n, name in enumerate(("Tags", "Old"))
    )
    assert told(read_bytes(opendocument(body), "a.ods")) == {"Tags": "HOLE-0", "Old": "HOLE-1"}


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
