"""`list_scans`: a line a scan that says all a history needs, in pages under the limit of a message."""

from holescan.domain.errors import FileUnreadable
from holescan.domain.ids import ConnectionId
from holescan.domain.reasons import Reason
from holescan.domain.session import ScanState
from holescan.domain.text import ExtractedText, TextPart, Unread
from holescan.protocol.client import GetScan
from holescan.protocol.rows import wire_bytes
from holescan.protocol.server import MAX_MESSAGE_BYTES, ScanSummary
from holescan.usecases.list_scans import ShowScan
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import ALICE, World, caller_of

TREE: Tree = {"a.pdf": b"HOLE-1", "b.pdf": b"x", "half.pdf": b"?", "locked.pdf": b"?", "closed": {"c.pdf": b"HOLE-1"}}


def a_world() -> World:
    world = World(TREE)
    world.extractor.texts["locked.pdf"] = FileUnreadable(Reason.PASSWORD)
    unread = (Unread("page 2", Reason.NEEDS_OCR),)
    world.extractor.texts["half.pdf"] = ExtractedText((TextPart("HOLE-1"),), unread=unread, pages=2)
    world.drive.fail(id_of("closed"), FileUnreadable(Reason.FORBIDDEN))
    return world


def test_a_scan_that_has_ended_says_everything_of_itself() -> None:
    world = a_world()
    session_id = world.start("HOLE-1", "HOLE-2", options={"types": ["pdf"]})
    world.drain()

    (scan,) = world.scans().scans
    assert scan.session_id == session_id
    assert (scan.total_files, scan.matched, scan.failed, scan.unread_files) == (4, 2, 1, 1)
    assert (scan.folders_failed, scan.listing_complete) == (1, False)
    assert (scan.codes_not_found, scan.has_report) == (1, True)
    assert scan.options["types"] == ["pdf"]


def test_a_scan_that_runs_knows_no_codes_not_found_and_no_complete_listing() -> None:
    world = World(TREE)
    world.start("HOLE-1")

    (scan,) = world.scans().scans
    assert (scan.state, scan.codes_not_found, scan.has_report) == (ScanState.LISTING, None, False)
    assert not scan.listing_complete


def test_what_was_odd_about_the_codes_is_still_told_after_a_retry() -> None:
    world = a_world()
    session_id = world.start("HOLE-1", "P2")
    world.drain()
    world.retry(session_id)

    told = ShowScan(world.own)(GetScan(session_id=session_id), caller_of(ALICE))
    assert told.scan.epoch == 2
    assert [warning[:25] for warning in told.warnings] == ["1 code is so short that a"]


def test_a_listing_without_gaps_is_complete() -> None:
    world = World(TREE)
    world.start("HOLE-1")
    world.drain()

    assert world.scans().scans[0].listing_complete


def test_long_options_make_shorter_pages_and_lose_no_scan() -> None:
    world = World({"a.pdf": b"x"})
    types = [f"{number:040}" for number in range(40)]
    started = {world.start("HOLE-1", options={"types": types}) for _ in range(25)}

    pages = [world.scans()]
    while pages[-1].next_cursor:
        pages.append(world.scans(cursor=pages[-1].next_cursor))
    listed: list[ScanSummary] = [scan for page in pages for scan in page.scans]
    assert all(wire_bytes(page) < MAX_MESSAGE_BYTES for page in pages)
    assert len(pages[0].scans) < 20
    assert sorted(scan.session_id for scan in listed) == sorted(started)


def test_a_history_holds_no_scan_of_anybody_else() -> None:
    world = World(TREE)
    world.start("HOLE-1")

    assert world.scans(asker=ConnectionId("bob")).scans == ()
