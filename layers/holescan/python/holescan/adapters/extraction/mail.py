"""E-mails as files (.eml), and web pages saved as such (.mht): what is written in them, and what is attached."""

import re
from binascii import Error as BinasciiError
from binascii import a2b_uu
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import (
    CloseBoundaryNotFoundDefect,
    HeaderParseError,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    InvalidBase64PaddingDefect,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
from email.header import decode_header, make_header
from email.message import Message
from functools import partial

from holescan.adapters.extraction.markup import text_of_markup
from holescan.adapters.extraction.plain import decoded
from holescan.adapters.extraction.reading import CUT_OFF, Found, Member, Reading, Source
from holescan.adapters.extraction.text_damage import empty_blocks
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread

_UUENCODED = re.compile(rb"^begin [0-7]{3,4} (?P<name>.+)\n(?P<lines>(?:[ -`]+\r?\n)+?)end\b", re.MULTILINE)
_DAMAGE = (
    CloseBoundaryNotFoundDefect,
    StartBoundaryNotFoundDefect,
    NoBoundaryInMultipartDefect,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    InvalidBase64PaddingDefect,
)
_HEADERS = ("Subject", "From", "To", "Cc", "Date")


def read_mail(source: Source) -> Reading:
    """The header, then body and attachments in their order; a mail forwarded whole is a part of this one.

    Raises:
        FileUnreadable: its parts are nested too deep for any program that writes mails.
    """
    return Reading(pages=1, found=mail_items(source))


def mail_items(source: Source) -> Iterator[Found]:
    """Texts and members, in the order of the mail."""
    try:
        message = message_from_bytes(source.content())
        parts = list(message.walk())
    except RecursionError as error:
        raise FileUnreadable(Reason.TOO_LARGE, "nested parts") from error
    for part in parts:
        if header := _header_text(part):
            yield TextPart(header, place="header")
        if not part.is_multipart():
            yield from _leaf(part)
        elif _is_damaged(part):
            yield CUT_OFF


def _leaf(part: Message) -> Iterator[Found]:
    content = _content(part)
    name = _words(part.get_filename() or "")
    if name or part.get_content_maintype() != "text":
        is_shown = part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment"
        label = f"attachment {name}" if name else f"attachment of type {part.get_content_type()}"
        yield Member(label, lambda: content, may_adorn=is_shown)
    else:
        label = "body"
        yield from _body(part, content)
    if _is_damaged(part):
        yield Unread(label, Reason.CORRUPT)


def _body(part: Message, content: bytes) -> Iterator[Found]:
    if text := _text(part, content):
        yield TextPart(text, place="body")
        yield from _uuencoded(content)
    yield from empty_blocks(content)


def _is_damaged(part: Message) -> bool:
    """A line that ends a part is missing, or what was coded in letters did not come out even; known once it was decoded."""
    return any(isinstance(defect, _DAMAGE) for defect in part.defects)


def _text(part: Message, content: bytes) -> str:
    charset = part.get_content_charset("")
    try:
        text = content.decode(charset) if charset else decoded(content)
    except (LookupError, UnicodeDecodeError):
        text = decoded(content)
    return text_of_markup(text) if part.get_content_subtype() == "html" else text


def _uuencoded(body: bytes) -> Iterator[Member]:
    """Files that stand in the body itself, as they did before MIME and as Unix still writes them."""
    for found in _UUENCODED.finditer(body):
        name = found["name"].decode("utf-8", "replace").strip()
        yield Member(f"attachment {name}", partial(_decoded_lines, found["lines"]))


def _decoded_lines(lines: bytes) -> bytes:
    try:
        return b"".join(map(a2b_uu, lines.splitlines()))
    except BinasciiError as error:
        raise FileUnreadable(Reason.CORRUPT, "uuencode") from error


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _header_text(part: Message) -> str:
    return "\n".join(_words(str(value)) for name in _HEADERS for value in part.get_all(name, ()))


def _words(value: str) -> str:
    """A header as people see it: `=?utf-8?q?HOLE=2D1?=` is HOLE-1."""
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return value
