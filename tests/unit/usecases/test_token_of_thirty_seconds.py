"""A token that lives for thirty seconds and a scan of a thousand files, of which each takes one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from holescan.domain.ids import SessionId
from holescan.domain.pause import LONGEST_PAUSE
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters, ScanState
from holescan.protocol.server import Complete, FileFailed, MatchFound, Paused, Resumed
from tests.fakes.drive import Tree
from tests.fakes.world import World

FILES, HITS = 1000, 50
LIFE = timedelta(seconds=30)
TREE: Tree = {
    f"Area {area}": {f"ISO-{number:04}.pdf": b"HOLE-1" if number % 20 == 0 else b"nothing" for number in numbers}
    for area, numbers in enumerate(range(start, start + 100) for start in range(0, FILES, 100))
}


@dataclass
class Google:
    """Issues tokens, and accepts each for as long as it lives."""

    world: World
    issued: int = 0
    expires_at: datetime | None = None

    @property
    def token(self) -> str:
        return f"ya29.{self.issued}"

    def issue(self) -> str:
        self.issued += 1
        self.expires_at = self.world.clock.now() + LIFE
        return self.token

    def let_a_second_pass(self) -> None:
        self.world.clock.advance(1)
        if self.expires_at is not None and self.world.clock.now() >= self.expires_at:
            self.world.drive.refused.add(self.token)


def begun() -> tuple[World, Google, SessionId]:
    world = World(TREE, page_size=40)
    google = Google(world)
    world.drive.before_each = google.let_a_second_pass
    session_id = world.start("HOLE-1", token=google.issue())
    world.drain()
    return world, google, session_id


def test_with_a_new_token_each_time_the_result_is_exact() -> None:
    world, google, session_id = begun()
    while world.live(session_id).state is ScanState.PAUSED:
        world.refresh(session_id, google.issue())
        world.drain()

    [complete] = world.heard(Complete)
    assert (complete.state, complete.total_files, complete.total_matches) == (ScanState.COMPLETE, FILES, HITS)
    assert world.live(session_id).counted == Counters(processed=FILES, matched=HITS, failed=0)
    assert len({message.data.file_id for message in world.heard(MatchFound)}) == HITS
    assert len(world.heard(Paused)) == google.issued - 1 > FILES // LIFE.seconds
    assert len(world.heard(Resumed)) == 2 * len(world.heard(Paused))
    assert world.heard(FileFailed) == []
    assert world.scan_queue.postponed == []


def test_without_a_new_token_the_scan_waits_for_a_day_and_then_names_every_file_it_did_not_read() -> None:
    world, _, session_id = begun()
    waits = world.live(session_id)
    world.clock.advance((LONGEST_PAUSE - timedelta(minutes=1)).total_seconds())
    world.sweep()
    world.drain()
    still_waits = world.live(session_id)
    world.clock.advance(60)
    world.sweep()
    world.drain()

    assert waits.state is still_waits.state is ScanState.PAUSED
    assert waits.counted == still_waits.counted
    [complete] = world.heard(Complete)
    record = list(world.record(session_id).values())
    assert complete.state is ScanState.CANCELLED
    assert (complete.total_files, complete.failed) == (FILES, FILES - waits.counted.processed)
    assert (
        [outcome.reason for outcome in record].count(Reason.AUTH_EXPIRED)
        == complete.failed
        == len(world.heard(FileFailed))
    )
