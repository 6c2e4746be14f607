"""Files inside files: a reader hands them out as members, and all of them are opened here, by the same rules."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from holescan.adapters.extraction.faults import blamed_on_the_file
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.on_demand import OnDemand
from holescan.adapters.extraction.reading import Found, Member, Opening, Reading, Source
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Picture, TextPart, Unread, page_place

# A picture's number is written in this base: its lowest digit is the page, the next the member of the file that holds
# it, the next the member that holds that one. So a page of the file itself has its own number.
_BASE = 1 << 16
_NAME_CHARACTERS = 200
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

Read = Callable[[Source], Reading]

_is_ornament: Callable[[Source], bool] = OnDemand("ornaments", "is_ornament")


def with_members_opened(found: Iterator[Found], source: Source, read: Read) -> Iterator[Found]:
    """What was found in a source, with what `read` finds in each member in its place. No member spoils another."""
    names = _Names()
    for each in found:
        if isinstance(each, Member):
            name = names.of(each)
            if names.count > source.after_member:
                yield Opening(name, names.count)
                yield from _opened(each, name, names.count, source.limits, read)
        elif names.count >= source.after_member:
            yield each


def path_to(number: int) -> tuple[int, list[int]]:
    """The page of a picture's number, and the members that lead to it, from 1, outermost first."""
    rest, page = divmod(number, _BASE)
    members = []
    while rest:
        rest, member = divmod(rest, _BASE)
        members.append(member)
    return page, members


def inner_source(member: Member, limits: ExtractionLimits) -> Source:
    """A member as a file of its own; raises as its content does, and for one of 0 bytes or too many."""
    content = member.content()
    if not content:
        raise FileUnreadable(Reason.EMPTY)
    if len(content) > limits.file_bytes:
        raise FileUnreadable(Reason.TOO_LARGE, f"{len(content)} bytes")
    return Source(content, member.name, limits)


def _opened(member: Member, name: str, ordinal: int, limits: ExtractionLimits, read: Read) -> Iterator[Found]:
    for found in _inside(member, ordinal, limits, read):
        # Of files inside files only the outermost is passed over when it ends its reader.
        if not isinstance(found, Opening):
            yield _placed(found, name, ordinal)


def _inside(member: Member, ordinal: int, limits: ExtractionLimits, read: Read) -> Iterator[Found]:
    if ordinal > limits.zip_members:
        yield Unread("", Reason.TOO_LARGE)
        return
    try:
        with blamed_on_the_file():
            source = inner_source(member, limits)
            if not (member.may_adorn and _is_ornament(source)):
                yield from read(source).found
    except FileUnreadable as unreadable:
        yield Unread("", unreadable.reason)


@dataclass(slots=True)
class _Names:
    """Members under names that no two share: a gap is closed by its place."""

    count: int = 0
    _seen: Counter[str] = field(default_factory=Counter)

    def of(self, member: Member) -> str:
        self.count += 1
        name = _UNPRINTABLE.sub("\ufffd", member.name[-_NAME_CHARACTERS:]) or f"part {self.count}"
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name} ({self._seen[name]})"


def _placed(found: Found, name: str, ordinal: int) -> Found:
    match found:
        case TextPart():
            page = page_place(found.page) if found.page else ""
            return replace(found, page=None, place=_joined(name, page, found.place))
        case Unread():
            return replace(found, place=_joined(name, found.place))
        case Picture():
            return Picture(_number_outside(found.number, ordinal), _joined(name, found.place), page=None)
        case Member() | Opening():
            return found


def _joined(*places: str) -> str:
    return ", ".join(filter(None, places))


def _number_outside(number: int, ordinal: int) -> int:
    members, page = divmod(number, _BASE)
    return page + _BASE * (ordinal + _BASE * members)
