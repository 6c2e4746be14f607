"""`browse_folder`: a page of folders, My Drive's with the shared drives, and what is wrong with a place."""

from dataclasses import replace

import pytest

from holescan.domain.errors import FileUnreadable, RequestRejected
from holescan.domain.files import FolderRef, Listing
from holescan.domain.reasons import ErrorCode, Reason
from holescan.protocol.client import BrowseFolder
from holescan.protocol.rows import wire_bytes
from holescan.protocol.server import MAX_MESSAGE_BYTES, Folder
from holescan.steps.folders import Folders
from holescan.usecases.browse_folder import ENTRIES_ON_PAGE, ShowFolder
from tests.fakes.drive import FolderDrive, Tree, id_of
from tests.fakes.world import ALICE, caller_of

TREE: Tree = {"a.pdf": b"x", "b.pdf": b"x", "Unit 40": {"c.pdf": b"x", "Isometrics": {}}, "Unit 41": {}}


def browse(drive: FolderDrive, link: str = "", cursor: str = "") -> Folder:
    action = BrowseFolder(token="t", drive_link=link, cursor=cursor, request_id="r")
    return ShowFolder(Folders(drive))(action, caller_of(ALICE))


def names(page: Folder) -> list[tuple[str, str]]:
    return [(entry.name, entry.kind) for entry in page.folders]


def all_pages(drive: FolderDrive) -> list[Folder]:
    pages = [browse(drive)]
    while cursor := pages[-1].next_cursor:
        pages.append(browse(drive, cursor=cursor))
    return pages


def refusal(drive: FolderDrive, link: str = "", cursor: str = "") -> ErrorCode:
    with pytest.raises(RequestRejected) as refused:
        browse(drive, link, cursor)
    return refused.value.code


def test_without_a_link_my_drive_is_shown_with_the_shared_drives_beside_its_folders() -> None:
    drive = FolderDrive(TREE, name="My Drive")
    drive.share("Projects", {})
    page = browse(drive)

    assert names(page) == [("Unit 40", "folder"), ("Unit 41", "folder"), ("Projects", "shared_drive")]
    assert (page.name, page.file_count, page.next_cursor, page.request_id) == ("My Drive", 2, "", "r")


def test_a_folder_shows_its_own_folders_and_no_shared_drive() -> None:
    drive = FolderDrive(TREE)
    drive.share("Projects", {})
    page = browse(drive, id_of("Unit 40"))

    assert (page.name, names(page), page.file_count) == ("Unit 40", [("Isometrics", "folder")], 1)


@pytest.mark.parametrize("folders", [0, ENTRIES_ON_PAGE - 1, ENTRIES_ON_PAGE, ENTRIES_ON_PAGE + 1, 130])
@pytest.mark.parametrize("drives", [0, 1, 60])
def test_pages_show_every_folder_and_every_shared_drive_once_and_the_files_once(folders: int, drives: int) -> None:
    drive = FolderDrive({"a.pdf": b"x", **{f"F{number:03}": {} for number in range(folders)}})
    for number in range(drives):
        drive.share(f"D{number:03}", {})
    pages = all_pages(drive)
    shown = [entry.name for page in pages for entry in page.folders]

    assert shown == [*(f"F{n:03}" for n in range(folders)), *(f"D{n:03}" for n in range(drives))]
    assert max(len(page.folders) for page in pages) <= ENTRIES_ON_PAGE
    assert sum(page.file_count for page in pages) == 1


class Wordy(FolderDrive):
    """Every folder in it has a name of quotes, which JSON doubles, and a link that goes on and on."""

    def subfolders(self, folder: FolderRef, cursor: str, *, limit: int) -> Listing:
        listing = super().subfolders(folder, cursor, limit=limit)
        return replace(
            listing, folders=tuple(replace(each, name='"' * 5000, link="x" * 5000) for each in listing.folders)
        )


def test_a_page_of_the_longest_names_fits_one_message() -> None:
    drive = Wordy({f"{number:033}": {} for number in range(ENTRIES_ON_PAGE)}, name='"' * 5000)
    page = browse(drive)

    assert len(page.folders) == ENTRIES_ON_PAGE
    assert wire_bytes(page) <= MAX_MESSAGE_BYTES


def test_what_is_wrong_with_a_place_is_said() -> None:
    drive = FolderDrive(TREE)
    drive.fail(id_of("Unit 41"), FileUnreadable(Reason.FORBIDDEN))

    assert refusal(drive, "https://example.com/x") is ErrorCode.BAD_LINK
    assert refusal(drive, id_of("a.pdf")) is ErrorCode.BAD_LINK
    assert refusal(drive, "nowhere") is ErrorCode.FOLDER_NOT_FOUND
    assert refusal(drive, id_of("Unit 41")) is ErrorCode.FOLDER_FORBIDDEN
    drive.refused.add("t")
    assert refusal(drive) is ErrorCode.TOKEN_REFUSED


@pytest.mark.parametrize("cursor", ["nonsense", "files:1", "drives:"])
def test_a_cursor_that_leads_nowhere_is_refused(cursor: str) -> None:
    assert refusal(FolderDrive(TREE), id_of("Unit 40"), cursor) is ErrorCode.INVALID_FIELD


def test_a_cursor_that_drive_has_forgotten_is_refused_as_such() -> None:
    drive = FolderDrive(TREE)
    drive.fail(id_of("Unit 40"), FileUnreadable(Reason.DRIVE_ERROR))

    assert refusal(drive, id_of("Unit 40"), "folders:stale") is ErrorCode.INVALID_FIELD
