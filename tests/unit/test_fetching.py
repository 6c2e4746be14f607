"""Files of a batch are fetched while others are read: each file's bytes and errors are its own, and little lies about."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Lock, get_ident

import pytest

from holescan.domain.access import Access
from holescan.domain.errors import DependencyFailed, FileUnreadable, Throttled, TokenRefused
from holescan.domain.files import FileRef
from holescan.domain.reasons import Reason
from holescan.ports import FileSource
from holescan.steps.fetching import fetching
from tests.builders import NOON, a_file
from tests.fakes.drive import FolderDrive

FILES = [a_file(f"{number}.pdf") for number in range(6)]
ACCESS = Access("t")
PATIENCE_S = 20
PLENTY = 1000
UNTIL = NOON + timedelta(minutes=4)


@dataclass
class WatchedSource:
    """Writes a file's own name into it, or fails with what is due, and remembers who asked."""

    drive: "WatchedDrive"
    users: set[int] = field(default_factory=set)
    is_closed: bool = False

    def download(self, file: FileRef, target: Path, *, max_bytes: int) -> None:
        assert not self.is_closed
        self.users.add(get_ident())
        with self.drive.lock:
            self.drive.asked.append(file.name)
            error = self.drive.errors.get(file.name, []).pop() if self.drive.errors.get(file.name) else None
        self.drive.begun.setdefault(file.name, Event()).set()
        if file.name in self.drive.held:
            assert self.drive.held[file.name].wait(PATIENCE_S)
        target.write_bytes(file.name.encode()[:max_bytes])
        if error:
            raise error


class WatchedDrive(FolderDrive):
    """Counts its sources; a file may be held back until the test lets it go."""

    def __init__(self) -> None:
        super().__init__({})
        self.untils: list[datetime | None] = []
        self.lock = Lock()
        self.asked: list[str] = []
        self.begun: dict[str, Event] = {file.name: Event() for file in FILES}
        self.held: dict[str, Event] = {}
        self.errors: dict[str, list[Exception]] = {}
        self.sources: list[WatchedSource] = []

    @contextmanager
    def open(self, access: Access, *, until: datetime | None = None) -> Iterator[FileSource]:  # noqa: ARG002
        self.untils.append(until)
        source = WatchedSource(self)
        self.sources.append(source)
        yield source  # type: ignore[misc]
        source.is_closed = True


@pytest.fixture
def drive() -> WatchedDrive:
    return WatchedDrive()


def test_every_file_gets_its_own_bytes_and_is_downloaded_once(drive: WatchedDrive, tmp_path: Path) -> None:
    with fetching(drive, ACCESS, FILES, until=UNTIL, max_bytes=PLENTY, ahead=2) as source:
        for file in FILES:
            source.download(file, tmp_path / "file", max_bytes=PLENTY)
            assert (tmp_path / "file").read_bytes() == file.name.encode()

    assert sorted(drive.asked) == [file.name for file in FILES]


def test_the_next_files_come_while_one_is_read(drive: WatchedDrive, tmp_path: Path) -> None:
    with fetching(drive, ACCESS, FILES, until=UNTIL, max_bytes=PLENTY, ahead=2) as source:
        source.download(FILES[0], tmp_path / "file", max_bytes=PLENTY)

        assert drive.begun["1.pdf"].wait(PATIENCE_S)
        assert drive.begun["2.pdf"].wait(PATIENCE_S)


def test_downloads_run_at_once_each_with_a_connection_of_its_own(drive: WatchedDrive, tmp_path: Path) -> None:
    drive.held = {"0.pdf": Event(), "1.pdf": Event()}
    with fetching(drive, ACCESS, FILES, until=UNTIL, max_bytes=PLENTY, ahead=2) as source:
        assert drive.begun["0.pdf"].wait(PATIENCE_S)
        assert drive.begun["1.pdf"].wait(PATIENCE_S)
        users = [each.users for each in drive.sources]
        for held in drive.held.values():
            held.set()
        source.download(FILES[0], tmp_path / "file", max_bytes=PLENTY)

    assert users[0] == set()
    assert users[1] | users[2] == {*users[1]} ^ {*users[2]}


def test_no_download_waits_for_its_turn_when_it_is_too_late_to_read(drive: WatchedDrive) -> None:
    with fetching(drive, ACCESS, FILES, until=UNTIL, max_bytes=PLENTY, ahead=2):
        assert drive.untils == [UNTIL] * 3


@pytest.mark.parametrize("ahead", [1, 2, 3])
def test_no_more_files_are_begun_than_may_lie_about(drive: WatchedDrive, tmp_path: Path, ahead: int) -> None:
    with fetching(drive, ACCESS, FILES, until=UNTIL, max_bytes=PLENTY, ahead=ahead) as source:
        for taken, file in enumerate(FILES):
            assert len(drive.asked) <= taken + ahead
            source.download(file, tmp_path / "file", max_bytes=PLENTY)


@pytest.mark.parametrize(
    "error", [FileUnreadable(Reason.FORBIDDEN), TokenRefused(), Throttled("drive"), DependencyFailed("drive")]
)
def test_what_is_wrong_with_a_file_is_said_where_it_is_asked_for(
    drive: WatchedDrive, tmp_path: Path, error: Exception
) -> None:
    drive.errors["1.pdf"] = [error]
    with fetching(drive, ACCESS, FILES, until=UNTIL, max_bytes=PLENTY, ahead=3) as source:
        source.download(FILES[0], tmp_path / "0", max_bytes=PLENTY)
        with pytest.raises(type(error)) as raised:
            source.download(FILES[1], tmp_path / "1", max_bytes=PLENTY)
        source.download(FILES[2], tmp_path / "2", max_bytes=PLENTY)

    assert raised.value is error
    assert not (tmp_path / "1").exists()
    assert (tmp_path / "2").read_bytes() == b"2.pdf"


def test_a_file_that_is_asked_for_again_is_downloaded_again(drive: WatchedDrive, tmp_path: Path) -> None:
    drive.errors["0.pdf"] = [Throttled("drive")]
    with fetching(drive, ACCESS, FILES, until=UNTIL, max_bytes=PLENTY, ahead=2) as source:
        with pytest.raises(Throttled):
            source.download(FILES[0], tmp_path / "0", max_bytes=PLENTY)
        source.download(FILES[0], tmp_path / "0", max_bytes=PLENTY)

    assert (tmp_path / "0").read_bytes() == b"0.pdf"


def test_a_file_that_nobody_announced_is_downloaded_all_the_same(drive: WatchedDrive, tmp_path: Path) -> None:
    with fetching(drive, ACCESS, FILES[:2], until=UNTIL, max_bytes=PLENTY, ahead=2) as source:
        source.download(FILES[5], tmp_path / "5", max_bytes=PLENTY)

    assert (tmp_path / "5").read_bytes() == b"5.pdf"


@pytest.mark.parametrize("files", [FILES, []])
def test_without_looking_ahead_nothing_is_begun(drive: WatchedDrive, tmp_path: Path, files: list[FileRef]) -> None:
    with fetching(drive, ACCESS, files, until=UNTIL, max_bytes=PLENTY, ahead=0 if files else 2) as source:
        assert not drive.asked
        source.download(FILES[3], tmp_path / "3", max_bytes=PLENTY)

    assert (drive.asked, len(drive.sources)) == (["3.pdf"], 1)


class Died(BaseException):
    """The worker is stopped in the middle of a file."""


def test_nothing_is_left_behind_whatever_ends_the_batch(
    drive: WatchedDrive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    batch = fetching(drive, ACCESS, FILES, until=UNTIL, max_bytes=PLENTY, ahead=2)
    source = batch.__enter__()
    source.download(FILES[0], tmp_path / "0", max_bytes=PLENTY)
    assert list(tmp_path.glob("holescan-ahead-*"))
    batch.__exit__(Died, Died(), None)

    assert not list(tmp_path.glob("holescan-ahead-*"))
