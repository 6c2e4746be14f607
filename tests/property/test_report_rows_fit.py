"""No input makes a message that API Gateway would close the socket for, and paging loses no row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holescan.domain.examination import Examination, How, Match
from holescan.domain.files import FileRef, FolderRef
from holescan.domain.ids import FileId
from holescan.domain.listing import FolderFailure
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters, ScanState
from holescan.domain.settlement import Settlement
from holescan.domain.text import Unread
from holescan.protocol.rows import (
    Row,
    failures_among,
    folder_row,
    matches_among,
    messages_of,
    row_of,
    take_rows,
    wire_bytes,
)
from holescan.protocol.server import MAX_MESSAGE_BYTES, FileFailed, SyncState
from tests.unit.report_samples import SESSION_ID

NASTY = ["\x00", '"', "\\", "\ud800", "\udfff", "\u2028", "\ufffe", "€", "𐍈", "e\u0301", "\x7f", "\n", "=", "a"]
TEXTS = st.one_of(
    st.text(alphabet=st.characters(), max_size=60),
    st.builds(lambda character, times: character * times, st.sampled_from(NASTY), st.integers(0, 40_000)),
)
IDS = st.from_regex(r"[A-Za-z0-9_-]{1,128}", fullmatch=True).map(FileId)
COUNTS = st.integers(0, 2**31)

MATCHES = st.builds(
    Match,
    code=TEXTS,
    found_as=TEXTS,
    how=st.sampled_from(How),
    weak=st.booleans(),
    count=COUNTS,
    page=st.none() | COUNTS,
    pages=st.lists(COUNTS, max_size=20).map(tuple),
    place=TEXTS,
    snippet=TEXTS,
)
UNREAD = st.builds(Unread, place=TEXTS, reason=st.sampled_from(Reason))
FILES = st.builds(
    FileRef,
    file_id=IDS,
    name=TEXTS,
    path=TEXTS,
    mime_type=st.just("application/pdf"),
    size_bytes=st.none(),
    link=TEXTS,
    target_id=IDS,
)
EXAMINATIONS = st.builds(
    Examination,
    matches=st.builds(lambda some, times: tuple(some * times), st.lists(MATCHES, max_size=3), st.integers(0, 30)),
    unread=st.builds(lambda some, times: tuple(some * times), st.lists(UNREAD, max_size=3), st.integers(0, 30)),
)
OUTCOMES = st.builds(Outcome, file=FILES, epoch=st.integers(1, 9), attempt=st.integers(1, 9), examination=EXAMINATIONS)
FOLDERS = st.builds(
    FolderFailure,
    folder=st.builds(FolderRef, folder_id=IDS, name=TEXTS, path=TEXTS, link=TEXTS),
    reason=st.sampled_from(Reason),
)


@given(OUTCOMES)
def test_a_message_about_a_file_is_under_the_limit(outcome: Outcome) -> None:
    for message in messages_of(Settlement(outcome, None, Counters()), SESSION_ID):
        assert wire_bytes(message) < MAX_MESSAGE_BYTES


@pytest.mark.parametrize("character", NASTY)
def test_the_longest_texts_of_one_character_are_under_the_limit(character: str) -> None:
    text = character * 50_000
    file = FileRef(FileId("x" * 128), text, text, text, None, "https://x/" + '"' * 1014, FileId("x"))
    match = Match(text, text, How.NORMALISED, False, 2**31, 2**31, tuple(range(2**31, 2**31 + 20)), text, text)
    outcome = Outcome(file, 1, 1, Examination((match,) * 99, (Unread(text, Reason.INCOMPLETE_LISTING),) * 99))
    (message,) = messages_of(Settlement(outcome, None, Counters()), SESSION_ID)
    assert wire_bytes(message) < MAX_MESSAGE_BYTES


@given(OUTCOMES)
def test_totals_are_true_and_what_is_shown_is_a_part_of_them(outcome: Outcome) -> None:
    row = row_of(outcome)
    if row is not None:
        assert row.unread_total == len(outcome.examination.unread) >= len(row.unread)


@given(FOLDERS)
def test_a_message_about_a_folder_is_under_the_limit(failure: FolderFailure) -> None:
    message = FileFailed(session_id=SESSION_ID, epoch=1, data=folder_row(failure, 1))
    assert wire_bytes(message) < MAX_MESSAGE_BYTES


@given(st.lists(OUTCOMES, max_size=12))
def test_paging_gives_every_row_once_in_messages_under_the_limit(outcomes: list[Outcome]) -> None:
    rows = [row for row in map(row_of, outcomes) if row is not None]
    seen: list[Row] = []
    start: int | None = 0
    while start is not None:
        taken = take_rows(rows, start)
        seen += taken.rows
        assert wire_bytes(_sync_state(taken.rows)) < MAX_MESSAGE_BYTES
        start = taken.next_start
    assert sorted(map(repr, seen)) == sorted(map(repr, rows))


def _sync_state(rows: tuple[Row, ...]) -> SyncState:
    return SyncState(
        session_id=SESSION_ID,
        epoch=1,
        state=ScanState.PROCESSING,
        processed=10**9,
        total=10**9,
        matched=10**9,
        failed=10**9,
        matches=matches_among(rows),
        failures=failures_among(rows),
        next_cursor="x" * 256,
    )
