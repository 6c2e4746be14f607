"""S3 does not answer, before or after it did its work: a page, a code list or a report is written in the end, once."""

from collections.abc import Callable
from typing import Any

import pytest

from holescan.domain.errors import DependencyFailed
from tests.fakes.world import LEASE, World
from tests.faults.accounts import assert_exact, started

FAILURES = 2


class Failing:
    """A port whose `method` fails the first few times, before or after it did its work."""

    def __init__(self, port: object, method: str, *, times: int, after: bool) -> None:
        self._port, self._method, self._left, self._after = port, method, times, after

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._port, name)
        return self._failing(call) if name == self._method else call

    def _failing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def failing(*args: Any, **kwargs: Any) -> Any:
            if self._left == 0:
                return call(*args, **kwargs)
            self._left -= 1
            if self._after:
                call(*args, **kwargs)
            raise DependencyFailed("s3", "503 Slow Down")

        return failing


def played(world: World) -> None:
    """Deliver all that waits until nothing does; what fails comes again."""
    works: list[tuple[list[Any], Callable[..., object]]] = [
        (world.listing_queue.tasks, world.list_files),
        (world.scan_queue.tasks, world.scan_files),
        (world.report_queue.tasks, world.write_report),
    ]
    while any(queue for queue, _ in works):
        for queue, work in works:
            _delivered(queue, work)


def _delivered(queue: list[Any], work: Callable[..., object]) -> None:
    if not queue:
        return
    batch = [queue.pop(0)]
    try:
        again = work(*batch)
    except DependencyFailed:
        queue.extend(batch)
    else:
        queue.extend(late.task for late in again or ())  # type: ignore[attr-defined] # only a worker answers anything


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("port", "method"),
    [
        ("log", "write_once"),
        ("log", "pages"),
        ("code_lists", "compiled"),
        ("code_lists", "codes"),
        ("reports", "put"),
        ("index", "put"),
    ],
)
def test_the_scan_ends_exact(port: str, method: str, after: bool) -> None:
    world, session_id = started()
    setattr(world, port, Failing(getattr(world, port), method, times=FAILURES, after=after))
    played(world)
    for _ in range(FAILURES):
        # A report writer that failed keeps its lease, and is followed when that has lapsed.
        world.clock.advance(LEASE.total_seconds() + 1)
        world.sweep()
        played(world)
    assert_exact(world, session_id)
