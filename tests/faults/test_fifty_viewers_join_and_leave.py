"""Fifty tabs of one person join a scan at any time and half of them vanish: who stays knows everything in the end."""

from holescan.domain.ids import ConnectionId, SessionId
from holescan.protocol.server import Complete, MatchFound, SyncState
from tests.fakes.drive import Tree
from tests.fakes.world import ALICE, World
from tests.faults.accounts import taken

TREE: Tree = {f"{n:03}.pdf": b"HOLE-1" if n % 3 == 0 else b"x" for n in range(250)}
MATCHING = {f"{n:03}.pdf" for n in range(0, 250, 3)}
VIEWERS = [ConnectionId(f"tab-{n}") for n in range(50)]


def join(world: World, session_id: SessionId, viewer: ConnectionId, cursor: str = "") -> None:
    """Follow, and ask on for whatever was found before."""
    world.join(session_id, viewer, cursor)
    if cursor := world.heard(SyncState, viewer)[-1].next_cursor:
        join(world, session_id, viewer, cursor)


def known_to(world: World, viewer: ConnectionId) -> set[str]:
    told = {found.data.file_name for found in world.heard(MatchFound, viewer)}
    return told | {row.file_name for page in world.heard(SyncState, viewer) for row in page.matches}


def watched() -> tuple[World, SessionId]:
    """A viewer joins before every batch of five; each second one is gone a batch later."""
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.list_files(*taken(world.listing_queue.tasks))
    tasks = taken(world.scan_queue.tasks)
    for number, viewer in enumerate(VIEWERS):
        join(world, session_id, viewer)
        world.scan_files(*tasks[number * 5 : number * 5 + 5])
        if number % 2:
            world.channel.gone.add(viewer)
    world.drain()
    return world, session_id


def test_whoever_stays_knows_every_match_and_hears_the_end() -> None:
    world, session_id = watched()
    assert world.live(session_id).state.is_ended
    for viewer in VIEWERS[::2]:
        assert known_to(world, viewer) == MATCHING
        assert len(world.heard(Complete, viewer)) == 1


def test_whoever_is_gone_is_forgotten_and_costs_no_file() -> None:
    world, session_id = watched()
    live = world.live(session_id)
    assert live.counted.processed == live.planned == len(TREE)
    assert {viewer.connection_id for viewer in live.viewers} == {ALICE, *VIEWERS[::2]}
