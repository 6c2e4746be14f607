"""No list of codes and no name of a file makes a row of codes that RESULTS could not carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holescan.domain.examination import NearMiss, NearMissKind
from holescan.domain.files import FileRef
from holescan.domain.ids import FileId
from holescan.protocol.code_rows import code_row, not_found_row
from holescan.protocol.rows import wire_bytes

ROW_BYTES = 25 * 1024
NASTY = ["\x00", '"', "\\", "\ud800", "\u2028", "\ufffe", "€", "𐍈", "e\u0301", "\x7f", "\n", "=", "a"]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.builds(lambda character, times: character * times, st.sampled_from(NASTY), st.integers(0, 5_000)),
)
FILES = st.builds(
    FileRef,
    file_id=st.from_regex(r"[A-Za-z0-9_-]{1,128}", fullmatch=True).map(FileId),
    name=TEXTS,
    path=TEXTS,
    mime_type=st.just("application/pdf"),
    size_bytes=st.none(),
    link=TEXTS,
    target_id=st.just(FileId("x")),
)
NEAR = st.builds(
    NearMiss,
    code=TEXTS,
    found_as=TEXTS,
    why=st.sampled_from(NearMissKind),
    page=st.none() | st.integers(1, 2**31),
    place=TEXTS,
)


@given(TEXTS, st.lists(st.tuples(NEAR, FILES), max_size=8))
def test_a_row_of_a_code_not_found_fits(code: str, near: list[tuple[NearMiss, FileRef]]) -> None:
    assert wire_bytes(not_found_row(code, near)) <= ROW_BYTES


@given(TEXTS, st.lists(TEXTS, max_size=30))
def test_a_row_of_a_code_found_fits(code: str, names: list[str]) -> None:
    assert wire_bytes(code_row(code, weak=False, files=2**31, places=2**31, names=names)) <= ROW_BYTES


@pytest.mark.parametrize("character", NASTY)
def test_the_longest_texts_of_one_character_fit(character: str) -> None:
    text = character * 5_000
    file = FileRef(FileId("x" * 128), text, text, "", None, "https://x/" + '"' * 1014, FileId("x"))
    miss = NearMiss(text, text, NearMissKind.LOOKALIKE, 2**31, text)
    row = not_found_row(text, [(miss, file)] * 8)
    assert wire_bytes(row) <= ROW_BYTES
    assert row.near
    assert wire_bytes(code_row(text, weak=True, files=1, places=1, names=[text] * 30)) <= ROW_BYTES
