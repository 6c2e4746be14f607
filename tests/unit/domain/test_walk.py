"""The walk through a folder tree, folded from its page log."""

from holescan.domain.files import FolderRef, Listing
from holescan.domain.ids import FileId
from holescan.domain.listing import FolderFailure, LoggedPage, Walk
from holescan.domain.reasons import Reason
from tests.builders import ROOT, a_file


def folder(name: str, parent: FolderRef = ROOT) -> FolderRef:
    return FolderRef(FileId(name), name, parent.child_path(name))


def walk_on(walk: Walk, listing: Listing) -> LoggedPage:
    step = walk.next_step
    assert step is not None
    page = walk.page_of(step, listing)
    walk.take(page)
    return page


def test_the_walk_ends_when_every_folder_is_listed() -> None:
    walk = Walk(ROOT)
    walk_on(walk, Listing((a_file("1.pdf"),), (folder("a"), folder("b"))))
    walk_on(walk, Listing((a_file("2.pdf"),), ()))
    walk_on(walk, Listing((), ()))

    assert walk.next_step is None


def test_a_folder_goes_on_where_its_last_page_ended() -> None:
    walk = Walk(ROOT)
    walk_on(walk, Listing((), (folder("a"),), next_cursor="more"))

    assert walk.next_step is not None
    steps = []
    while (step := walk.next_step) is not None:
        steps.append((step.folder.name, step.cursor))
        walk_on(walk, Listing((), ()))
    assert sorted(steps) == [("Drawings", "more"), ("a", "")]


def test_a_file_on_two_pages_is_logged_once() -> None:
    walk = Walk(ROOT)
    walk_on(walk, Listing((a_file("1.pdf"), a_file("1.pdf")), (), next_cursor="2"))
    second = walk_on(walk, Listing((a_file("1.pdf"), a_file("2.pdf")), ()))

    assert [file.name for file in second.files] == ["2.pdf"]


def test_folders_that_lead_in_a_circle_end() -> None:
    walk = Walk(ROOT)
    walk_on(walk, Listing((), (folder("a"),)))
    walk_on(walk, Listing((), (ROOT, folder("a"))))

    assert walk.next_step is None


def test_without_subfolders_only_the_root_is_listed() -> None:
    walk = Walk(ROOT, subfolders=False)
    walk_on(walk, Listing((a_file(),), (folder("a"),)))

    assert walk.next_step is None


def test_a_folder_that_drive_did_not_search_to_its_end_is_a_failure() -> None:
    page = walk_on(Walk(ROOT), Listing((), (), is_incomplete=True))

    assert page.failure == FolderFailure(ROOT, Reason.INCOMPLETE_LISTING)


def test_a_walk_replayed_from_its_log_stands_where_the_first_stood() -> None:
    first = Walk(ROOT)
    pages = [
        walk_on(first, Listing((a_file("1.pdf"),), (folder("a"), folder("b")), next_cursor="2")),
        walk_on(first, Listing((a_file("2.pdf"),), (folder("c"),))),
    ]
    again = Walk(ROOT)
    for page in pages:
        again.take(page)

    assert again == first
