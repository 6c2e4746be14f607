"""A file that is begun before its turn: its text is never that of another, and its death is its own."""

import os
import select
from collections.abc import Iterator
from pathlib import Path

import pytest

from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from tests.fakes import wayward_child


@pytest.fixture
def extractor() -> Iterator[ChildExtractor]:
    with ChildExtractor() as extractor:
        yield extractor


@pytest.fixture
def wayward() -> Iterator[ChildExtractor]:
    with ChildExtractor(child_module=wayward_child.MODULE) as extractor:
        yield extractor


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [file(tmp_path, name) for name in ("a.txt", "b.txt", "c.txt")]


def file(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(f"text of {name}")
    return path


def text_of(extractor: ChildExtractor, path: Path, following: Path | None = None) -> str:
    return "".join(part.text for part in extractor.extract(path, name=path.name, following=following).parts)


def reason_of(extractor: ChildExtractor, path: Path, following: Path | None = None) -> Reason:
    with pytest.raises(FileUnreadable) as caught:
        extractor.extract(path, name=path.name, following=following)
    return caught.value.reason


def ends(pid: int) -> bool:
    """Sooner or later: where nothing ends it, half a minute is enough to know."""
    descriptor = os.pidfd_open(pid)
    poller = select.poll()
    poller.register(descriptor, select.POLLIN)
    has_ended = bool(poller.poll(30_000))
    os.close(descriptor)
    return has_ended


def test_each_file_has_its_own_text_from_one_child(extractor: ChildExtractor, files: list[Path]) -> None:
    a, b, c = files
    assert text_of(extractor, a, b) == "text of a.txt"
    pid = extractor.child_pid
    assert text_of(extractor, b, c) == "text of b.txt"
    assert text_of(extractor, c) == "text of c.txt"
    assert extractor.child_pid == pid


def test_another_file_than_the_one_begun_has_its_own_text(extractor: ChildExtractor, files: list[Path]) -> None:
    a, b, c = files
    text_of(extractor, a, b)
    assert text_of(extractor, c) == "text of c.txt"
    assert text_of(extractor, b) == "text of b.txt"


def test_a_code_list_asked_for_in_between_is_that_list(extractor: ChildExtractor, files: list[Path]) -> None:
    a, b, c = files
    text_of(extractor, a, b)
    [table] = extractor.read_sheet(c, name=c.name)
    assert [cell.text for row in table.rows for cell in row] == ["text of c.txt"]


def test_a_file_is_begun_before_its_turn_and_dies_for_itself(wayward: ChildExtractor, tmp_path: Path) -> None:
    first, deadly = file(tmp_path, "prints"), file(tmp_path, "dies")
    assert text_of(wayward, first, deadly) == "HOLE-1"
    assert wayward.child_pid is not None
    assert ends(wayward.child_pid)
    assert reason_of(wayward, deadly, first) is Reason.CRASHED
    assert text_of(wayward, first) == "HOLE-1"


@pytest.mark.parametrize("content", [None, b""])
def test_what_would_be_refused_is_not_begun(
    extractor: ChildExtractor, files: list[Path], content: bytes | None
) -> None:
    a, b, c = files
    b.unlink() if content is None else b.write_bytes(content)
    text_of(extractor, a, b)
    pid = extractor.child_pid
    with pytest.raises((FileUnreadable, FileNotFoundError)):
        text_of(extractor, b, c)
    assert text_of(extractor, c) == "text of c.txt"
    assert extractor.child_pid == pid
