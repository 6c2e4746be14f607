"""What a web page or an SVG drawing shows besides its text: pictures inside it or elsewhere, and letters drawn as lines."""

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import prod
from urllib.parse import unquote_to_bytes

from holescan.adapters.extraction.little_text import has_little_text
from holescan.adapters.extraction.ornaments import ORNAMENT_PIXELS
from holescan.adapters.extraction.reading import Found, Member
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread

_EMBEDDED = re.compile(r"\s*data:[^,]*?(?P<base64>;base64)?,", re.IGNORECASE)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
# A page that only holds others; a drawing that holds a picture as its background.
_PAGES = {"frame": "src", "iframe": "src", "embed": "src", "object": "data"}
_DRAWN_PICTURE = "image"
_LINES = frozenset({"path", "line", "polyline", "polygon"})
_NUMBER = re.compile(r"[\d.]+")
# As for a page of a PDF: where there is hardly any text, so many strokes are letters.
_MANY_LINES = 20
_MANY_NUMBERS = 400
_PIXELS = re.compile(r"\s*(\d{1,6})(?:\.\d*)?\s*(?:px)?\s*")


@dataclass(slots=True)
class Pictures:
    """Collects them from the tags, in their order."""

    _found: list[Found] = field(default_factory=list)
    _lines: int = 0
    _numbers: int = 0
    _is_icon: bool = False

    def add(self, tag: str, attributes: Mapping[str, str]) -> None:
        """One more tag."""
        if tag in {"img", _DRAWN_PICTURE}:
            self._add_picture(tag, attributes)
        elif tag in _PAGES and attributes.get(_PAGES[tag]):
            self._found.append(self._elsewhere("linked page"))
        elif tag == "svg":
            self._is_icon = _pixels(attributes) in range(1, ORNAMENT_PIXELS)
        elif tag in _LINES:
            self._lines += 1
            self._numbers += sum(1 for _ in _NUMBER.finditer(attributes.get("d", attributes.get("points", ""))))

    def beside(self, text: str) -> Iterator[Found]:
        """Pictures as files, and a gap for what is not in the file, or is drawn in place of a text."""
        yield from self._found
        is_outlined = self._lines > _MANY_LINES or self._numbers > _MANY_NUMBERS
        if is_outlined and not self._is_icon and has_little_text(text):
            yield Unread("drawn lines", Reason.UNSUPPORTED)

    def _add_picture(self, tag: str, attributes: Mapping[str, str]) -> None:
        address = attributes.get("src") or attributes.get("href") or attributes.get("xlink:href") or ""
        if found := _EMBEDDED.match(address):
            content = partial(_unpacked, address[found.end() :], is_base64=bool(found["base64"]))
            self._found.append(Member(f"picture {len(self._found) + 1}", content, may_adorn=True))
        # Most pictures of a web page are parts of its looks.
        elif address and (tag == _DRAWN_PICTURE or _pixels(attributes) >= ORNAMENT_PIXELS):
            self._found.append(self._elsewhere("linked picture"))

    def _elsewhere(self, what: str) -> Unread:
        return Unread(f"{what} {len(self._found) + 1}", Reason.UNSUPPORTED)


def _pixels(attributes: Mapping[str, str]) -> int:
    """How large it says it is; 0 where it says nothing, or something in inches."""
    sides = [_PIXELS.fullmatch(attributes.get(side, "")) for side in ("width", "height")]
    return prod(int(found[1]) if found else 0 for found in sides)


def _unpacked(address: str, *, is_base64: bool) -> bytes:
    content = unquote_to_bytes(address)
    if not is_base64:
        return content
    letters = _NO_BASE64.sub(b"", content)
    return b64decode(letters + b"=" * (-len(letters) % 4)) if len(letters) % 4 != 1 else b64decode(letters[:-1])
