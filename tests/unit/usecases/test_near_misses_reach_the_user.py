"""From a place in a file to the row of a code that was not found."""

from typing import TypeVar, cast

from holescan.adapters.report.workbook import ExcelReport
from holescan.domain.examination import NearMissKind
from holescan.protocol.row_models import NotFoundRow
from tests.fakes.extraction import PlainReportWriter
from tests.fakes.world import World

T = TypeVar("T")


def excel_at_the_end(port: T) -> T:
    return cast("T", ExcelReport()) if isinstance(port, PlainReportWriter) else port


def test_a_code_not_found_is_shown_with_what_is_like_it_and_where() -> None:
    world = World({"a.pdf": b"HOLE-1 HOLE-2A", "b.pdf": b"HOLE-03"}, at=excel_at_the_end)
    session_id = world.start("HOLE-1", "HOLE-2", "HOLE-3", "HOLE-4")
    world.drain()
    rows = world.results(session_id, "not_found").rows
    shown = {
        row.code: [(miss.found_as, miss.why, miss.file_name, miss.page) for miss in row.near]
        for row in rows
        if isinstance(row, NotFoundRow)
    }
    assert shown == {
        "HOLE-2": [("HOLE-2A", NearMissKind.LONGER_CODE, "a.pdf", 1)],
        "HOLE-3": [("HOLE-03", NearMissKind.LEADING_ZEROS, "b.pdf", 1)],
        "HOLE-4": [],
    }
