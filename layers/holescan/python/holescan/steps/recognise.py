"""Sends the pages that were not really read to text recognition, and says which of them are read after that."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from pathlib import Path

from holescan.domain.errors import DependencyFailed, FileUnreadable, Unfinished
from holescan.domain.reasons import Reason
from holescan.domain.recognised import RecognisedPage
from holescan.domain.recognition import OcrMode
from holescan.domain.text import ExtractedText, Picture, TextPart, Unread
from holescan.ports import Clock, PageRenderer, TextRecogniser

BY_OCR = "by OCR"
"""Place of a text that was recognised, so that people know to look twice."""

_UNREADABLE = RecognisedPage("", is_read=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """What recognition may do for one file.

    Attributes:
        claim: asked before each page; False when the budget is spent.
        give_back: the page that was claimed was not paid for after all.
        kept: a page that an earlier attempt at this file recognised.
        keep: for a later attempt.
        until: after the first page, none is begun later than this; None means all the time in the world.
        comes_again: what cannot be done now can be done in another attempt; else it stays unread.
    """

    mode: OcrMode
    claim: Callable[[], bool]
    give_back: Callable[[], None]
    kept: Callable[[int], RecognisedPage | None]
    keep: Callable[[int, RecognisedPage], None]
    until: datetime | None = None
    comes_again: bool = False


@dataclass(frozen=True, slots=True)
class Recognition:
    """Text recognition for the files of a scan.

    Raises:
        Unfinished: the file must come again for the pages that are left.
    """

    renderer: PageRenderer
    recogniser: TextRecogniser
    clock: Clock

    def __call__(self, path: Path, name: str, text: ExtractedText, leave: Leave) -> ExtractedText:
        """The text with what was recognised; a page that gave nothing the engine was sure of stays unread."""
        wanted = _wanted(text, leave.mode)
        if not wanted:
            return text
        return _united(text, list(_Pages(self, path, name, leave).of(wanted)))


@dataclass(slots=True)
class _Pages:
    """The pages of one file, one after another."""

    tools: Recognition
    path: Path
    name: str
    leave: Leave
    begun: int = field(default=0)

    def of(self, wanted: list[Picture]) -> Iterator[tuple[Picture, RecognisedPage]]:
        for picture in wanted:
            page = self.leave.kept(picture.number)
            if page is None:
                if not self._may_begin():
                    return
                page = self._fresh(picture.number)
            if page is None:
                return
            yield picture, page

    def _may_begin(self) -> bool:
        is_late = self.leave.until is not None and self.tools.clock.now() >= self.leave.until
        if self.begun and is_late:
            if self.leave.comes_again:
                raise Unfinished(f"{self.begun} pages in time", is_further=True)
            return False
        return self.leave.claim()

    def _fresh(self, number: int) -> RecognisedPage | None:
        """The page as the engine reads it; None when the engine does not answer and the file will not come again."""
        try:
            page = self._read(number)
        except FileUnreadable:
            self.leave.give_back()
            page = _UNREADABLE
        except DependencyFailed as failed:
            self.leave.give_back()
            if not self.leave.comes_again:
                return None
            raise Unfinished(str(failed), is_further=self.begun > 0) from failed
        self.leave.keep(number, page)
        self.begun += 1
        return page

    def _read(self, number: int) -> RecognisedPage:
        tiles = self.tools.renderer.render(self.path, name=self.name, page=number)
        return RecognisedPage.of([self.tools.recogniser.read(tile.image).within(tile.core) for tile in tiles])


def _wanted(text: ExtractedText, mode: OcrMode) -> list[Picture]:
    """What to recognise, each once, in the order of its numbers."""
    if mode is OcrMode.OFF:
        return []
    hidden = {gap.place for gap in text.unread if _is_hidden(gap)}
    pictures = {each.number: each for each in text.pictured if mode is OcrMode.ALWAYS or each.place in hidden}
    return [pictures[number] for number in sorted(pictures)]


def _is_hidden(gap: Unread) -> bool:
    return gap.reason is Reason.NEEDS_OCR


def _united(text: ExtractedText, recognised: list[tuple[Picture, RecognisedPage]]) -> ExtractedText:
    """Parts by page, so that the first page with a hit stays the first; what is inside other files comes after."""
    seen = [TextPart(page.text, picture.page, _place(picture)) for picture, page in recognised if page.text]
    read = {picture.place for picture, page in recognised if page.is_read}
    unread = [gap for gap in text.unread if not (_is_hidden(gap) and gap.place in read)]
    parts = sorted((*text.parts, *seen), key=lambda part: part.page or inf)
    return ExtractedText(tuple(parts), text.pages, tuple(unread), text.pictured)


def _place(picture: Picture) -> str:
    return BY_OCR if picture.page else f"{picture.place}, {BY_OCR}"
