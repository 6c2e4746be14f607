"""The child process: what it knows, what it may, and that its answers are never mixed up."""

import threading
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread, page_picture
from tests.fakes import wayward_child
from tests.unit.extraction.containers import zipped
from tests.unit.extraction.drawings import picture_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(b"HOLE-1")
    return path


def test_the_child_knows_no_secret_of_its_parent(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", "canary")
    monkeypatch.setenv("HOLESCAN_TOKEN", "canary")
    with ChildExtractor() as extractor:
        extractor.extract(file, name="a.txt")
        environment = Path(f"/proc/{extractor.child_pid}/environ").read_bytes()
    names = {entry.partition(b"=")[0] for entry in environment.split(b"\0") if entry}
    assert names <= {b"PYTHONPATH", b"PATH", b"LANG", b"LC_CTYPE"}
    assert b"canary" not in environment


def test_what_was_read_before_the_damage_is_kept(tmp_path: Path) -> None:
    drawing = tmp_path / "cut.dxf"
    drawing.write_text("0\nSECTION\n0\nTEXT\n1\nHOLE-1\n")
    with ChildExtractor() as extractor:
        text = extractor.extract(drawing, name=drawing.name)
    assert [part.text for part in text.parts] == ["HOLE-1"]
    assert text.unread == (Unread("the rest", Reason.CORRUPT),)


def test_the_child_holds_no_descriptor_of_its_parent(file: Path, tmp_path: Path) -> None:
    with (tmp_path / "secret").open("wb") as secret, ChildExtractor() as extractor:
        extractor.extract(file, name="a.txt")
        held = [str(link.readlink()) for link in Path(f"/proc/{extractor.child_pid}/fd").iterdir()]
        assert secret.name not in held


def test_limits_of_the_kernel_stand(file: Path) -> None:
    with ChildExtractor(ExtractionLimits(memory_bytes=1 << 30)) as extractor:
        extractor.extract(file, name="a.txt")
        limits = Path(f"/proc/{extractor.child_pid}/limits").read_text()
    lines = {line[:25].strip(): line[25:].split() for line in limits.splitlines()}
    assert lines["Max address space"][:2] == [str(1 << 30)] * 2
    assert lines["Max file size"][0] == str(1 << 20)
    assert lines["Max core file size"][0] == "0"


def test_a_library_that_prints_cannot_write_into_an_answer(file: Path) -> None:
    with ChildExtractor(child_module=wayward_child.MODULE) as extractor:
        assert [part.text for part in extractor.extract(file, name="prints").parts] == ["HOLE-1"]
        assert [part.text for part in extractor.extract(file, name="asks").parts] == [""]


def test_threads_that_share_an_extractor_get_their_own_files_text(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(12)]
    for path in paths:
        path.write_text(path.name)
    read: dict[str, str] = {}
    with ChildExtractor() as extractor:

        def work(path: Path) -> None:
            read[path.name] = extractor.extract(path, name=path.name).parts[0].text

        threads = [threading.Thread(target=work, args=(path,)) for path in paths]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert read == {path.name: path.name for path in paths}


@pytest.mark.parametrize(("content", "reason"), [(b"", Reason.EMPTY), (b"x" * 101, Reason.TOO_LARGE)])
def test_size_is_looked_at_before_the_file_is_opened(tmp_path: Path, content: bytes, reason: Reason) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with ChildExtractor(ExtractionLimits(file_bytes=100)) as extractor:
        with pytest.raises(FileUnreadable) as caught:
            extractor.extract(path, name="a.txt")
        assert (caught.value.reason, extractor.child_pid) == (reason, None)


def test_a_closed_extractor_leaves_no_process(file: Path) -> None:
    extractor = ChildExtractor()
    extractor.extract(file, name="a.txt")
    process = Path(f"/proc/{extractor.child_pid}")
    extractor.close()
    extractor.close()
    assert not process.exists()


def test_the_child_draws_pages_and_goes_on_reading(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    frames = [Image.new("L", (60, 40), light) for light in (0, 255)]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    with ChildExtractor() as extractor:
        text = extractor.extract(path, name="scan.tif")
        (tile,) = extractor.render(path, name="scan.tif", page=2)
        assert text.pictured == (page_picture(1), page_picture(2))
        assert Image.open(BytesIO(tile.image)).getextrema() == (255, 255)
        with pytest.raises(FileUnreadable):
            extractor.render(path, name="scan.tif", page=3)
        assert extractor.extract(path, name="scan.tif") == text


def test_the_child_draws_what_it_found_inside_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": b"HOLE-1", "scan.png": picture_file()}))
    with ChildExtractor() as extractor:
        (picture,) = extractor.extract(path, name="a.zip").pictured
        (tile,) = extractor.render(path, name="a.zip", page=picture.number)
    assert (picture.place, Image.open(BytesIO(tile.image)).size) == ("scan.png", (60, 40))
