"""A file that ends its reader costs that file alone."""

import os
import signal
from pathlib import Path

import pytest

from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.fakes import wayward_child


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(b"HOLE-1")
    return path


def reason_of(extractor: ChildExtractor, file: Path, name: str) -> Reason:
    with pytest.raises(FileUnreadable) as caught:
        extractor.extract(file, name=name)
    return caught.value.reason


def test_the_next_file_gets_a_fresh_child(file: Path) -> None:
    with ChildExtractor(child_module=wayward_child.MODULE) as extractor:
        assert reason_of(extractor, file, "dies") is Reason.CRASHED
        assert extractor.child_pid is None
        assert extractor.extract(file, name="prints").parts[0].text == "HOLE-1"


def test_a_bug_of_a_parser_is_a_crash_of_its_file_and_the_child_lives_on(file: Path) -> None:
    with ChildExtractor(child_module=wayward_child.MODULE) as extractor:
        assert reason_of(extractor, file, "fails") is Reason.CRASHED
        pid = extractor.child_pid
        extractor.extract(file, name="prints")
        assert extractor.child_pid == pid


def test_a_child_that_was_taken_over_can_neither_fill_nor_stop_its_parent(file: Path) -> None:
    with ChildExtractor(child_module=wayward_child.MODULE) as extractor:
        assert reason_of(extractor, file, "floods") is Reason.CRASHED
        assert extractor.extract(file, name="prints").parts[0].text == "HOLE-1"


def test_pages_read_before_the_death_are_kept_and_the_rest_is_told(file: Path) -> None:
    with ChildExtractor(child_module=wayward_child.MODULE) as extractor:
        text = extractor.extract(file, name="later dies")
    assert [part.page for part in text.parts] == [1]
    assert text.unread == (Unread("after page 1", Reason.CRASHED),)


def test_what_a_crowd_held_back_is_kept_when_its_parser_fails(file: Path) -> None:
    with ChildExtractor(ExtractionLimits(parts=0), child_module=wayward_child.MODULE) as extractor:
        text = extractor.extract(file, name="later fails")
    assert [part.page for part in text.parts] == [1]
    assert text.unread == (Unread("after page 1", Reason.CRASHED),)


def test_a_child_that_was_killed_while_idle_is_no_files_fault(file: Path) -> None:
    with ChildExtractor() as extractor:
        extractor.extract(file, name="a.txt")
        pid = extractor.child_pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert extractor.extract(file, name="b.txt").parts[0].text == "HOLE-1"


def test_memory_that_runs_out_is_told_as_too_large(file: Path) -> None:
    limits = ExtractionLimits(memory_bytes=400 * 1024 * 1024)
    with ChildExtractor(limits, child_module=wayward_child.MODULE) as extractor:
        assert reason_of(extractor, file, "hoards") is Reason.TOO_LARGE
        assert extractor.child_pid is None
        assert extractor.extract(file, name="prints").parts[0].text == "HOLE-1"
