"""DXF drawings in ASCII: pairs of lines, a group code and its value; texts carry format codes that split words."""

import re
from collections.abc import Iterator
from itertools import chain, islice

from holescan.adapters.extraction.plain import decoded
from holescan.adapters.extraction.reading import Found, Reading, Source
from holescan.adapters.extraction.text_damage import empty_blocks
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread

# Group codes of what is drawn or names it (Autodesk DXF reference, "Group Code Value Types"); layers, styles and
# handles are left out, they stand at every line of the drawing.
_STRINGS = frozenset({1, 2, 3, 4, *range(300, 310), 1000})
# A longer text is cut into pieces of 250 under code 3, its end is in the next 1; in MTEXT code 3 has no other use, and a
# piece may be shorter where 250 bytes were counted.
_CHUNK, _CHUNK_CHARACTERS = 3, 250
_LONG_TEXT = "MTEXT"
# It has no format codes: a backslash is one.
_LINE_OF_TEXT = "TEXT"
_ENTITY, _FLAGS = 0, 70
_END = "EOF"

# What the drawing shows and the file does not hold, or holds in a way nobody here reads.
_ELSEWHERE = {
    "IMAGE": "linked pictures",
    "PDFUNDERLAY": "underlays",
    "DWFUNDERLAY": "underlays",
    "DGNUNDERLAY": "underlays",
    "OLEFRAME": "embedded objects",
    "OLE2FRAME": "embedded objects",
    "ACAD_PROXY_ENTITY": "objects of another program",
}
_BLOCK, _IS_EXTERNAL, _EXTERNAL = "BLOCK", 4, "external references"

_CONTROL_CODES = {"c": "Ø", "d": "°", "p": "±", "%": "%"}
_PERCENT = re.compile(r"%%(?:(\d{3})|(.))")
_UNICODE = re.compile(r"\\[Uu]\+([0-9A-Fa-f]{4})")
_MULTIBYTE = re.compile(r"\\M\+[1-5][0-9A-Fa-f]{4}")
_STACKED = re.compile(r"\\S([^;]*);")
_WITH_VALUE = re.compile(r"\\[ACFHQTWfpc][^;\\]*;")
_SWITCH = re.compile(r"\\[LlOoKk]")
_ESCAPED = re.compile(r"\\([\\{}])")


def read_dxf(source: Source) -> Reading:
    """One part a string of the drawing, names of blocks and attributes included; then what it shows of other files.

    Raises:
        FileUnreadable: it ends before its EOF marker.
    """
    content = source.content()
    return Reading(pages=1, found=chain(empty_blocks(content), _parts(decoded(content))))


def _parts(text: str) -> Iterator[Found]:
    chunks: list[str] = []
    elsewhere: set[str] = set()
    entity = value = ""
    for code, value in _pairs(text):
        if code == _ENTITY:
            entity = value.strip()
            elsewhere.add(_ELSEWHERE.get(entity, ""))
        elif code == _CHUNK and (entity == _LONG_TEXT or len(value) >= _CHUNK_CHARACTERS):
            chunks.append(value)
        elif code in _STRINGS:
            yield TextPart(_drawn("".join([*chunks, value]), entity))
            chunks.clear()
        elif code == _FLAGS and entity == _BLOCK and _is_external(value):
            elsewhere.add(_EXTERNAL)
    if chunks:
        yield TextPart(plain_text("".join(chunks)))
    yield from (Unread(place, Reason.UNSUPPORTED) for place in sorted(filter(None, elsewhere)))
    if value.strip() != _END:
        raise FileUnreadable(Reason.CORRUPT, "no EOF")


def _is_external(flags: str) -> bool:
    return bool(flags.strip().isdigit() and int(flags) & _IS_EXTERNAL)


def _drawn(value: str, entity: str) -> str:
    if entity == _LINE_OF_TEXT:
        return _UNICODE.sub(_character, _PERCENT.sub(_percent, value))
    return plain_text(value)


def _pairs(text: str) -> Iterator[tuple[int, str]]:
    # Not str.splitlines: it also splits at characters that are part of a text.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n\x1a ").split("\n")
    for code, value in zip(islice(lines, 0, None, 2), islice(lines, 1, None, 2), strict=False):
        if not code.strip().lstrip("-").isdigit():
            raise FileUnreadable(Reason.CORRUPT, "group code is no number")
        yield int(code), value


def plain_text(value: str) -> str:
    r"""A text as it is drawn: `%%c`, `\U+2205`, `\P`, `\fArial|b0;` and `{}` of TEXT and MTEXT taken out or replaced."""
    value = _PERCENT.sub(_percent, value.replace("^J", "\n").replace("^I", "\t"))
    if "\\" not in value and "{" not in value:
        return value
    value = _UNICODE.sub(_character, value)
    value = _MULTIBYTE.sub(
        "\ufffd", value.replace("\\P", "\n").replace("\\N", "\n").replace("\\~", "\u00a0").replace("\\X", "\n")
    )
    value = _STACKED.sub(lambda found: found[1].replace("^", "/").replace("#", "/"), value)
    value = _SWITCH.sub("", _WITH_VALUE.sub("", value))
    return _ESCAPED.sub(r"\1", re.sub(r"(?<!\\)[{}]", "", value))


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _percent(found: re.Match[str]) -> str:
    number, letter = found.groups()
    if number:
        return chr(int(number))
    return _CONTROL_CODES.get(letter.lower(), "" if letter.lower() in "uok" else found[0])
