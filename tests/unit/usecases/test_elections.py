"""PROGRESS is elected where there is news, and nobody asks where there is none (law 9)."""

from collections import Counter
from typing import Any

from holescan.protocol.server import ProgressMessage
from tests.fakes.drive import Tree
from tests.fakes.world import World

TREE: Tree = {f"{n:05}.pdf": b"x" for n in range(4_000)}


class Counted:
    """Counts the calls of a port's methods."""

    def __init__(self, port: object, calls: Counter[str]) -> None:
        self._port, self._calls = port, calls

    def __getattr__(self, name: str) -> Any:
        self._calls[name] += 1
        return getattr(self._port, name)


def test_an_election_that_is_over_is_not_held_again() -> None:
    calls: Counter[str] = Counter()
    world = World(TREE, at=lambda port: Counted(port, calls))  # type: ignore[arg-type,return-value] # it stands for any port
    world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    calls.clear()
    for task in world.scan_queue.tasks[:100]:
        world.scan_files(task)
    said = [message for message in world.heard(ProgressMessage) if message.processed]
    assert len(said) == calls["elect_progress"] == 25
