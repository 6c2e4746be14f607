"""The way of one scan through the use cases, in memory."""

from holescan.domain.errors import FileUnreadable
from holescan.domain.examination import FileStatus
from holescan.domain.ids import ConnectionId, SessionId
from holescan.domain.reasons import Reason
from holescan.domain.session import ScanState
from holescan.protocol.row_models import Sent
from holescan.protocol.server import Complete, FileFailed, MatchFound, ProgressMessage, Started
from tests.fakes.channel import RecordingChannel
from tests.fakes.drive import Tree, id_of
from tests.fakes.queues import MemoryListQueue
from tests.fakes.world import ALICE, World

TREE: Tree = {
    "iso-1.pdf": b"LINE HOLE-1 AND HOLE-2",
    "Unit 40": {"iso-2.pdf": b"nothing here", "log.pdf": b"see HOLE-2.", "Deep": {"locked.pdf": b"?"}},
}


def scanned(*codes: str) -> tuple[World, SessionId]:
    world = World(TREE)
    world.extractor.texts["locked.pdf"] = FileUnreadable(Reason.PASSWORD)
    session_id = world.start(*codes)
    world.drain()
    return world, session_id


def test_every_file_of_the_tree_gets_its_verdict() -> None:
    world, session_id = scanned("HOLE-1", "HOLE-2", "HOLE-3")

    verdicts = {name: outcome.status for name, outcome in world.record(session_id).items()}

    assert verdicts == {
        "iso-1.pdf": FileStatus.MATCH,
        "iso-2.pdf": FileStatus.NO_MATCH,
        "log.pdf": FileStatus.MATCH,
        "locked.pdf": FileStatus.NOT_EXAMINED,
    }


def test_complete_reconciles_with_the_record() -> None:
    world, _ = scanned("HOLE-1", "HOLE-2", "HOLE-3")

    [complete] = world.heard(Complete)

    assert (complete.total_files, complete.total_matches, complete.failed) == (4, 2, 1)
    assert (complete.total_processed, complete.codes_not_found, complete.folders_failed) == (4, 1, 0)
    assert complete.listing_complete
    assert complete.state is ScanState.COMPLETE


class QueueWatcher(RecordingChannel):
    """Notes how long the listing queue was when each message was sent."""

    def __init__(self, queue: MemoryListQueue) -> None:
        super().__init__()
        self._queue = queue
        self.lengths: list[int] = []

    def send(self, connection_id: ConnectionId, message: Sent) -> bool:
        self.lengths.append(len(self._queue.tasks))
        return super().send(connection_id, message)


def test_started_is_said_before_anything_is_queued() -> None:
    queue = MemoryListQueue()
    channel = QueueWatcher(queue)
    World(TREE, listing_queue=queue, channel=channel).start("HOLE-1")

    assert channel.lengths == [0]
    assert len(queue.tasks) == 1


def test_each_match_and_each_failure_is_told_as_it_is_found() -> None:
    world, _ = scanned("HOLE-1", "HOLE-2")

    assert sorted(found.data.hole_code for found in world.heard(MatchFound)) == ["HOLE-1, HOLE-2", "HOLE-2"]
    assert [(failed.data.file_name, failed.data.reason) for failed in world.heard(FileFailed)] == [
        ("locked.pdf", Reason.PASSWORD)
    ]


def test_progress_never_repeats_a_permille_and_ends_at_100() -> None:
    world, _ = scanned("HOLE-1")

    said = [message for message in world.heard(ProgressMessage) if message.state is not ScanState.LISTING]
    values = [(message.value, message.processed) for message in said]

    assert len(values) == len(set(values))
    assert values[-1] == (100, 4)


def test_messages_come_in_the_order_started_then_complete_last() -> None:
    world, _ = scanned("HOLE-1")

    heard = world.channel.to(ALICE)

    assert isinstance(heard[0], Started)
    assert isinstance(heard[-1], Complete)


def test_an_empty_folder_completes_at_once_with_no_files() -> None:
    world = World({})
    world.start("HOLE-1")
    world.drain()

    [complete] = world.heard(Complete)

    assert (complete.total_files, complete.total_matches, complete.codes_not_found) == (0, 0, 1)


def test_the_token_is_forgotten_when_the_scan_has_ended() -> None:
    world, session_id = scanned("HOLE-1")

    assert session_id not in world.vault.sealed


def test_a_folder_that_may_not_be_listed_is_a_row_and_the_listing_is_incomplete() -> None:
    world = World(TREE)
    world.drive.fail(id_of("Unit 40/Deep"), FileUnreadable(Reason.FORBIDDEN))
    world.start("HOLE-1")
    world.drain()

    [complete] = world.heard(Complete)

    assert (complete.folders_failed, complete.listing_complete) == (1, False)
    assert complete.total_files == 3
