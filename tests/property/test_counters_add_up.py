"""Law 1: whatever is settled, in whatever order and epoch, matched and failed are what the record says."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from holescan.domain.examination import Examination, FileStatus
from holescan.domain.files import FileRef
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.domain.settlement import settle
from holescan.domain.text import Unread
from tests.builders import SESSION, a_file, a_live, a_match, a_session
from tests.fakes.outcomes import MemoryOutcomes
from tests.fakes.sessions import MemorySessions
from tests.fakes.table import MemoryTable

FILES = [a_file(name) for name in ("a.pdf", "b.pdf", "c.pdf")]

examinations = st.builds(
    Examination,
    matches=st.lists(st.sampled_from(["HOLE-1", "HOLE-2"]), unique=True).map(lambda codes: tuple(map(a_match, codes))),
    unread=st.lists(st.builds(Unread, st.sampled_from(["", "page 2"]), st.sampled_from(Reason)), max_size=2).map(tuple),
)
attempts = st.tuples(st.sampled_from(FILES), st.integers(1, 3), st.integers(1, 4), examinations)


def record(outcomes: MemoryOutcomes, new: Outcome) -> None:
    """What a worker does with an outcome."""
    file_id = new.file.file_id
    settlement = settle(outcomes.read(SESSION, [file_id]).get(file_id), new)
    if settlement is not None:
        outcomes.commit(a_live(), [settlement])


@given(st.lists(attempts, max_size=25))
def test_counters_equal_the_record_after_every_epoch(tried: list[tuple[FileRef, int, int, Examination]]) -> None:
    table = MemoryTable()
    sessions, outcomes = MemorySessions(table), MemoryOutcomes(table)
    sessions.open(a_session())
    partition = table.partitions[SESSION]
    for file, epoch, attempt, examination in sorted(tried, key=lambda each: each[1]):
        assert partition.scan is not None
        partition.scan = replace(partition.scan, epoch=epoch)
        record(outcomes, Outcome(file, epoch, attempt, examination))
        live = sessions.live(SESSION)
        assert live is not None
        statuses = [outcome.status for outcome in outcomes.all(SESSION)]
        assert live.counted.matched == statuses.count(FileStatus.MATCH)
        assert live.counted.failed == statuses.count(FileStatus.NOT_EXAMINED)
        assert live.counted.processed == sum(outcome.epoch == epoch for outcome in outcomes.all(SESSION))
