"""Any order and any repetition of a scan's messages leave the same picture of it (law 7)."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from client.follow import ScanView
from holescan.domain.ids import SessionId
from holescan.domain.reasons import ErrorCode, Reason
from holescan.domain.session import ScanState
from holescan.protocol.row_models import ExaminedFile, FailureRow, MatchRow
from holescan.protocol.server import (
    Complete,
    Error,
    FileExamined,
    FileFailed,
    MatchFound,
    ProgressMessage,
    ServerMessage,
    Started,
    SyncState,
)

SESSION = SessionId("s1")
EPOCHS = st.integers(1, 3)
FILE_IDS = st.sampled_from(["f1", "f2", "f3"])
COUNTS = st.integers(0, 4)
STATES = st.sampled_from(ScanState)
WORDS = st.sampled_from(["a", "b"])

MATCH_ROWS = st.builds(
    MatchRow,
    hole_code=WORDS,
    file_name=WORDS,
    status=st.just("1 Code"),
    pdf_link=st.just(""),
    file_id=FILE_IDS,
    path=st.just(""),
    attempt=st.just(1),
    epoch=EPOCHS,
    codes=st.just(()),
    codes_total=st.just(1),
    unread=st.just(()),
    unread_total=st.just(0),
)
FAILURE_ROWS = st.builds(
    FailureRow,
    kind=st.sampled_from(["file", "folder"]),
    file_id=FILE_IDS,
    file_name=WORDS,
    path=st.just(""),
    pdf_link=st.just(""),
    attempt=st.just(1),
    epoch=EPOCHS,
    reason=st.sampled_from([Reason.LOST, Reason.PASSWORD]),
    message=WORDS,
    unread=st.just(()),
    unread_total=st.just(0),
)
OF_SCAN = {"session_id": st.just(SESSION), "epoch": EPOCHS}
COUNTED = {"processed": COUNTS, "total": COUNTS, "matched": COUNTS, "failed": COUNTS, "state": STATES}
MESSAGES: st.SearchStrategy[ServerMessage] = st.one_of(
    st.builds(Started, **OF_SCAN, message=WORDS, timestamp=WORDS, total_codes=COUNTS),
    st.builds(ProgressMessage, **OF_SCAN, **COUNTED, value=st.integers(0, 100)),
    st.builds(MatchFound, **OF_SCAN, data=MATCH_ROWS),
    st.builds(FileFailed, **OF_SCAN, data=FAILURE_ROWS),
    st.builds(
        FileExamined, **OF_SCAN, data=st.builds(ExaminedFile, file_id=FILE_IDS, epoch=EPOCHS, attempt=st.just(1))
    ),
    st.builds(
        SyncState,
        **OF_SCAN,
        **COUNTED,
        matches=st.lists(MATCH_ROWS, max_size=3).map(tuple),
        failures=st.lists(FAILURE_ROWS, max_size=3).map(tuple),
    ),
    st.builds(
        Complete,
        **OF_SCAN,
        download_url=WORDS,
        total_matches=COUNTS,
        total_processed=COUNTS,
        message=WORDS,
        total_files=COUNTS,
        failed=COUNTS,
        unread_files=COUNTS,
        folders_failed=COUNTS,
        codes_not_found=COUNTS,
        listing_complete=st.booleans(),
        state=STATES,
    ),
    st.builds(Error, session_id=st.just(SESSION), epoch=EPOCHS, message=WORDS, code=st.just(ErrorCode.INTERNAL)),
)


def seen(messages: Sequence[ServerMessage]) -> ScanView:
    view = ScanView()
    for message in messages:
        view.take(message)
    return view


@given(st.data(), st.lists(MESSAGES, max_size=10))
def test_order_does_not_matter(data: st.DataObject, messages: list[ServerMessage]) -> None:
    assert seen(data.draw(st.permutations(messages))) == seen(messages)


@given(st.lists(MESSAGES, max_size=10))
def test_repetition_does_not_matter(messages: list[ServerMessage]) -> None:
    assert seen([*messages, *messages]) == seen(messages)


@given(st.lists(MESSAGES, max_size=10))
def test_counts_are_those_of_the_rows(messages: list[ServerMessage]) -> None:
    view = seen(messages)
    assert view.matches == sum(isinstance(row, MatchRow) for row in view.rows.values())
    assert view.failures == sum(getattr(row, "kind", "") == "file" for row in view.rows.values())


@given(st.lists(MESSAGES, max_size=10))
def test_the_row_kept_is_of_the_highest_epoch_told(messages: list[ServerMessage]) -> None:
    told: dict[str, int] = {}
    for message in messages:
        for row in _rows_of(message):
            told[row.file_id] = max(told.get(row.file_id, 0), row.epoch)
    rows = seen(messages).rows
    assert {file_id: row.epoch for file_id, row in rows.items()} == {file_id: told[file_id] for file_id in rows}


@given(st.lists(MESSAGES, max_size=10))
def test_only_a_file_that_was_examined_after_its_failure_has_no_row(messages: list[ServerMessage]) -> None:
    view = seen(messages)
    examined = {
        message.data.file_id: max(view.examined[message.data.file_id], message.data.epoch)
        for message in messages
        if isinstance(message, FileExamined)
    }
    for message in messages:
        for row in _rows_of(message):
            assert row.file_id in view.rows or row.epoch <= examined[row.file_id]


def _rows_of(message: ServerMessage) -> tuple[MatchRow | FailureRow, ...]:
    match message:
        case MatchFound() | FileFailed():
            return (message.data,)
        case SyncState():
            return (*message.matches, *message.failures)
        case _:
            return ()
