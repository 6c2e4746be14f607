"""Law 8: a sign-in that ends and a quota that is used up cost no file and no receive; law 5: nobody waits for ever."""

from datetime import timedelta

import pytest

from holescan.domain.access import Access
from holescan.domain.errors import RequestRejected
from holescan.domain.examination import FileStatus
from holescan.domain.ids import ConnectionId, SessionId
from holescan.domain.pause import LONGEST_PAUSE
from holescan.domain.reasons import ErrorCode, Reason
from holescan.domain.session import Counters, ScanState, Session
from holescan.protocol.server import Complete, FileFailed, Paused, Resumed, SyncState
from holescan.protocol.tasks import ListTask, ScanTask
from tests.fakes.drive import Tree
from tests.fakes.storage import MemoryVault
from tests.fakes.world import ALICE, STILL_AFTER, TOKEN, World

TREE: Tree = {"deep": {f"{n}.pdf": b"HOLE-1" if n % 2 else b"nothing" for n in range(6)}, "a.pdf": b"HOLE-1"}
BOB = ConnectionId("bob")
NEW = "ya29.new"
AN_HOUR = timedelta(hours=1)


def listed() -> tuple[World, SessionId]:
    world = World(TREE)
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    return world, session_id


def paused() -> tuple[World, SessionId]:
    """A listed scan of seven files, two of them read before the token died."""
    world, session_id = listed()
    world.scan_files(*taken(world, 2))
    world.drive.refused.add(TOKEN)
    world.drain()
    return world, session_id


def taken(world: World, count: int) -> list[ScanTask]:
    tasks = world.scan_queue.tasks[:count]
    del world.scan_queue.tasks[:count]
    return tasks


def pass_time(world: World, time: timedelta) -> None:
    world.clock.advance(time.total_seconds())
    world.sweep()
    world.drain()


def test_a_refused_token_pauses_the_scan_and_no_file_is_blamed() -> None:
    world, session_id = listed()
    world.drive.refused.add(TOKEN)
    again = world.scan_files(*taken(world, 7))

    assert world.live(session_id).state is ScanState.PAUSED
    assert (again, world.scan_queue.tasks, world.scan_queue.postponed) == ((), [], [])
    assert world.record(session_id) == {}
    assert world.heard(FileFailed) == []


def test_paused_is_said_once_to_every_viewer_however_many_workers_are_refused() -> None:
    world, session_id = listed()
    world.join(session_id, BOB)
    world.drive.refused.add(TOKEN)
    for task in taken(world, 7):
        world.scan_files(task)

    for viewer in (ALICE, BOB):
        [said] = world.heard(Paused, viewer)
        assert (said.reason, said.until) == ("AUTH_EXPIRED", None)


def test_what_was_read_before_the_token_died_is_committed() -> None:
    world, session_id = listed()
    tasks = taken(world, 7)
    world.drive.refuse_after(3, TOKEN)
    world.scan_files(*tasks)

    assert world.live(session_id).state is ScanState.PAUSED
    assert world.live(session_id).counted.processed == 3


def test_a_task_that_comes_while_the_scan_waits_is_acknowledged() -> None:
    world, session_id = paused()
    task = ScanTask(session_id=session_id, epoch=1, file=world.drive.files[5])

    assert world.scan_files(task) == ()
    assert world.scan_queue.tasks == []
    assert world.live(session_id).counted.processed == 2


def test_a_dead_letter_that_comes_while_the_scan_waits_condemns_no_file() -> None:
    world, session_id = paused()
    world.abandon(ScanTask(session_id=session_id, epoch=1, file=world.drive.files[5]))

    assert len(world.record(session_id)) == 2


def test_a_new_token_brings_everything_that_was_acknowledged_and_the_totals_are_exact() -> None:
    world, session_id = paused()
    world.refresh(session_id, NEW)
    world.drain()

    [complete] = world.heard(Complete)
    assert (complete.state, complete.total_files, complete.total_matches) == (ScanState.COMPLETE, 7, 4)
    assert world.live(session_id).counted == Counters(processed=7, matched=4, failed=0)


def test_of_what_is_queued_twice_after_a_wait_nothing_is_downloaded_twice() -> None:
    world, session_id = listed()
    refused, still_queued = taken(world, 1), taken(world, 6)
    world.drive.refused.add(TOKEN)
    world.scan_files(*refused)
    world.refresh(session_id, NEW)
    world.list_files(world.listing_queue.tasks.pop())
    world.scan_files(*taken(world, 6))  # the scan goes on: one file is left
    before = downloads(world)
    world.scan_files(*still_queued[:5])

    assert downloads(world) == before


def downloads(world: World) -> list[str]:
    return [item for method, item in world.drive.calls if method == "download"]


def test_resumed_answers_the_asker_and_tells_every_viewer() -> None:
    world, session_id = paused()
    world.join(session_id, BOB)
    world.refresh(session_id, NEW, request_id="r-7")

    assert [said.request_id for said in world.heard(Resumed, ALICE)] == [None, "r-7"]
    assert [said.request_id for said in world.heard(Resumed, BOB)] == [None]


def test_a_listing_whose_token_dies_blames_no_folder_and_goes_on_with_the_next_token() -> None:
    world = World(TREE, page_size=2)
    session_id = world.start("HOLE-1")
    world.drive.refuse_after(2, TOKEN)
    world.drain()
    waits = world.live(session_id)
    world.refresh(session_id, NEW)
    world.drain()

    assert (waits.state, waits.listed, waits.folders_failed) == (ScanState.PAUSED, False, 0)
    [complete] = world.heard(Complete)
    assert (complete.total_files, complete.listing_complete) == (7, True)


def test_a_worker_refused_with_a_token_that_was_renewed_meanwhile_sends_its_files_again() -> None:
    world, session_id = listed()
    tasks = taken(world, 3)
    world.drive.before_each = lambda: renew_once(world, session_id)
    again = world.scan_files(*tasks)
    world.drive.before_each = None

    assert again == ()
    assert world.live(session_id).state is ScanState.PROCESSING
    assert {task.file.name for task in world.scan_queue.tasks} >= {task.file.name for task in tasks}
    assert world.heard(Paused) == []


def renew_once(world: World, session_id: SessionId) -> None:
    world.drive.before_each = None
    world.refresh(session_id, NEW)
    world.drive.refused.add(TOKEN)


def test_a_scan_whose_token_is_gone_pauses_too() -> None:
    world, session_id = listed()
    world.vault.forget(session_id)
    world.scan_files(*taken(world, 7))

    assert world.live(session_id).state is ScanState.PAUSED


def test_a_cancelled_scan_needs_no_token_and_never_pauses() -> None:
    world, session_id = listed()
    world.drive.refused.add(TOKEN)
    world.vault.forget(session_id)
    world.cancel(session_id)
    world.drain()

    assert world.heard(Paused) == []
    assert {outcome.reason for outcome in world.record(session_id).values()} == {Reason.CANCELLED}


def test_a_paused_scan_can_be_cancelled_and_drains() -> None:
    world, session_id = paused()
    world.cancel(session_id)
    world.drain()

    reasons = [outcome.reason for outcome in world.record(session_id).values()]
    assert world.live(session_id).state is ScanState.CANCELLED
    assert (len(reasons), reasons.count(Reason.CANCELLED)) == (7, 5)


def test_a_token_that_google_refuses_leaves_the_scan_waiting() -> None:
    world, session_id = paused()
    with pytest.raises(RequestRejected) as refused:
        world.refresh(session_id, TOKEN)

    assert refused.value.code is ErrorCode.TOKEN_REFUSED
    assert world.live(session_id).state is ScanState.PAUSED


def test_somebody_else_cannot_renew_a_token() -> None:
    world, session_id = paused()
    with pytest.raises(RequestRejected) as refused:
        world.refresh(session_id, NEW, BOB)

    assert refused.value.code is ErrorCode.NOT_YOURS


def test_a_token_renewed_in_time_sends_nothing_twice() -> None:
    world, session_id = listed()
    world.refresh(session_id, NEW)

    assert (world.listing_queue.tasks, len(world.scan_queue.tasks)) == ([], 7)
    assert world.live(session_id).token_generation == 2
    assert world.vault.unseal(session_id) == Access(NEW)


def test_an_ended_scan_takes_no_token() -> None:
    world, session_id = listed()
    world.drain()
    with pytest.raises(RequestRejected) as refused:
        world.refresh(session_id, NEW)

    assert refused.value.code is ErrorCode.WRONG_STATE
    assert world.vault.sealed == {}


def test_a_token_that_is_sealed_while_the_scan_ends_is_not_kept() -> None:
    world, session_id = listed()

    class Slow(MemoryVault):
        def seal(self, session: Session, generation: int, access: Access) -> None:
            world.drain()
            super().seal(session, generation, access)

    slow = Slow()
    slow.sealed = world.vault.sealed
    world.vault = slow
    with pytest.raises(RequestRejected) as refused:
        world.refresh(session_id, NEW)

    assert refused.value.code is ErrorCode.WRONG_STATE
    assert slow.sealed == {}


def test_who_resumes_a_paused_scan_is_told_that_it_waits_and_why() -> None:
    world, session_id = paused()
    world.join(session_id, BOB)

    sync, waits = world.channel.to(BOB)
    assert isinstance(sync, SyncState)
    assert sync.state is ScanState.PAUSED
    assert isinstance(waits, Paused)
    assert waits.reason == "AUTH_EXPIRED"


def test_nobody_signs_in_and_every_file_says_so_after_a_day_not_before() -> None:
    world, session_id = paused()
    for _ in range(23):
        pass_time(world, AN_HOUR)
    before = world.live(session_id)
    pass_time(world, AN_HOUR)

    assert (before.state, before.counted.processed) == (ScanState.PAUSED, 2)
    [complete] = world.heard(Complete)
    assert (complete.state, complete.total_files, complete.failed) == (ScanState.CANCELLED, 7, 5)
    told = [message.data for message in world.heard(FileFailed)]
    assert [row.reason for row in told] == [Reason.AUTH_EXPIRED] * 5
    assert complete.message.startswith("Nobody signed in to Google again within a day")


def test_what_was_given_up_can_be_retried_with_a_new_sign_in() -> None:
    world, session_id = paused()
    pass_time(world, LONGEST_PAUSE)
    world.retry(session_id, token=NEW)
    world.drain()

    assert world.live(session_id).state is ScanState.COMPLETE
    assert FileStatus.NOT_EXAMINED not in {outcome.status for outcome in world.record(session_id).values()}


def test_a_folder_whose_listing_was_given_up_is_a_row_that_says_why() -> None:
    world = World(TREE, page_size=2)
    session_id = world.start("HOLE-1")
    world.drive.refuse_after(2, TOKEN)
    world.drain()
    pass_time(world, LONGEST_PAUSE)

    [complete] = world.heard(Complete)
    assert (complete.listing_complete, complete.folders_failed) == (False, 1)
    assert [failure.reason for failure in world.sessions.failures(session_id)] == [Reason.AUTH_EXPIRED]
    folders = [told.data for told in world.heard(FileFailed) if told.data.kind == "folder"]
    assert [folder.reason for folder in folders] == [Reason.AUTH_EXPIRED]


def test_a_quota_of_the_day_pauses_until_it_is_back_and_then_the_scan_goes_on_by_itself() -> None:
    world, session_id = listed()
    world.drive.is_spent = True
    world.drain()
    [said] = world.heard(Paused)
    world.drive.is_spent = False
    pass_time(world, timedelta(hours=20))
    too_early = world.live(session_id).state
    pass_time(world, timedelta(minutes=15))

    # It is noon, and the next quota comes a quarter past eight, both in UTC.
    assert (said.reason, said.until) == ("QUOTA", "2026-03-03T08:15:00+00:00")
    assert too_early is ScanState.PAUSED
    assert [message.reason for message in world.heard(Resumed)] == ["QUOTA"]
    assert world.live(session_id).counted == Counters(processed=7, matched=4, failed=0)


def test_a_scan_that_would_begin_without_a_quota_is_told_when_to_begin() -> None:
    world = World(TREE)
    world.drive.is_spent = True
    with pytest.raises(RequestRejected) as refused:
        world.start("HOLE-1")

    assert refused.value.code is ErrorCode.NOT_AVAILABLE
    assert "08:15 UTC" in refused.value.message


def test_a_quota_that_never_comes_back_ends_the_scan_a_day_after_it_first_waited() -> None:
    world, session_id = listed()
    world.drive.is_spent = True
    world.drain()
    for _ in range(25):
        pass_time(world, AN_HOUR)

    assert world.live(session_id).state is ScanState.CANCELLED
    assert {outcome.reason for outcome in world.record(session_id).values()} == {Reason.DRIVE_QUOTA}


def test_a_scan_that_gets_on_a_little_each_day_is_never_closed() -> None:
    world, session_id = listed()
    for _ in range(4):
        world.drive.is_spent = True
        world.drain()
        world.drive.spend_after(1)
        pass_time(world, timedelta(days=1))

    assert world.live(session_id).state is ScanState.PAUSED
    assert world.live(session_id).counted.processed == 4


def test_a_scan_that_learns_while_it_waits_that_nothing_is_left_ends() -> None:
    world, session_id = listed()
    twice = world.scan_queue.tasks[0]
    others = world.scan_queue.tasks[1:]
    world.scan_queue.tasks.clear()
    world.scan_files(*others)
    world.drive.before_each = lambda: refuse_once(world, twice)
    world.scan_files(twice)
    waits = world.live(session_id).state
    world.sweep()
    world.drain()

    assert waits is ScanState.PAUSED
    assert world.live(session_id).state is ScanState.COMPLETE


def refuse_once(world: World, task: ScanTask) -> None:
    """Another worker, which got the same message, finds that the token died, while this one has its answer."""
    world.drive.before_each = None
    world.drive.refused.add(TOKEN)
    world.scan_files(task)
    world.drive.refused.clear()


def test_a_wait_counts_as_movement_so_a_scan_that_goes_on_is_not_taken_for_dead() -> None:
    world, session_id = paused()
    pass_time(world, 2 * STILL_AFTER)
    world.refresh(session_id, NEW)
    world.listing_queue.tasks.clear()
    world.sweep()

    assert world.listing_queue.tasks == []


def test_a_long_redrive_goes_on_where_it_stopped() -> None:
    world = World({f"{n:03}.pdf": b"HOLE-1" for n in range(250)})
    session_id = world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    world.scan_files(*taken(world, 30))
    world.scan_queue.tasks.clear()
    starts = []
    world.listing_queue.put(ListTask(session_id=session_id, epoch=1, redrive_from=0))
    while world.listing_queue.tasks:
        task = world.listing_queue.tasks.pop()
        starts.append(task.redrive_from)
        # So little time is left that each invocation takes one step.
        world.list_files(task, seconds=7)

    assert starts == [0, 100, 200]
    assert len(world.scan_queue.tasks) == 220
