"""Every message of an ended scan comes once more: nothing is counted, written or asked for again."""

from dataclasses import replace

from holescan.protocol.server import Complete, MatchFound, ProgressMessage
from tests.fakes.world import World
from tests.faults.accounts import assert_exact, started, taken


def test_a_replay_of_all_queues_changes_nothing_but_repeats_complete() -> None:
    world, session_id = started()
    listings = taken(world.listing_queue.tasks)
    world.list_files(*listings)
    scans = taken(world.scan_queue.tasks)
    world.scan_files(*scans)
    reports = taken(world.report_queue.tasks)
    world.write_report(*reports)
    before, stored = world.live(session_id), dict(world.reports.stored)
    world.channel.sent.clear()

    for attempt in (2, 3, 4, 5):
        world.list_files(*listings)
        world.scan_files(*scans, receive=attempt)
        world.write_report(*reports)

    assert [*world.listing_queue.tasks, *world.scan_queue.tasks, *world.report_queue.tasks] == []
    assert replace(world.live(session_id), viewers=before.viewers) == before
    assert world.reports.stored == stored
    assert [*world.heard(MatchFound), *world.heard(ProgressMessage)] == []
    assert len(world.heard(Complete)) == 4
    assert_exact(world, session_id)


def test_dead_letters_that_come_after_the_end_change_nothing() -> None:
    world, session_id = started()
    listings = taken(world.listing_queue.tasks)
    world.list_files(*listings)
    scans = taken(world.scan_queue.tasks)
    world.scan_files(*scans)
    reports = taken(world.report_queue.tasks)
    world.write_report(*reports)
    abandoned(world, *listings, *scans, *reports)

    assert_exact(world, session_id)


def abandoned(world: World, *tasks: object) -> None:
    for task in tasks:
        world.abandon(task)  # type: ignore[arg-type] # each is a task
