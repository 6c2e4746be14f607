"""What the last message of a scan counts."""

from datetime import UTC, datetime

from holescan.domain.session import Counters, LiveScan, ReportTotals, ScanState
from holescan.protocol.server import Complete
from holescan.steps.closing import Closing
from tests.builders import SESSION
from tests.fakes.storage import MemoryReports


def complete(totals: ReportTotals) -> Complete:
    live = LiveScan(
        session_id=SESSION,
        state=ScanState.COMPLETE,
        epoch=1,
        planned=totals.listed,
        listed=True,
        listing_complete=True,
        counted=Counters(),
        expires_at=datetime(2026, 4, 1, tzinfo=UTC),
        totals=totals,
    )
    (message,) = Closing(MemoryReports()).words(live)
    assert isinstance(message, Complete)
    return message


def test_files_with_weak_codes_only_are_no_part_of_the_headline() -> None:
    message = complete(ReportTotals(listed=9, matched=5, no_match=4, only_weak=2))
    assert message.message.startswith("3 files of 9 carry at least one code. 2 files more carry only codes so short")
    assert (message.total_matches, message.weak_matches) == (5, 2)


def test_nothing_is_said_of_weak_codes_where_there_are_none() -> None:
    assert complete(ReportTotals(listed=9, matched=5, no_match=4)).message == "5 files of 9 carry at least one code."
