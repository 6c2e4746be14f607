"""The walk through a folder tree, folded from its page log."""

from holescan.domain.files import FolderRef, Listing
from holescan.domain.ids import FileId
from holescan.domain.listing import FOLDERS_IN_STEP, FolderFailure, LoggedPage, Step, Walk
from holescan.domain.reasons import Reason
from tests.builders import ROOT, a_file


def folder(name: str, drive_id: str = "") -> FolderRef:
    return FolderRef(FileId(name), name, name, drive_id=drive_id)


def names(step: Step | None) -> list[str]:
    return [] if step is None else [each.name for each in step.folders]


def step_of(walk: Walk) -> Step:
    step = walk.next_step
    assert step is not None
    return step


def walk_on(walk: Walk, listing: Listing) -> LoggedPage:
    page = walk.page_of(step_of(walk), listing)
    walk.take(page)
    return page


def fail(walk: Walk, reason: Reason = Reason.FORBIDDEN) -> LoggedPage:
    page = walk.failed_page(step_of(walk), reason)
    walk.take(page)
    return page


def at_three_folders() -> Walk:
    walk = Walk(ROOT)
    walk_on(walk, Listing(folders=(folder("a"), folder("b"), folder("c"))))
    return walk


def test_the_walk_ends_when_every_folder_is_listed() -> None:
    walk = at_three_folders()
    walk_on(walk, Listing((a_file("2.pdf"),)))

    assert walk.next_step is None


def test_folders_that_are_known_are_listed_by_one_step() -> None:
    assert names(at_three_folders().next_step) == ["a", "b", "c"]


def test_a_step_holds_no_more_folders_than_a_query_takes() -> None:
    walk = Walk(ROOT)
    walk_on(walk, Listing(folders=tuple(folder(f"{n}") for n in range(FOLDERS_IN_STEP + 1))))

    assert len(names(walk.next_step)) == FOLDERS_IN_STEP
    walk_on(walk, Listing())
    assert names(walk.next_step) == [f"{FOLDERS_IN_STEP}"]


def test_a_step_may_reach_over_levels_of_the_tree() -> None:
    walk = Walk(ROOT)
    walk_on(walk, Listing(folders=tuple(folder(f"{n}") for n in range(FOLDERS_IN_STEP + 1))))
    walk_on(walk, Listing(folders=(folder("deep"),)))

    assert names(walk.next_step) == [f"{FOLDERS_IN_STEP}", "deep"]


def test_folders_of_a_shared_drive_are_asked_for_apart_from_others() -> None:
    walk = Walk(ROOT)
    walk_on(walk, Listing(folders=(folder("a"), folder("b", drive_id="D"), folder("c", drive_id="D"))))

    assert names(walk.next_step) == ["a"]
    walk_on(walk, Listing())
    assert names(walk.next_step) == ["b", "c"]


def test_a_folder_that_drive_keeps_closed_spoils_no_step_of_others() -> None:
    walk = Walk(ROOT)
    closed = FolderRef(FileId("closed"), "closed", "closed", is_closed=True)
    walk_on(walk, Listing(folders=(folder("a"), closed, folder("b"))))

    assert names(walk.next_step) == ["a"]


def test_a_step_goes_on_where_its_last_page_ended() -> None:
    walk = at_three_folders()
    walk_on(walk, Listing(folders=(folder("d"),), next_cursor="more"))

    assert walk.next_step == Step((folder("a"), folder("b"), folder("c")), "more")
    walk_on(walk, Listing())
    assert names(walk.next_step) == ["d"]


def test_a_file_on_two_pages_is_logged_once() -> None:
    walk = Walk(ROOT)
    walk_on(walk, Listing((a_file("1.pdf"), a_file("1.pdf")), next_cursor="2"))
    second = walk_on(walk, Listing((a_file("1.pdf"), a_file("2.pdf"))))

    assert [file.name for file in second.files] == ["2.pdf"]


def test_folders_that_lead_in_a_circle_end() -> None:
    walk = Walk(ROOT)
    walk_on(walk, Listing(folders=(folder("a"),)))
    walk_on(walk, Listing(folders=(ROOT, folder("a"))))

    assert walk.next_step is None


def test_without_subfolders_only_the_root_is_listed() -> None:
    walk = Walk(ROOT, subfolders=False)
    walk_on(walk, Listing((a_file(),), (folder("a"),)))

    assert walk.next_step is None


def test_folders_whose_answer_is_doubtful_are_listed_one_by_one() -> None:
    walk = at_three_folders()
    page = walk_on(walk, Listing(is_doubtful=True))

    assert page.failure is None
    asked = []
    while step := walk.next_step:
        asked.append(names(step))
        walk_on(walk, Listing())
    assert asked == [["a"], ["b"], ["c"]]


def test_of_folders_that_are_refused_together_only_the_one_that_fails_alone_has_failed() -> None:
    walk = at_three_folders()

    assert fail(walk).failure is None
    walk_on(walk, Listing((a_file("a.pdf"),)))
    assert fail(walk).failure == FolderFailure(folder("b"), Reason.FORBIDDEN)
    assert names(walk.next_step) == ["c"]


def test_folders_found_before_a_step_is_put_aside_are_listed_after_it() -> None:
    walk = at_three_folders()
    walk_on(walk, Listing((a_file("1.pdf"),), (folder("d"),), next_cursor="2"))
    fail(walk)
    asked = []
    while step := walk.next_step:
        asked.append(names(step))
        walk_on(walk, Listing((a_file("1.pdf"),)))

    assert asked == [["a"], ["b"], ["c"], ["d"]]


def test_a_folder_whose_page_is_refused_is_begun_anew_once() -> None:
    walk = Walk(ROOT)
    walk_on(walk, Listing(next_cursor="stale"))

    assert fail(walk, Reason.DRIVE_ERROR).failure is None
    assert walk.next_step == Step((ROOT,), "", is_last_try=True)
    walk_on(walk, Listing(next_cursor="again"))
    assert fail(walk, Reason.DRIVE_ERROR).failure == FolderFailure(ROOT, Reason.DRIVE_ERROR)
    assert walk.next_step is None


def test_a_folder_that_drive_did_not_search_to_its_end_is_a_failure_and_its_files_stay() -> None:
    page = walk_on(Walk(ROOT), Listing((a_file(),), is_incomplete=True))

    assert page.failure == FolderFailure(ROOT, Reason.INCOMPLETE_LISTING)
    assert page.files == (a_file(),)


def test_folders_that_drive_did_not_search_to_their_end_are_listed_one_by_one() -> None:
    walk = at_three_folders()
    page = walk_on(walk, Listing((a_file(),), next_cursor="2", is_incomplete=True))

    assert (page.files, page.failure) == ((a_file(),), None)
    assert walk.next_step == Step((folder("a"),), is_last_try=True)
