"""What a scan found can be paged through section by section, whatever its size."""

from dataclasses import replace

import pytest

from holescan.domain.errors import FileUnreadable, RequestRejected
from holescan.domain.ids import ConnectionId, SessionId
from holescan.domain.reasons import ErrorCode, Reason
from holescan.domain.session import ScanState
from holescan.domain.text import ExtractedText, TextPart, Unread
from holescan.protocol.row_models import CodeFound, CodeRow, FailureRow, MatchRow, NotFoundRow, ResultRow, UnreadPart
from holescan.protocol.rows import wire_bytes
from holescan.protocol.server import MAX_MESSAGE_BYTES
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import World

TREE: Tree = {
    "a.pdf": b"HOLE-1",
    "b.pdf": b"nothing",
    "locked.pdf": b"?",
    "half.pdf": b"?",
    "closed": {"c.pdf": b"HOLE-1"},
}


def scanned(*, half: str = "HOLE-2", codes: int = 2, unread: int = 1) -> tuple[World, SessionId]:
    """A scan with a file of each kind, and a folder that nobody may open."""
    world = World(TREE)
    world.extractor.texts["locked.pdf"] = FileUnreadable(Reason.PASSWORD)
    pages = tuple(Unread(f"page {number}", Reason.NEEDS_OCR) for number in range(unread))
    world.extractor.texts["half.pdf"] = ExtractedText((TextPart(half),), unread=pages, pages=1 + unread)
    world.drive.fail(id_of("closed"), FileUnreadable(Reason.FORBIDDEN))
    session_id = world.start(*(f"HOLE-{number}" for number in range(1, codes + 1)))
    world.drain()
    return world, session_id


def everything(world: World, session_id: SessionId, section: str, *, file_id: str = "") -> list[ResultRow]:
    rows: list[ResultRow] = []
    cursor = ""
    while True:
        page = world.results(session_id, section, cursor=cursor, file_id=file_id)
        assert wire_bytes(page) < MAX_MESSAGE_BYTES
        rows += page.rows
        cursor = page.next_cursor
        if not cursor:
            return rows


def names(rows: list[ResultRow]) -> list[str]:
    return sorted(row.file_name for row in rows if isinstance(row, MatchRow | FailureRow))


def refusal(
    world: World, session_id: SessionId, section: str, *, cursor: str = "", file_id: str = ""
) -> RequestRejected:
    with pytest.raises(RequestRejected) as refused:
        world.results(session_id, section, cursor=cursor, file_id=file_id)
    return refused.value


def test_matches_are_the_files_with_codes_and_nothing_else() -> None:
    world, session_id = scanned()

    assert names(everything(world, session_id, "matches")) == ["a.pdf", "half.pdf"]


def test_not_examined_are_folders_and_files_and_what_was_read_in_part() -> None:
    world, session_id = scanned()
    rows = everything(world, session_id, "not_examined")

    assert names(rows) == ["closed", "half.pdf", "locked.pdf"]
    assert {row.kind for row in rows if isinstance(row, FailureRow)} == {"file", "folder"}
    assert [row.file_name for row in rows if isinstance(row, MatchRow)] == ["half.pdf"]


def test_sections_are_read_while_the_scan_still_runs() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    world.scan_files(*world.scan_queue.tasks)

    assert names(everything(world, session_id, "matches")) == ["a.pdf", "c.pdf"]


def test_every_match_of_a_large_scan_comes_once_in_pages_under_the_limit() -> None:
    world = World({f"{number:04}.pdf": b"HOLE-1" for number in range(230)})
    session_id = world.start("HOLE-1")
    world.drain()

    assert names(everything(world, session_id, "matches")) == sorted(world.tree)


def test_a_file_shows_every_code_and_every_unread_part() -> None:
    words = " ".join(f"HOLE-{number}" for number in range(1, 301))
    world, session_id = scanned(half=words, codes=300, unread=400)
    rows = everything(world, session_id, "file", file_id=id_of("half.pdf"))

    assert {row.code for row in rows if isinstance(row, CodeFound)} == set(words.split())
    assert [row.place for row in rows if isinstance(row, UnreadPart)] == [f"page {number}" for number in range(400)]
    assert len(rows) == 700


def test_a_file_without_anything_to_say_has_no_rows() -> None:
    world, session_id = scanned()

    assert everything(world, session_id, "file", file_id=id_of("b.pdf")) == []


@pytest.mark.parametrize("file_id", ["", "nobody-knows-it"])
def test_a_file_that_the_record_does_not_know_is_refused(file_id: str) -> None:
    world, session_id = scanned()

    rejected = refusal(world, session_id, "file", file_id=file_id)
    assert (rejected.code, rejected.hint) == (ErrorCode.INVALID_FIELD, "file_id")


@pytest.mark.parametrize("section", ["by_code", "not_found"])
def test_sections_of_codes_wait_for_a_report(section: str) -> None:
    world = World(TREE)
    rejected = refusal(world, world.start("HOLE-1"), section)

    assert rejected.code is ErrorCode.WRONG_STATE
    assert "end of the scan" in rejected.message


def test_a_scan_that_failed_does_not_promise_a_report() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    partition = world.table.partitions[session_id]
    assert partition.scan is not None
    partition.scan = replace(partition.scan, state=ScanState.FAILED)

    assert "Scan again" in refusal(world, session_id, "by_code").message


def test_codes_are_those_of_the_published_report_in_pages_under_the_limit() -> None:
    world, session_id = scanned()
    rows = [
        CodeRow(code=f"HOLE-{number}", weak=False, files=1, places=1, file_names=("drawing.pdf",) * 20)
        for number in range(500)
    ]
    world.index.put(session_id, "by_code", world.live(session_id).report_key, rows)
    world.index.put(session_id, "by_code", "another report", rows[:1])

    assert everything(world, session_id, "by_code") == rows


def test_codes_not_found_are_a_section_of_their_own() -> None:
    world, session_id = scanned()
    rows = [NotFoundRow(code="HOLE-3", near=())]
    world.index.put(session_id, "not_found", world.live(session_id).report_key, rows)

    assert everything(world, session_id, "not_found") == rows


@pytest.mark.parametrize("section", ["matches", "not_examined", "file", "by_code", "not_found"])
@pytest.mark.parametrize("cursor", ["mine", "folders:-1", "parts:x", "codes:", "7", "codes:one:2"])
def test_a_cursor_that_is_none_of_ours_is_refused(section: str, cursor: str) -> None:
    world, session_id = scanned()
    for code_section in ("by_code", "not_found"):
        world.index.put(session_id, code_section, world.live(session_id).report_key, [])

    rejected = refusal(world, session_id, section, cursor=cursor, file_id=id_of("a.pdf"))
    assert (rejected.code, rejected.hint) == (ErrorCode.INVALID_FIELD, "cursor")


def test_somebody_elses_results_are_not_shown() -> None:
    world, session_id = scanned()
    with pytest.raises(RequestRejected) as refused:
        world.results(session_id, "matches", asker=ConnectionId("bob"))

    assert refused.value.code is ErrorCode.NOT_YOURS
