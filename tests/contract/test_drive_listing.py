"""Listing through DriveSource, the real client library inside, against the local Drive: groups, keys, shared drives, dates."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from holescan.adapters.drive import DriveSource, GoogleDrive
from holescan.domain.access import Access
from holescan.domain.drive_links import MY_DRIVE, Place
from holescan.domain.errors import FileUnreadable, TokenRefused
from holescan.domain.files import FileRef, FolderRef, Listing
from holescan.domain.ids import FileId
from holescan.domain.reasons import Reason
from local.drive.faults import Fault, Faults
from local.drive.ids import item_id
from local.drive.server import serving

TOKEN = "ya29.canary"


@dataclass(frozen=True)
class Opened:
    source: DriveSource
    faults: Faults


Opener = Callable[[Faults], Opened]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "Plant"
    for number in range(50):
        (root / f"Unit {number:02}" / "deep").mkdir(parents=True)
        (root / f"Unit {number:02}" / f"{number}.txt").touch()
    return root


@pytest.fixture
def opened(folder: Path) -> Iterator[Opener]:
    with ExitStack() as stack:

        def opener(faults: Faults) -> Opened:
            served = stack.enter_context(serving(folder, token=TOKEN, faults=faults))
            return Opened(stack.enter_context(GoogleDrive(served.url).open(Access(TOKEN))), faults)

        yield opener


@pytest.fixture
def source(opened: Opener) -> DriveSource:
    return opened(Faults()).source


def _id(path: str) -> FileId:
    return FileId(item_id(path.encode()))


def _folder(path: str) -> FolderRef:
    return FolderRef(_id(path), Path(path).name, path)


def _units() -> list[FolderRef]:
    return [_folder(f"Unit {number:02}") for number in range(50)]


def _names(listing: Listing) -> list[str]:
    return [file.name for file in listing.files]


def test_fifty_folders_are_listed_by_one_request_and_each_item_keeps_its_own_path(opened: Opener) -> None:
    drive = opened(Faults())
    listing = drive.source.list_folders(_units(), "")

    assert drive.faults.seen == 1
    assert [(file.name, file.path) for file in listing.files] == [(f"{n}.txt", f"Unit {n:02}") for n in range(50)]
    assert [folder.path for folder in listing.folders] == [f"Unit {n:02}/deep" for n in range(50)]
    assert not listing.is_doubtful


def test_what_a_shortcut_leads_to_has_the_path_on_which_it_was_met(folder: Path, source: DriveSource) -> None:
    (folder / "Unit 01" / "deep" / "latest.txt.gshortcut").write_text(_id("Unit 07/7.txt"))
    (folder / "Unit 01" / "deep" / "way in.gshortcut").write_text(_id("Unit 08"))
    deep = source.list_folders([_folder("Unit 01/deep")], "")
    beyond = source.list_folders(deep.folders, "")

    assert [(file.name, file.path) for file in deep.files] == [("latest.txt", "Unit 01/deep")]
    assert [(file.name, file.path) for file in beyond.files] == [("8.txt", "Unit 01/deep/way in")]
    assert [inner.path for inner in beyond.folders] == ["Unit 01/deep/way in/deep"]


def test_folders_that_hold_nothing_together_are_doubtful_and_one_alone_is_empty(source: DriveSource) -> None:
    empty = [_folder("Unit 01/deep"), _folder("Unit 02/deep")]

    assert source.list_folders(empty, "") == Listing(is_doubtful=True)
    assert source.list_folders(empty[:1], "") == Listing()


def test_a_group_that_drive_forgets_is_doubtful_though_there_are_files(opened: Opener) -> None:
    source = opened(Faults(items={"Unit 03": Fault("forgottenInGroups")})).source

    assert source.list_folders([_folder("Unit 03"), _folder("Unit 04")], "") == Listing(is_doubtful=True)
    assert _names(source.list_folders([_folder("Unit 03")], "")) == ["3.txt"]


def test_one_refused_folder_refuses_its_group(opened: Opener) -> None:
    source = opened(Faults(items={"Unit 03": Fault("insufficientFilePermissions")})).source
    with pytest.raises(FileUnreadable) as failed:
        source.list_folders(_units(), "")

    assert failed.value.reason is Reason.FORBIDDEN


def test_pages_of_a_group_follow_each_other(folder: Path, source: DriveSource) -> None:
    for number in range(1200):
        (folder / "Unit 01" / f"x{number:04}.txt").touch()
    units = _units()[:2]
    first = source.list_folders(units, "")
    second = source.list_folders(units, first.next_cursor)

    assert len(first.files) + len(first.folders) == 1000
    assert len({*first.files, *second.files}) == 1202
    assert second.next_cursor == ""


def test_a_folder_whose_children_are_hidden_is_forbidden_and_not_empty(opened: Opener) -> None:
    drive = opened(Faults(closed=frozenset({"Unit 07"})))
    units = drive.source.list_folders([_root(drive.source)], "").folders
    [hidden] = [unit for unit in units if unit.is_closed]
    asked = drive.faults.seen

    with pytest.raises(FileUnreadable) as failed:
        drive.source.list_folders([hidden], "")
    assert (hidden.name, failed.value.reason) == ("Unit 07", Reason.FORBIDDEN)
    assert drive.faults.seen == asked


def _root(source: DriveSource) -> FolderRef:
    root = source.find(MY_DRIVE)
    assert isinstance(root, FolderRef)
    return root


def _aged(path: Path, day: int) -> None:
    instant = datetime(2026, 3, day, tzinfo=UTC).timestamp()
    os.utime(path, (instant, instant))


def test_only_files_changed_since_then_are_listed_but_every_folder(folder: Path, source: DriveSource) -> None:
    for day, name in ((1, "old.txt"), (2, "then.txt"), (3, "new.txt")):
        (folder / name).touch()
        _aged(folder / name, day)
    _aged(folder / "Unit 00", 1)
    (folder / "latest.gshortcut").write_text(_id("old.txt"))
    _aged(folder / "latest.gshortcut", 1)
    listing = source.list_folders([_root(source)], "", modified_since=datetime(2026, 3, 2, tzinfo=UTC))

    assert sorted(_names(listing)) == ["latest", "new.txt", "then.txt"]
    assert len(listing.folders) == 50


def test_folders_without_anything_new_are_not_doubted_when_drive_looked_into_them(folder: Path, opened: Opener) -> None:
    drive = opened(Faults(items={"Unit 09": Fault("forgottenInGroups")}))
    for number in range(3):
        _aged(folder / "Unit 00" / "0.txt", 1)
        (folder / f"Unit {number:02}" / "deep").rmdir()
        _aged(folder / f"Unit {number:02}" / f"{number}.txt", 1)
    since = datetime(2026, 3, 2, tzinfo=UTC)

    assert drive.source.list_folders(_units()[:3], "", modified_since=since) == Listing()
    assert drive.source.list_folders([_units()[0], _units()[9]], "", modified_since=since).is_doubtful


def test_what_is_locked_opens_with_its_resource_key(folder: Path, opened: Opener) -> None:
    (folder / "Unit 01" / "drawing.txt").write_text("HOLE-1")
    (folder / "to vault.gshortcut").write_text(_id("Unit 01"))
    source = opened(Faults(locks={"Unit 01": "0-k1", "drawing.txt": "0-k2"})).source
    with pytest.raises(FileUnreadable) as failed:
        source.find(Place(_id("Unit 01")))
    assert failed.value.reason is Reason.NOT_FOUND

    by_link = source.find(Place(_id("Unit 01"), "0-k1"))
    listed = source.list_folders([_root(source)], "").folders
    [inside] = [unit for unit in listed if unit.name == "Unit 01"]
    [by_shortcut] = [unit for unit in listed if unit.name == "to vault"]
    assert isinstance(by_link, FolderRef)
    assert {by_link.resource_key, inside.resource_key, by_shortcut.resource_key} == {"0-k1"}
    drawing = next(f for f in source.list_folders([inside, _folder("Unit 02")], "").files if f.name == "drawing.txt")
    source.download(drawing, folder.parent / "out", max_bytes=100)
    assert (folder.parent / "out").read_bytes() == b"HOLE-1"


@pytest.fixture
def shared(folder: Path) -> Path:
    drive = folder / "Projects.gshareddrive"
    (drive / "P1").mkdir(parents=True)
    (drive / "P1" / "a.txt").touch()
    return drive


def test_shared_drives_are_no_folders_of_my_drive(shared: Path, source: DriveSource) -> None:
    [drive] = source.shared_drives("", limit=10).folders

    assert (drive.name, drive.folder_id) == ("Projects", _id(shared.name))
    assert "Projects" not in [folder.name for folder in source.list_folders([_root(source)], "").folders]


def test_a_shared_drive_is_listed_whole_from_its_top(shared: Path, source: DriveSource) -> None:
    top = source.find(Place(_id(shared.name)))
    assert isinstance(top, FolderRef)
    [below] = source.list_folders([top], "").folders

    assert (top.name, top.drive_id, below.drive_id) == ("Projects", top.folder_id, top.folder_id)
    assert _names(source.list_folders([below], "")) == ["a.txt"]


def test_a_folder_of_a_shared_drive_is_listed_by_who_may_not_be_its_member(shared: Path, source: DriveSource) -> None:
    inside = source.find(Place(_id(f"{shared.name}/P1")))
    assert isinstance(inside, FolderRef)

    assert inside.drive_id == ""
    assert _names(source.list_folders([inside], "")) == ["a.txt"]


def test_a_link_to_a_file_finds_the_file(folder: Path, source: DriveSource) -> None:
    (folder / "latest.gshortcut").write_text(_id("Unit 01/1.txt"))
    file, shortcut = source.find(Place(_id("Unit 01/1.txt"))), source.find(Place(_id("latest.gshortcut")))

    assert isinstance(file, FileRef)
    assert isinstance(shortcut, FileRef)
    assert (file.name, file.path, shortcut.target_id) == ("1.txt", "", file.file_id)


def test_the_folders_of_a_folder_come_page_by_page_without_its_files(folder: Path, source: DriveSource) -> None:
    (folder / "0 link.gshortcut").write_text(_id("Unit 01/1.txt"))
    first = source.subfolders(_root(source), "", limit=30)
    second = source.subfolders(_root(source), first.next_cursor, limit=30)

    assert [*first.folders, *second.folders] == [
        *(source.list_folders([_root(source)], "").folders),
    ]
    assert len(first.folders) == 29
    assert second.next_cursor == ""


def test_files_of_a_folder_are_counted(folder: Path, source: DriveSource) -> None:
    (folder / "a.txt").touch()
    (folder / "b.txt").touch()

    assert source.count_files(_root(source)) == 2


@pytest.mark.parametrize("ask", ["drives", "list"])
def test_a_refused_token_is_told_as_such_whatever_was_asked(opened: Opener, ask: str) -> None:
    source = opened(Faults(requests={1: Fault("authError")})).source
    with pytest.raises(TokenRefused):
        source.shared_drives("", limit=10) if ask == "drives" else source.count_files(_folder("Unit 01"))
