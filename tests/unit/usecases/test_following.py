"""Law 7: any number of connections may follow a scan, from any moment on."""

import pytest

from holescan.domain.access import Access
from holescan.domain.errors import RequestRejected
from holescan.domain.ids import ConnectionId
from holescan.domain.reasons import ErrorCode
from holescan.protocol.server import Complete, MatchFound, SyncState
from holescan.usecases.start_scan import SESSION_LIFE
from tests.fakes.drive import Tree
from tests.fakes.world import ALICE, World

TREE: Tree = {f"{n:04}.pdf": b"HOLE-1" if n % 3 == 0 else b"x" for n in range(300)}
BOB = ConnectionId("bob")


def test_what_was_found_is_told_to_who_comes_later_in_pages_under_the_limit() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.drain()
    world.resume(session_id)
    while (last := world.heard(SyncState)[-1]).next_cursor:
        world.resume(session_id, cursor=last.next_cursor)
    pages = world.heard(SyncState)

    assert sorted(row.file_name for page in pages for row in page.matches) == [f"{n:04}.pdf" for n in range(0, 300, 3)]
    assert all(len(page.model_dump_json()) < 30 * 1024 for page in pages)


def test_a_viewer_who_joins_in_the_middle_knows_in_the_end_what_the_first_knows() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    world.scan_files(*world.scan_queue.tasks[:100])
    world.scan_queue.tasks = world.scan_queue.tasks[100:]
    world.vault.sealed[session_id] = (1, Access("ya29.token"))
    world.channel.sent.clear()
    world.resume(session_id)
    world.drain()
    known = {row.file_id for page in world.heard(SyncState) for row in page.matches}
    known |= {found.data.file_id for found in world.heard(MatchFound)}

    assert len(known) == world.live(session_id).counted.matched == 100


def test_an_ended_scan_says_complete_again() -> None:
    world = World({"a.pdf": b"HOLE-1"})
    session_id = world.start("HOLE-1")
    world.drain()
    world.channel.sent.clear()
    world.resume(session_id)

    assert [type(message) for message in world.channel.to(ALICE)] == [SyncState, Complete]


def test_somebody_elses_scan_is_not_shown() -> None:
    world = World({"a.pdf": b"HOLE-1"})
    session_id = world.start("HOLE-1")

    with pytest.raises(RequestRejected) as refused:
        world.resume(session_id, BOB)
    assert refused.value.code is ErrorCode.NOT_YOURS
    assert not world.channel.to(BOB)


def test_a_viewer_who_is_gone_is_forgotten_and_harms_nobody() -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.channel.gone.add(ALICE)
    world.drain()

    assert world.live(session_id).viewers == ()
    assert world.live(session_id).state.is_ended


def test_who_is_gone_before_the_answer_does_not_follow() -> None:
    world = World({"a.pdf": b"HOLE-1"})
    session_id = world.start("HOLE-1")
    world.drain()
    world.channel.gone.add(BOB)
    world.join(session_id, BOB)

    assert [viewer.connection_id for viewer in world.live(session_id).viewers] == [ALICE]


def test_a_scan_past_its_time_is_unknown_and_its_messages_change_nothing() -> None:
    world = World({"a.pdf": b"HOLE-1"})
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    world.clock.advance(SESSION_LIFE.total_seconds())
    world.drain()
    with pytest.raises(RequestRejected) as refused:
        world.resume(session_id)

    assert refused.value.code is ErrorCode.UNKNOWN_SESSION
    assert world.table.partitions[session_id].outcomes == {}
