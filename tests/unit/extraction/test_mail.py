"""E-mails: what is written, what is attached, and mails made to hurt."""

from binascii import b2a_uu
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.rendering import tiles_of
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.containers import gaps, told, zipped
from tests.unit.extraction.drawings import drawing, picture_file, says
from tests.unit.extraction.readers import Read

LARGE_PICTURE = picture_file(size=(400, 300))


def transmittal() -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = "Drawings – HOLE-1"
    mail["From"], mail["To"] = "a@example.org", "b@example.org"
    mail.set_content("please see HOLE-2")
    mail.add_alternative("<p>please see <b>HOLE</b>-2</p>", subtype="html")
    return mail


def test_header_and_body_are_read(read_bytes: Read) -> None:
    text = read_bytes(bytes(transmittal()), "a.eml")
    assert [part.text.split()[-1] for part in text.parts if part.place == "body"] == ["HOLE-2", "HOLE-2"]
    assert told(text)["header"].startswith("Drawings – HOLE-1\n")
    assert text.unread == ()


def test_attachments_are_read_by_what_they_are(read_bytes: Read) -> None:
    mail = transmittal()
    mail.add_attachment(drawing(says("a"), says("HOLE-3")), maintype="application", subtype="pdf", filename="ISO.pdf")
    mail.add_attachment(
        zipped({"x/b.txt": b"HOLE-4"}), maintype="application", subtype="octet-stream", filename="b.zip"
    )
    mail.add_attachment(
        b"\x78\x9f\x3e\x22" + bytes(range(90)), maintype="application", subtype="ms-tnef", filename="winmail.dat"
    )
    text = read_bytes(bytes(mail), "a.eml")
    places = told(text)
    assert places["attachment ISO.pdf, page 2"] == "HOLE-3"
    assert places["attachment b.zip, x/b.txt"] == "HOLE-4"
    assert gaps(text) == {Unread("attachment winmail.dat", Reason.UNSUPPORTED)}


def uuencoded(content: bytes) -> bytes:
    lines = (b2a_uu(content[at : at + 45]) for at in range(0, len(content), 45))
    return b"".join([b"begin 644 old tag.csv\n", *lines, b"`\nend\n"])


def test_a_file_that_stands_in_the_body_is_read_too(read_bytes: Read) -> None:
    content = b"MIME-Version: 1.0\n\nbegin 3 days early\n" + uuencoded(b"x" * 80 + b",HOLE-3\n") + b"regards\n"
    assert told(read_bytes(content, "a.eml"))["attachment old tag.csv, B1"] == "HOLE-3"


def test_a_file_in_the_body_that_is_damaged_is_unread(read_bytes: Read) -> None:
    content = b"MIME-Version: 1.0\n\nbegin 644 a.csv\n!!#AAAAAAAAAA\nend\n"
    assert gaps(read_bytes(content, "a.eml")) == {Unread("attachment a.csv", Reason.CORRUPT)}


def test_a_forwarded_mail_is_a_part_of_this_one(read_bytes: Read) -> None:
    outer = EmailMessage()
    outer.set_content("fyi")
    outer.add_attachment(transmittal())
    text = read_bytes(b"\r\n".join(bytes(outer).splitlines()), "a.eml")
    assert any("HOLE-1" in part.text for part in text.parts if part.place == "header")


def test_a_logo_in_a_mail_is_left_out_and_a_drawing_is_not(read_bytes: Read) -> None:
    mail = EmailMessage()
    mail.set_content("<p>HOLE-1<img src='cid:sketch'></p>", subtype="html")
    mail.add_related(picture_file(), maintype="image", subtype="png", cid="<logo>")
    mail.add_related(LARGE_PICTURE, maintype="image", subtype="png", cid="<sketch>")
    mail.add_attachment(picture_file(), maintype="image", subtype="png", filename="tag.png")
    content = bytes(mail)
    text = read_bytes(content, "a.eml")
    assert gaps(text) == {
        Unread("attachment of type image/png (2)", Reason.NEEDS_OCR),
        Unread("attachment tag.png", Reason.NEEDS_OCR),
    }
    sketch, _ = text.pictured
    assert len(list(tiles_of(Source(content, "a.eml", ExtractionLimits()), sketch.number))) == 1


@pytest.mark.parametrize(
    ("header", "body"),
    [
        (b"Content-Transfer-Encoding: base64", b"SE9MRS0x"),
        (b"Content-Transfer-Encoding: quoted-printable", b"HO=\r\nLE=2D1"),
        (b"Content-Type: text/plain; charset=no-such-charset", b"HOLE-1"),
    ],
)
def test_a_body_is_decoded_as_it_says_or_as_it_can(read_bytes: Read, header: bytes, body: bytes) -> None:
    text = read_bytes(b"From: a@example.org\r\n" + header + b"\r\n\r\n" + body + b"\r\n", "file")
    assert told(text)["body"] == "HOLE-1"


def test_a_memo_that_looks_like_a_mail_is_text(read_bytes: Read) -> None:
    (part,) = read_bytes(b"From: site office\nHole: HOLE-1\n\nBH-07\n", "memo.txt").parts
    assert "HOLE-1" in part.text


def test_an_encrypted_message_needs_its_password(read_bytes: Read) -> None:
    mail = EmailMessage()
    mail.add_attachment(b"-----BEGIN PGP MESSAGE-----\n\nhQE\n", maintype="application", subtype="octet-stream")
    (gap,) = read_bytes(bytes(mail), "a.eml").unread
    assert gap.reason is Reason.PASSWORD


def nested(depth: int) -> bytes:
    opening = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return b"MIME-Version: 1.0\n" + opening.encode() + b"Content-Type: text/plain\n\nHOLE-1\n"


@pytest.mark.parametrize(
    "make", [nested, lambda depth: b"Content-Type: message/rfc822\n\n" * depth + b"x: y\n\nHOLE-1"]
)
def test_parts_nested_without_end_cost_the_mail_alone(read_bytes: Read, make: Callable[[int], bytes]) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(make(5_000), "a.eml")
    assert caught.value.reason is Reason.TOO_LARGE
    assert "HOLE-1" in read_bytes(make(20), "a.eml").parts[-1].text


def test_mails_in_mails_are_opened_to_a_bound(read_bytes: Read) -> None:
    content = b"MIME-Version: 1.0\n\nHOLE-1\n"
    for _ in range(6):
        mail = EmailMessage()
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename="m.eml")
        content = bytes(mail)
    text = read_bytes(content, "a.eml")
    assert text.unread == (Unread(", ".join(["attachment m.eml"] * 4), Reason.UNSUPPORTED),)


def test_members_beyond_the_limit_are_each_unread(read_bytes: Read) -> None:
    mail = EmailMessage()
    for number in range(4):
        mail.add_attachment(b"HOLE-1", maintype="application", subtype="octet-stream", filename=f"{number}.txt")
    text = read_bytes(bytes(mail), "a.eml", limits=ExtractionLimits(zip_members=2))
    assert gaps(text) == {Unread(f"attachment {number}.txt", Reason.TOO_LARGE) for number in (2, 3)}


CUT_OFF = Unread("end of the file", Reason.CORRUPT)
LIST = b"HOLE-3,east\n" * 90


def with_list() -> bytes:
    mail = transmittal()
    mail.add_attachment(LIST, maintype="text", subtype="csv", filename="list.csv")
    return bytes(mail)


def test_a_mail_without_the_line_that_ends_it_is_cut_off(read_bytes: Read) -> None:
    """Cut behind a whole line: what is there of the attachment comes out even."""
    *lines, last, _end, _nothing = with_list().split(b"\n")
    del last
    text = read_bytes(b"\n".join(lines), "a.eml")
    assert told(text)["attachment list.csv, A1"] == "HOLE-3"
    assert gaps(text) == {CUT_OFF}


@pytest.mark.parametrize("left", [b"SE9MR", b"SE9MRS", b"SE9M\x01\x02RS0z"])
def test_an_attachment_in_letters_that_do_not_come_out_even_is_damaged(read_bytes: Read, left: bytes) -> None:
    first = b"\n\nSE9MRS0z"
    content = with_list()
    assert content.count(first) == 1
    text = read_bytes(content.replace(first, b"\n\n" + left), "a.eml")
    assert Unread("attachment list.csv", Reason.CORRUPT) in gaps(text)


@pytest.mark.parametrize("boundary", [b'boundary="other', b'bandary="'])
def test_a_mail_whose_parts_cannot_be_told_apart_says_so(read_bytes: Read, boundary: bytes) -> None:
    content = with_list().replace(b'boundary="', boundary, 1)
    assert Unread("attachment of type multipart/mixed", Reason.CORRUPT) in gaps(read_bytes(content, "a.eml"))


def test_an_empty_block_in_the_body_is_a_gap(read_bytes: Read) -> None:
    content = b"MIME-Version: 1.0\n\n" + b"see HOLE-1\n" * 500 + bytes(99) + b"\n"
    assert gaps(read_bytes(content, "a.eml")) == {Unread("damaged parts", Reason.CORRUPT)}
