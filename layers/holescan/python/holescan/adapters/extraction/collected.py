"""What the child has answered about one file so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from holescan.adapters.extraction.reading import Opening, rest_after
from holescan.domain.reasons import Reason
from holescan.domain.text import ExtractedText, Picture, TextPart, Unread


@dataclass(slots=True)
class Collected:
    """Text and gaps in the order of the answers; `opening` is the member that was opened last, None before the first."""

    opening: Opening | None = None
    _pages: int = 0
    _parts: list[TextPart] = field(default_factory=list)
    _unread: list[Unread] = field(default_factory=list)
    _pictured: list[Picture] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """No text was read, and no file inside was come to."""
        return not self._parts and self.opening is None

    def add(self, answer: dict[str, Any]) -> None:
        """One more answer."""
        self._pages = answer.get("pages", self._pages)
        self._parts += _parts_of(answer)
        self._unread += [Unread(place, Reason(reason)) for place, reason in answer.get("unread", ())]
        self._pictured += [Picture(*picture) for picture in answer.get("pictured", ())]
        if "opening" in answer:
            self.opening = Opening(*answer["opening"])

    def lose_member(self, lost: Opening, reason: Reason) -> None:
        """Reading this member ended the reader."""
        self._unread.append(Unread(lost.place, reason))

    def lose_the_rest(self, reason: Reason) -> None:
        """Nothing comes after what there is."""
        if self.opening:
            self.lose_member(self.opening, reason)
            self._unread.append(Unread(f"after {self.opening.place}", reason))
        else:
            self._unread.append(Unread(rest_after(self._parts[-1]), reason))

    def text(self) -> ExtractedText:
        """All of it."""
        return ExtractedText(tuple(self._parts), self._pages, tuple(self._unread), tuple(self._pictured))


def _parts_of(answer: dict[str, Any]) -> Iterator[TextPart]:
    """Each part tells how much of the text of all is its own."""
    text, end = answer.get("text", ""), 0
    for length, page, place in answer.get("parts", ()):
        end += length
        yield TextPart(text[end - length : end], page, place)
