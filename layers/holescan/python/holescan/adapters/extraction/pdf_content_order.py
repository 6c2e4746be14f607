"""The pages of a PDF in the order they are drawn, for pages and files PDFium fails at."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from holescan.adapters.extraction.on_demand import OnDemand
from holescan.adapters.extraction.reading import Source

_pages_of: Callable[[bytes], Sequence[Any]] = OnDemand("pdf_miner", "pages_of")
_text_of: Callable[[Any], str] = OnDemand("pdf_miner", "text_of")


class ContentOrder:
    """The pages of one file, opened at the first question, since most files never need it."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def count(self) -> int:
        """Pages that can be found.

        Raises:
            FileUnreadable: pdfminer.six cannot open the file either.
        """
        return len(self._pages)

    def text(self, index: int) -> str:
        """Text of a page, "" for a page that is not there.

        Raises:
            FileUnreadable: the page is damaged.
        """
        return _text_of(self._pages[index]) if index < len(self._pages) else ""

    @cached_property
    def _pages(self) -> Sequence[Any]:
        return _pages_of(self._source.content())
