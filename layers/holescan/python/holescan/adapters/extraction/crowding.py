"""Keeps millions of little texts from costing the parent a kilobyte each: from some number on neighbours are one part."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from holescan.adapters.extraction.reading import Found
from holescan.domain.errors import FileUnreadable
from holescan.domain.text import TextPart

_CROWD_CHARACTERS = 4_000
# Nothing matches across an empty line.
_APART = "\n\n"


def crowded(singles: int, found: Iterator[Found]) -> Iterator[Found]:
    """Pass that many parts as they are; from then on those of one page together, under the place of the first."""
    crowd = _Crowd()
    try:
        for each in found:
            if singles > 0 or not isinstance(each, TextPart):
                singles -= isinstance(each, TextPart)
                yield from crowd.dispersed()
                yield each
            else:
                yield from crowd.joined_by(each)
    except FileUnreadable:
        yield from crowd.dispersed()
        raise
    yield from crowd.dispersed()


@dataclass(slots=True)
class _Crowd:
    """Neighbours that wait to be told together."""

    parts: list[TextPart] = field(default_factory=list)
    characters: int = 0

    def joined_by(self, part: TextPart) -> Iterator[TextPart]:
        """The crowd before this part, where it is full or of another page."""
        if self.parts and (self.characters >= _CROWD_CHARACTERS or self.parts[0].page != part.page):
            yield from self.dispersed()
        self.parts.append(part)
        self.characters += len(part.text)

    def dispersed(self) -> Iterator[TextPart]:
        """The crowd as one part."""
        if self.parts:
            first = self.parts[0]
            yield TextPart(_APART.join(part.text for part in self.parts), first.page, first.place)
            self.parts.clear()
            self.characters = 0
