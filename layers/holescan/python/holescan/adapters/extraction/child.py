"""The child process: reads one file after another and answers in frames. Started by the parent, with nothing to steal."""

import gc
import os
import time
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple
from itertools import chain
from pathlib import Path
from typing import Any

from holescan.adapters.extraction import wire
from holescan.adapters.extraction.crowding import crowded
from holescan.adapters.extraction.faults import blamed_on_the_file
from holescan.adapters.extraction.kinds import read
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.on_demand import OnDemand
from holescan.adapters.extraction.reading import Found, Opening, Reading, Source, within
from holescan.adapters.extraction.sandbox import allow_cpu, confine
from holescan.domain.errors import FileUnreadable
from holescan.domain.recognition import Tile
from holescan.domain.sheets import SheetTable
from holescan.domain.text import Picture, TextPart, Unread

_read_sheet: Callable[[Source], Iterable[SheetTable]] = OnDemand("tables", "read_sheet")
_tiles_of: Callable[[Source, int], Iterator[Tile]] = OnDemand("rendering", "tiles_of")

_BATCH_CHARACTERS = 200_000
_BATCH_S = 0.5
_GARBAGE = 50_000

Answer = dict[str, Any]


def main() -> None:
    """Serve the parent until it closes its end."""
    requests, answers = take_pipes()
    # What was loaded stays, and what a file leaves is counted, not searched for: little of it points in circles.
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    serve(requests, answers, read)


def serve(requests: int, answers: int, reader: Callable[[Source], Reading]) -> None:
    """Read the limits, then answer each request with frames, the last of which has `done` or `error`."""
    limits = ExtractionLimits(**wire.receive(requests))
    confine(limits)
    while True:
        try:
            request = wire.receive(requests)
        except wire.Ended:
            return
        allow_cpu(limits.cpu_s)
        for answer in _answers(request, limits, reader):
            wire.send(answers, answer)


def take_pipes() -> tuple[int, int]:
    """Move the pipes off descriptors 0 and 1: a library that prints must not be able to write into a frame."""
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return requests, answers


def _answers(request: Answer, limits: ExtractionLimits, reader: Callable[[Source], Reading]) -> Iterator[Answer]:
    source = Source(Path(request["path"]), request["name"], limits, request.get("after_member", 0))
    try:
        with blamed_on_the_file():
            yield from _answers_about(source, request, reader)
    except FileUnreadable as unreadable:
        yield {"error": unreadable.reason, "detail": unreadable.detail}


def _answers_about(source: Source, request: Answer, reader: Callable[[Source], Reading]) -> Iterator[Answer]:
    match request["do"]:
        case "read_sheet":
            yield {"done": True, "sheets": [_sheet(table) for table in _read_sheet(source)]}
        case "render":
            yield from map(_tile, _tiles_of(source, request["page"]))
            yield {"done": True}
        case _:
            yield from _extracted(reader(source), source.limits)


def _extracted(reading: Reading, limits: ExtractionLimits) -> Iterator[Answer]:
    batch: list[Found] = []
    characters, sent_at = 0, time.monotonic()
    try:
        for found in within(limits.characters, crowded(limits.parts, _blamed(reading.found))):
            if isinstance(found, Opening):
                yield _batch(reading, batch) | {"opening": astuple(found)}
                batch, characters, sent_at = [], 0, time.monotonic()
                continue
            batch.append(found)
            characters += len(found.text) if isinstance(found, TextPart) else 0
            if characters >= _BATCH_CHARACTERS or time.monotonic() - sent_at >= _BATCH_S:
                yield _batch(reading, batch)
                batch, characters, sent_at = [], 0, time.monotonic()
    except FileUnreadable:
        # What came before the damage counts.
        yield _batch(reading, batch)
        raise
    yield _batch(reading, batch) | {"done": True}


def _blamed(found: Iterator[Found]) -> Iterator[Found]:
    """Whatever a reader raises is an outcome before anybody holds back what it handed out."""
    with blamed_on_the_file():
        yield from found


def _batch(reading: Reading, found: list[Found]) -> Answer:
    texts = [each for each in found if isinstance(each, TextPart)]
    parts = [(len(part.text), part.page, part.place) for part in texts]
    unread = [(gap.place, gap.reason) for gap in found if isinstance(gap, Unread)]
    pictured = [astuple(each) for each in found if isinstance(each, Picture)]
    text = "".join(part.text for part in texts)
    return {"pages": reading.pages, "parts": parts, "text": text, "unread": unread, "pictured": pictured}


def _tile(tile: Tile) -> Answer:
    return {"image": b64encode(tile.image).decode(), "core": astuple(tile.core)}


def _sheet(table: SheetTable) -> Answer:
    """By column, because lists have 100,000 cells, and as many little lists are slow to write and to read again."""
    cells = list(chain.from_iterable(table.rows))
    return {
        "name": table.name,
        "widths": list(map(len, table.rows)),
        "texts": [cell.text for cell in cells],
        "dates": [number for number, cell in enumerate(cells) if cell.is_date],
        "rows": [cell.row for cell in cells],
    }


if __name__ == "__main__":
    main()
