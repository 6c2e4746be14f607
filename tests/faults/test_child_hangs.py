"""A file that keeps its reader busy for ever costs that file its time limit and nobody else anything."""

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


def test_a_file_that_hangs_is_cut_off_by_the_wall_clock(file: Path) -> None:
    with ChildExtractor(ExtractionLimits(wall_s=1.0), child_module=wayward_child.MODULE) as extractor:
        with pytest.raises(FileUnreadable) as caught:
            extractor.extract(file, name="hangs")
        assert caught.value.reason is Reason.TIMED_OUT
        assert extractor.child_pid is None


def test_what_was_read_before_the_hang_is_kept(file: Path) -> None:
    with ChildExtractor(ExtractionLimits(wall_s=3.0), child_module=wayward_child.MODULE) as extractor:
        text = extractor.extract(file, name="later hangs")
    assert text.unread == (Unread("after page 1", Reason.TIMED_OUT),)


def test_the_kernel_ends_a_child_that_spins_should_the_parent_not(file: Path) -> None:
    limits = ExtractionLimits(wall_s=60.0, cpu_s=1)
    with ChildExtractor(limits, child_module=wayward_child.MODULE) as extractor:
        with pytest.raises(FileUnreadable) as caught:
            extractor.extract(file, name="spins")
        assert caught.value.reason is Reason.TIMED_OUT
        assert caught.value.detail == "processor time"
