"""Outlook's messages (.msg): a compound file with a stream for each property. Names and numbers: [MS-OXMSG] 2, [MS-OXPROPS]."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import olefile

from holescan.adapters.extraction.compressed_rich_text import unpacked
from holescan.adapters.extraction.markup import text_of_markup
from holescan.adapters.extraction.ole import contradictions, open_ole
from holescan.adapters.extraction.plain import decoded
from holescan.adapters.extraction.reading import Found, Member, Reading, Source
from holescan.adapters.extraction.text_damage import empty_blocks
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread

# Subject, sender, To, Cc.
_HEADERS = ("0037", "0C1A", "0E04", "0E03")
_BODY, _HTML, _COMPRESSED_RTF = "1000", "1013", "1009"
_ATTACHED, _LONG_NAME, _SHORT_NAME, _CONTENT_ID = "3701", "3707", "3704", "3712"
_UNICODE, _ANSI, _BINARY, _STORAGE = "001F", "001E", "0102", "000D"
_BODIES = ((_BODY, _UNICODE), (_BODY, _ANSI), (_HTML, _BINARY))
_ATTACHMENT = "__attach_version1.0_#"


def read_message(source: Source) -> Reading:
    """The header, the body, the attachments; a message attached to it is a part of this one."""
    return Reading(pages=1, found=message_items(source))


def message_items(source: Source) -> Iterator[Found]:
    """Texts and members in the order of the file."""
    with open_ole(source) as container:
        yield from _items(_Properties(container, ()))
        yield from contradictions(container)


@dataclass(frozen=True, slots=True)
class _Properties:
    """The properties of a message or of an attachment, which are the streams of one folder."""

    container: olefile.OleFileIO
    folder: tuple[str, ...]

    def path(self, number: str, kind: str) -> list[str]:
        return [*self.folder, f"__substg1.0_{number}{kind}"]

    def has(self, number: str, kind: str) -> bool:
        return bool(self.container.exists(self.path(number, kind)))

    def content(self, number: str, kind: str) -> bytes:
        """Bytes of a property, b"" where it is absent."""
        if not self.has(number, kind):
            return b""
        content: bytes = self.container.openstream(self.path(number, kind)).read()
        return content

    def text(self, number: str) -> str:
        """A property of text, in either of its two encodings."""
        wide = self.content(number, _UNICODE).decode("utf-16-le", "replace")
        return wide or decoded(self.content(number, _ANSI))

    def attachments(self) -> Iterator["_Properties"]:
        at = len(self.folder)
        inside = (tuple(path[: at + 1]) for path in self.container.listdir() if tuple(path[:at]) == self.folder)
        for folder in sorted({path for path in inside if path[-1].startswith(_ATTACHMENT)}):
            yield _Properties(self.container, folder)


def _items(message: _Properties) -> Iterator[Found]:
    header = "\n".join(filter(None, map(message.text, _HEADERS)))
    if header:
        yield TextPart(header, place="header")
    yield from _body(message)
    for attachment in message.attachments():
        yield from _attached(attachment)


def _body(message: _Properties) -> Iterator[Found]:
    page = message.text(_HTML) or decoded(message.content(_HTML, _BINARY))
    texts = [text for text in (message.text(_BODY), text_of_markup(page)) if text.strip()]
    yield from (TextPart(text, place="body") for text in texts)
    yield from empty_blocks(b"".join(message.content(*each) for each in _BODIES))
    if not texts and message.has(_COMPRESSED_RTF, _BINARY):
        yield Member("body", lambda: unpacked(message.content(_COMPRESSED_RTF, _BINARY)))


def _attached(attachment: _Properties) -> Iterator[Found]:
    name = f"attachment {attachment.text(_LONG_NAME) or attachment.text(_SHORT_NAME)}".rstrip()
    if attachment.has(_ATTACHED, _STORAGE):
        yield from _stored(attachment, name)
    elif attachment.has(_ATTACHED, _BINARY):
        is_shown = bool(attachment.text(_CONTENT_ID))
        yield Member(name, partial(attachment.content, _ATTACHED, _BINARY), may_adorn=is_shown)
    else:
        # It is a link to a file that lies elsewhere.
        yield Unread(name, Reason.UNSUPPORTED)


def _stored(attachment: _Properties, name: str) -> Iterator[Found]:
    inner = _Properties(attachment.container, tuple(attachment.path(_ATTACHED, _STORAGE)))
    if inner.container.exists([*inner.folder, "__properties_version1.0"]):
        yield from _items(inner)
    else:
        yield Unread(name, Reason.UNSUPPORTED)
