"""A made-up Drive, and a walk through all of it with the real client: complete, nothing twice, few requests."""

from collections import Counter
from math import ceil

import pytest

from holescan.adapters.drive import GoogleDrive
from holescan.domain.access import Access
from holescan.domain.drive_links import MY_DRIVE
from holescan.domain.estimates import Means
from holescan.domain.files import FileRef, FolderRef
from holescan.domain.listing import FOLDERS_IN_STEP, FolderFailure, Walk
from holescan.domain.selection import Selection
from holescan.protocol.client import BrowseFolder, EstimateScan
from holescan.steps.asking import Asking
from holescan.steps.code_sheets import CodeSheets
from holescan.steps.folders import Folders
from holescan.steps.scan_requests import ScanRequests
from holescan.usecases.browse_folder import ShowFolder
from holescan.usecases.estimate_scan import EstimateWork
from local.drive.errors import DriveError
from local.drive.faults import Fault, Faults
from local.drive.server import serving
from local.drive.synthetic import SyntheticTree
from tests.fakes.world import ALICE, World, caller_of

TOKEN = "a-token"
CALLER = caller_of(ALICE)
LARGE = SyntheticTree(folder_count=2_000, file_count=20_000)


def walked(tree: SyntheticTree, faults: Faults) -> tuple[list[FileRef], list[FolderFailure]]:
    access = Access(TOKEN)
    with serving(tree, token=TOKEN, faults=faults) as served, GoogleDrive(served.url).open(access) as source:
        root = source.find(MY_DRIVE)
        assert isinstance(root, FolderRef)
        walk = Walk(root)
        asking = Asking(source, access, walk, Selection())
        pages = []
        while step := walk.next_step:
            pages.append(asking.page(step))
            walk.take(pages[-1])
    return [file for page in pages for file in page.files], [page.failure for page in pages if page.failure]


def path_of(tree: SyntheticTree, file: FileRef) -> str:
    names, folder = [], tree.item(tree.item(file.file_id).parent_id)
    while folder.parent_id:
        names.append(folder.name)
        folder = tree.item(folder.parent_id)
    return "/".join(reversed(names))


def levels_of(tree: SyntheticTree) -> Counter[int]:
    depth = {tree.root_id: 0}
    for folder in tree.folders():
        depth.setdefault(folder.item_id, depth.get(folder.parent_id, 0) + 1)
    return Counter(depth.values())


def test_a_large_tree_is_listed_completely_with_few_requests_and_no_file_twice() -> None:
    faults = Faults()
    files, failures = walked(LARGE, faults)
    steps = sum(ceil(folders / FOLDERS_IN_STEP) for folders in levels_of(LARGE).values())
    to_find_the_root = 1

    assert not failures
    assert len(files) == len({file.file_id for file in files}) == LARGE.file_count
    assert faults.seen <= steps + (LARGE.folder_count + LARGE.file_count) / 1000 + to_find_the_root
    assert all(file.path == path_of(LARGE, file) for file in files[::97])


def test_a_made_up_tree_is_browsed_and_estimated() -> None:
    tree = SyntheticTree(folder_count=600, file_count=6_010)
    with serving(tree, token=TOKEN) as served:
        folders = Folders(GoogleDrive(served.url))
        top = ShowFolder(folders)(BrowseFolder(token=TOKEN), CALLER)
        below = ShowFolder(folders)(BrowseFolder(token=TOKEN, drive_link=top.folders[0].link), CALLER)
        asked = EstimateScan(token=TOKEN, target_hole_codes=("HOLE-1",))
        world = World({})
        requests = ScanRequests(
            CodeSheets(world.extractor, world.uploads), world.own, world.code_lists, max_ocr_pages=0
        )
        estimate = EstimateWork(requests, folders, world.clock, Means(325_000, 40, max_file_bytes=100))(asked, CALLER)

    assert (top.name, len(top.folders), top.file_count, top.next_cursor) == ("Synthetic", tree.width, 10, "")
    assert below.name == top.folders[0].name
    assert (estimate.files, estimate.is_partial) == (tree.file_count, False)


def test_a_refused_and_a_forgotten_folder_cost_no_other_folder_its_files() -> None:
    tree = SyntheticTree(folder_count=120, file_count=1_200)
    refused, forgotten = "Area-00000030", "Area-00000075"
    faults = Faults(items={refused: Fault("insufficientFilePermissions"), forgotten: Fault("forgottenInGroups")})
    files, failures = walked(tree, faults)
    lost = {f"ISO-{number:08}.txt" for number in range(30, tree.file_count, tree.folder_count + 1)}

    assert [failure.folder.name for failure in failures] == [refused]
    assert {file.name for file in files} == {f"ISO-{n:08}.txt" for n in range(tree.file_count)} - lost


def test_empty_folders_are_listed_one_by_one_and_no_more() -> None:
    tree = SyntheticTree(folder_count=60, file_count=0, width=60)
    faults = Faults()

    assert walked(tree, faults) == ([], [])
    assert faults.seen == 1 + 1 + 2 + 60


def test_what_is_not_in_the_tree_is_not_found() -> None:
    tree = SyntheticTree(folder_count=2, file_count=3)
    for unknown in ("1folder" + "0" * 25 + "3", "1file" + "0" * 25 + "3", "1folder", "nothing"):
        with pytest.raises(DriveError):
            tree.item(unknown)


def test_a_size_is_folders_by_files() -> None:
    assert SyntheticTree.of_size("20x300") == SyntheticTree(folder_count=20, file_count=300)
    with pytest.raises(ValueError, match="20x300 and more"):
        SyntheticTree.of_size("20x300 and more")
