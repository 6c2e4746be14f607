"""One small folder, what is true of it, and whether a world's books say so."""

from collections import Counter
from typing import Any, TypeVar

from holescan.domain.errors import FileUnreadable
from holescan.domain.examination import FileStatus
from holescan.domain.ids import ConnectionId, SessionId
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters, ScanState
from holescan.protocol.server import Complete, MatchFound
from tests.fakes.drive import Tree
from tests.fakes.world import ALICE, World

T = TypeVar("T")

TREE: Tree = {
    "a.pdf": b"HOLE-1",
    "locked.pdf": b"?",
    "one": {"b.pdf": b"nothing", "c.pdf": b"HOLE-2 and HOLE-1", "two": {"d.pdf": b"HOLE-1", "e.pdf": b"nothing"}},
}
TRUTH = {
    "a.pdf": FileStatus.MATCH,
    "b.pdf": FileStatus.NO_MATCH,
    "c.pdf": FileStatus.MATCH,
    "d.pdf": FileStatus.MATCH,
    "e.pdf": FileStatus.NO_MATCH,
    "locked.pdf": FileStatus.NOT_EXAMINED,
}
COUNTED = Counters(processed=6, matched=3, failed=1)


def _directly(port: T) -> T:
    return port


def started(at: Any = _directly) -> tuple[World, SessionId]:
    """A scan of the folder whose listing waits; a page of Drive's listing holds two items."""
    world = World(TREE, page_size=2, at=at)
    world.extractor.texts["locked.pdf"] = FileUnreadable(Reason.PASSWORD)
    return world, world.start("HOLE-1", "HOLE-2")


def listed(at: Any = _directly) -> tuple[World, SessionId]:
    """The same scan when its files wait."""
    world, session_id = started(at)
    for task in taken(world.listing_queue.tasks):
        world.list_files(task)
    return world, session_id


def over(at: Any = _directly) -> tuple[World, SessionId]:
    """The same scan when its report waits."""
    world, session_id = listed(at)
    world.scan_files(*taken(world.scan_queue.tasks))
    return world, session_id


def taken(tasks: list[T]) -> list[T]:
    """All that waits in a queue, taken out of it."""
    waiting, tasks[:] = list(tasks), []
    return waiting


def assert_exact(world: World, session_id: SessionId) -> None:
    """The scan is complete, and counters, record, report and COMPLETE say the same, and the truth."""
    live = world.live(session_id)
    assert live.state is ScanState.COMPLETE
    assert (live.planned, live.counted) == (len(TRUTH), COUNTED)
    assert {name: outcome.status for name, outcome in world.record(session_id).items()} == TRUTH
    assert live.report_key in world.reports.stored
    assert live.listing_complete
    said = {(each.total_files, each.total_processed, each.total_matches, each.failed) for each in world.heard(Complete)}
    assert said == {(len(TRUTH), COUNTED.processed, COUNTED.matched, COUNTED.failed)}


def told(world: World, connection: ConnectionId = ALICE) -> Counter[str]:
    """How often each file's match was told."""
    return Counter(found.data.file_name for found in world.heard(MatchFound, connection))
