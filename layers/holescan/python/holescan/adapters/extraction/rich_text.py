"""Rich text (RTF): words of control and groups between the letters, and letters as numbers of two kinds."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from holescan.adapters.extraction.reading import CUT_OFF, Found, Member, Reading, Source
from holescan.adapters.extraction.text_damage import empty_blocks
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread

_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\(.)|([{}])|([^\\{}]+)", re.IGNORECASE | re.DOTALL
)
_BINARY = re.compile(rb"\\bin(\d{1,10}) ?")
_STANDS_FOR = {
    **dict.fromkeys(("par", "line", "lbr", "softline", "sect", "page", "column", "row", "nestrow"), "\n"),
    **dict.fromkeys(("tab", "cell", "nestcell"), "\t"),
    **dict.fromkeys(("emspace", "enspace", "qmspace"), " "),
    "endash": "\u2013",
    "emdash": "\u2014",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "bullet": "\u2022",
}
_SYMBOLS = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
# What is not shown; beside these a star marks what an older program may leave out.
_HIDDEN = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "fldinst", "sn", "sv", "nonshppict", "xmlnstbl"}
)
_SHOWN_WITH_STAR = frozenset({"shpinst", "shptxt", "annotation", "shppict", "moMath", "moMathPara"})
# WordArt and the choices of a form field are shown, though they stand among what is not.
_SHOWN_AMONG_HIDDEN = re.compile(r"\{\\sn gtextUNICODE\}\s*\{\\sv ([^{}]*)\}|\{\\\*\\ffl ([^{}]*)\}")
# Word keeps each picture a second time, in a form for older programs.
_PICTURE = re.compile(r"(?<!\\nonshppict\{)\\pict\b((?:[^{}]|\{[^{}]*\})*)")
_NO_DIGITS = re.compile(r"\\[a-z]+-?\d* ?|\{[^{}]*\}|[^0-9a-fA-F\s]")
# A text of its own in the middle of another.
_APART = frozenset(
    {
        "footnote",
        "annotation",
        "shptxt",
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
    }
)
_BMP_END = 0x10000


def read_rich_text(source: Source) -> Reading:
    """All text in one part, then pictures."""
    return Reading(pages=1, found=rich_text_items(source))


def rich_text_items(source: Source) -> Iterator[Found]:
    """The text, the pictures as files, a gap for each embedded object."""
    code = _without_binary(source.content()).decode("latin-1")
    writer = _written(code)
    yield TextPart(writer.text())
    yield from (TextPart(text_of(found[1] or found[2])) for found in _SHOWN_AMONG_HIDDEN.finditer(code))
    for number, picture in enumerate(_PICTURE.finditer(code), 1):
        yield Member(f"picture {number}", partial(_picture, picture[1]), may_adorn=True)
    for number in range(1, code.count("\\objdata") + 1):
        yield Unread(f"embedded object {number}", Reason.UNSUPPORTED)
    yield from empty_blocks(code.encode("latin-1"))
    if writer.is_cut_off:
        yield CUT_OFF


def text_of(code: str) -> str:
    """What a reader would see of it."""
    return _written(code).text()


def _written(code: str) -> "_Writer":
    writer = _Writer()
    for token in _TOKEN.finditer(code):
        writer.take(token)
    return writer


@dataclass(slots=True)
class _Writer:
    """Follows the groups: in each some text is hidden, and some letters after a code are there for older programs.

    What a tracked change deleted comes behind all else, so that it is not joined to what replaced it.
    """

    _pieces: list[str] = field(default_factory=list)
    _deleted: list[str] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _groups: list[tuple[bool, bool, bool, int]] = field(default_factory=list)
    _is_hidden: bool = False
    _is_deleted: bool = False
    _is_apart: bool = False
    _is_starred: bool = False
    _substitutes: int = 1
    _passing_over: int = 0
    _code_page: str = "cp1252"

    @property
    def is_cut_off(self) -> bool:
        """A group is open, though the outermost one is the whole file."""
        return bool(self._groups)

    def take(self, token: re.Match[str]) -> None:
        word, number, code, symbol, brace, text = token.groups()
        if word:
            self._word(word, int(number) if number else None)
        elif code:
            self._byte(int(code, 16))
        elif symbol == "*":
            self._is_starred = True
        elif symbol:
            self._write(_SYMBOLS.get(symbol, ""))
        elif brace:
            self._group(brace)
        else:
            self._letters(text)

    def text(self) -> str:
        self._flush()
        # Above U+FFFF a letter comes as two numbers.
        return (
            "".join([*self._pieces, *self._deleted]).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        )

    def _group(self, brace: str) -> None:
        self._passing_over = 0
        if brace == "{":
            self._groups.append((self._is_hidden, self._is_apart, self._is_deleted, self._substitutes))
            self._is_apart = False
        elif self._groups:
            self._write("\n" if self._is_apart else "")
            self._flush()
            self._is_hidden, self._is_apart, self._is_deleted, self._substitutes = self._groups.pop()

    def _word(self, word: str, number: int | None) -> None:
        if word in _HIDDEN or (self._is_starred and word not in _SHOWN_WITH_STAR):
            self._is_hidden = True
        self._is_starred = False
        if word in _APART:
            self._is_apart = True
            self._write("\n")
        elif word in _STANDS_FOR:
            self._write(_STANDS_FOR[word])
        elif word in {"deleted", "plain"}:
            self._delete(starts=word == "deleted" and number != 0)
        elif word == "u" and number is not None:
            self._write(chr(number % _BMP_END))
            self._passing_over = self._substitutes
        elif word == "uc" and number is not None:
            self._substitutes = min(max(number, 0), 9)
        elif word == "ansicpg" and number:
            self._code_page = _known(f"cp{number}")

    def _letters(self, text: str) -> None:
        text = text.replace("\r", "").replace("\n", "")
        over = min(self._passing_over, len(text))
        self._passing_over -= over
        self._write(text[over:])

    def _byte(self, value: int) -> None:
        if self._passing_over:
            self._passing_over -= 1
        elif not self._is_hidden:
            self._bytes.append(value)

    def _write(self, text: str) -> None:
        if not self._is_hidden:
            self._flush()
            self._told.append(text)

    def _delete(self, *, starts: bool) -> None:
        self._flush()
        if starts:
            self._deleted.append("\n")
        self._is_deleted = starts

    def _flush(self) -> None:
        if self._bytes:
            self._told.append(self._bytes.decode(self._code_page, "replace"))
            self._bytes.clear()

    @property
    def _told(self) -> list[str]:
        return self._deleted if self._is_deleted else self._pieces


def _known(code_page: str) -> str:
    try:
        codecs.lookup(code_page)
    except LookupError:
        return "cp1252"
    return code_page


def _without_binary(content: bytes) -> bytes:
    """Without pictures in bytes, in which braces may stand."""
    pieces, at = [], 0
    while found := _BINARY.search(content, at):
        pieces.append(content[at : found.start()])
        at = found.end() + int(found[1])
    return b"".join([*pieces, content[at:]])


def _picture(code: str) -> bytes:
    digits = "".join(_NO_DIGITS.sub("", code).split())
    return bytes.fromhex(digits[: len(digits) // 2 * 2])
