"""The parent's side: asks the child, replaces it when a file killed it, and turns its answers into domain values."""

import logging
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from itertools import count, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from holescan.adapters.extraction import wire
from holescan.adapters.extraction.collected import Collected
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.process import Child, deadline_in
from holescan.adapters.extraction.reading import Opening
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.recognition import Box, Tile
from holescan.domain.sheets import Cell, SheetTable
from holescan.domain.text import ExtractedText

logger = logging.getLogger(__name__)

CHILD_MODULE = "holescan.adapters.extraction.child"


class ReaderEnded(FileUnreadable):
    """The child died of this file."""


class ChildExtractor:
    """Reads files in one persistent child, one at a time; threads wait for each other.

    A file that kills its child, hangs it, or fills its memory is that file's outcome alone: the next file
    gets a fresh child. What had been read of such a file is kept, and the rest of it is unread; where it was a file inside
    that file, a fresh child goes on behind it.
    """

    def __init__(self, limits: ExtractionLimits | None = None, *, child_module: str = CHILD_MODULE) -> None:
        self._limits = limits or ExtractionLimits()
        self._module = child_module
        self._child: Child | None = None
        self._begun: dict[str, Any] | None = None
        self._lock = threading.Lock()

    @property
    def child_pid(self) -> int | None:
        """Process id of the present child; None before the first file and after a death."""
        return self._child.pid if self._child else None

    def extract(self, path: Path, *, name: str, following: Path | None = None) -> ExtractedText:
        """All text of a file.

        Args:
            following: the file that will be asked for next, by its own name: the child begins it as soon as it is free.

        Raises:
            FileUnreadable: nothing of it could be read.
        """
        self._refuse_by_size(path)
        collected = Collected()
        deadline = deadline_in(self._limits.wall_s)
        try:
            while lost := self._collect(collected, _extract_request(path, name), deadline, following):
                collected.lose_member(*lost)
        except FileUnreadable as unreadable:
            if collected.is_empty:
                raise
            collected.lose_the_rest(unreadable.reason)
        return collected.text()

    def _collect(
        self, collected: Collected, request: dict[str, Any], deadline: float, following: Path | None
    ) -> tuple[Opening, Reason] | None:
        """Go on behind the member that was opened last; returns the next one that ends its reader, and why."""
        before = collected.opening
        request["after_member"] = before.ordinal if before else 0
        try:
            for answer in self._answers(request, deadline, following):
                collected.add(answer)
        except ReaderEnded as ended:
            if collected.opening is None or collected.opening == before:
                raise
            return collected.opening, ended.reason
        return None

    def read_sheet(self, path: Path, *, name: str) -> tuple[SheetTable, ...]:
        """The tables of a code list (.xlsx, .xlsm, .xls or .csv), typed cells as text.

        Raises:
            FileUnreadable: it is no table, or none that can be opened.
        """
        self._refuse_by_size(path)
        request = _request("read_sheet", path, name)
        answers = self._answers(request, deadline_in(self._limits.wall_s))
        sheets = [sheet for answer in answers for sheet in answer["sheets"]]
        return tuple(_table(sheet) for sheet in sheets)

    def render(self, path: Path, *, name: str, page: int) -> tuple[Tile, ...]:
        """Page `page` (from 1) as grey pictures of at most 5,000 pixels a side and 10 MB.

        Raises:
            FileUnreadable: there is no picture of this page to be had.
        """
        request = _request("render", path, name) | {"page": page}
        answers = self._answers(request, deadline_in(self._limits.render_s))
        return tuple(_tile(answer) for answer in answers if "image" in answer)

    def close(self) -> None:
        """End the child. The extractor can be used again; it starts another."""
        with self._lock:
            self._drop_child()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _refuse_by_size(self, path: Path) -> None:
        size_bytes = path.stat().st_size
        if size_bytes == 0:
            raise FileUnreadable(Reason.EMPTY)
        if size_bytes > self._limits.file_bytes:
            raise FileUnreadable(Reason.TOO_LARGE, f"{size_bytes} bytes")

    def _answers(
        self, request: dict[str, Any], deadline: float, following: Path | None = None
    ) -> Iterator[dict[str, Any]]:
        with self._lock:
            child = self._asked(request)
            if following:
                self._begin(child, following)
            is_settled = False
            try:
                while not is_settled:
                    answer = self._next(child, deadline)
                    is_settled = "done" in answer or "error" in answer
                    _raise_if_error(answer)
                    yield answer
            except FileUnreadable as unreadable:
                # Memory that ran out once stays fragmented: the next file deserves a fresh child.
                is_settled = is_settled and unreadable.reason is not Reason.TOO_LARGE
                raise
            finally:
                # The rest of an unfinished answer would be taken for the text of the next file.
                if not is_settled:
                    self._drop_child()

    def _next(self, child: Child, deadline: float) -> dict[str, Any]:
        try:
            return child.answer(deadline)
        except wire.DeadlinePassed:
            raise FileUnreadable(Reason.TIMED_OUT) from None
        except wire.Ended:
            raise ReaderEnded(*child.cause_of_death()) from None

    def _asked(self, request: dict[str, Any]) -> Child:
        """A child that took the request. One that died idle is no file's fault and is replaced once."""
        begun, self._begun = self._begun, None
        if begun not in (None, request):
            # What it says next is about a file that nobody asks for any more.
            self._drop_child()
        if self._child is not None and self._child.is_alive:
            if begun:
                return self._child
            try:
                self._child.ask(request)
            except BrokenPipeError:
                logger.warning("the idle reader was gone")
            else:
                return self._child
        self._drop_child()
        self._child = Child(self._limits, self._module)
        self._child.ask(request)
        return self._child

    def _begin(self, child: Child, path: Path) -> None:
        """Ask for a file before its turn, unless it would be refused: its answer waits behind that about the present one."""
        request = _extract_request(path, path.name)
        with suppress(FileUnreadable, OSError):
            self._refuse_by_size(path)
            child.ask(request)
            self._begun = request

    def _drop_child(self) -> None:
        self._begun = None
        if self._child is not None:
            self._child.end()
            self._child = None


def _request(do: str, path: Path, name: str) -> dict[str, Any]:
    return {"do": do, "path": str(path.absolute()), "name": name}


def _extract_request(path: Path, name: str) -> dict[str, Any]:
    return _request("extract", path, name) | {"after_member": 0}


def _raise_if_error(answer: dict[str, Any]) -> None:
    if "error" in answer:
        raise FileUnreadable(Reason(answer["error"]), answer["detail"])


def _tile(answer: dict[str, Any]) -> Tile:
    return Tile(b64decode(answer["image"]), Box(*answer["core"]))


def _table(sheet: dict[str, Any]) -> SheetTable:
    is_date = frozenset(sheet["dates"]).__contains__
    cells = map(Cell, sheet["texts"], map(is_date, count()), sheet["rows"])
    return SheetTable(sheet["name"], tuple(tuple(islice(cells, width)) for width in sheet["widths"]))
