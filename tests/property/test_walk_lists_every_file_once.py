"""Law 2 and law 6 of the walk: whatever the tree and however Drive fails, each file is logged once or its folder named."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from holescan.domain.errors import FileUnreadable
from holescan.domain.files import FileRef, FolderRef, Listing
from holescan.domain.ids import FileId
from holescan.domain.listing import FOLDERS_IN_STEP, LoggedPage, Step, Walk
from holescan.domain.reasons import Reason
from tests.builders import a_file

MOST_FOLDERS = 2 * FOLDERS_IN_STEP + 20


@dataclass(frozen=True)
class Tree:
    """Folder n lies in `parents[n - 1]`; a link shows a folder in another one too, above or below it."""

    parents: tuple[int, ...]
    files: tuple[int, ...]
    links: tuple[tuple[int, int], ...] = ()
    shared_files: tuple[tuple[int, int], ...] = ()

    @cached_property
    def children(self) -> list[list[FileRef | FolderRef]]:
        inside: list[list[FileRef | FolderRef]] = [
            [a_file(f"{number}-{n}") for n in range(count)] for number, count in enumerate(self.files)
        ]
        for n, parent in enumerate(self.parents):
            inside[parent].append(_folder(n + 1))
        for at, to in self.links:
            inside[at].append(_folder(to))
        for at, owner in self.shared_files:
            inside[at].append(a_file(f"{owner}-0"))
        return inside

    @property
    def levels(self) -> Counter[int]:
        depth = [0]
        for parent in self.parents:
            depth.append(depth[parent] + 1)
        return Counter(depth)


@dataclass
class Moody:
    """A Drive with a page size that forgets some folders in groups, refuses some, and never finishes its search in some."""

    tree: Tree
    page_size: int
    forgotten: frozenset[int] = frozenset()
    refused: frozenset[int] = frozenset()
    incomplete: frozenset[int] = frozenset()
    requests: int = 0
    asked_again: int = 0

    def answer(self, walk: Walk, step: Step) -> LoggedPage:
        self.requests += 1
        try:
            page = walk.page_of(step, self._listing(step))
        except FileUnreadable as unreadable:
            page = walk.failed_page(step, unreadable.reason)
        self.asked_again += page.asked if page.put_aside else 0
        return page

    def _listing(self, step: Step) -> Listing:
        asked = {int(folder.folder_id) for folder in step.folders}
        if asked & self.refused:
            raise FileUnreadable(Reason.FORBIDDEN)
        if len(asked) > 1 and asked & self.forgotten:
            return Listing(is_doubtful=True)
        start = int(step.cursor or 0)
        end = start + self.page_size
        children = [child for folder in step.folders for child in self.tree.children[int(folder.folder_id)]]
        return Listing(
            tuple(child for child in children[start:end] if isinstance(child, FileRef)),
            tuple(child for child in children[start:end] if isinstance(child, FolderRef)),
            str(end) if end < len(children) else "",
            is_incomplete=bool(asked & self.incomplete),
            is_doubtful=len(asked) > 1 and not children,
        )


def _folder(number: int) -> FolderRef:
    return FolderRef(FileId(f"{number}"), f"{number}", "")


def listed(drive: Moody) -> list[LoggedPage]:
    walk, log = Walk(_folder(0)), []
    while step := walk.next_step:
        log.append(drive.answer(walk, step))
        walk.take(log[-1])
    return log


def reachable(tree: Tree, closed: frozenset[int]) -> set[int]:
    seen, waiting = {0}, [0]
    while waiting:
        number = waiting.pop()
        inside = () if number in closed else tree.children[number]
        new = {int(child.folder_id) for child in inside if isinstance(child, FolderRef)} - seen
        seen |= new
        waiting.extend(new)
    return seen


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    size = draw(st.integers(1, MOST_FOLDERS))
    reach = draw(st.sampled_from((1, 3, MOST_FOLDERS)))
    number, some = st.integers(0, size - 1), draw(st.randoms(use_true_random=False))
    return Tree(
        tuple(some.randint(max(0, n - reach), n) for n in range(size - 1)),
        tuple(some.choice((0, 0, 0, 1, 7)) for _ in range(size)),
        tuple(draw(st.lists(st.tuples(number, number), max_size=5))),
        tuple(draw(st.lists(st.tuples(number, number), max_size=5))),
    )


few_folders = st.frozensets(st.integers(0, MOST_FOLDERS), max_size=4)
moody = st.builds(Moody, trees(), st.sampled_from((3, 20, 1000)), few_folders, few_folders, few_folders)


@settings(deadline=None)
@given(drive=moody)
def test_every_file_is_logged_once_and_every_folder_that_failed_is_named(drive: Moody) -> None:
    log = listed(drive)
    seen = reachable(drive.tree, drive.refused)
    in_reach = [child for n in seen - drive.refused for child in drive.tree.children[n]]
    files = [file.file_id for page in log for file in page.files]
    failed = {int(page.failure.folder.folder_id) for page in log if page.failure}

    assert sorted(files) == sorted({child.file_id for child in in_reach if isinstance(child, FileRef)})
    assert failed == seen & (drive.refused | drive.incomplete)


@settings(deadline=None)
@given(drive=moody, cut=st.integers(0, 400))
def test_a_walk_replayed_from_any_part_of_its_log_goes_on_as_the_first_did(drive: Moody, cut: int) -> None:
    log = listed(drive)
    walk = Walk(_folder(0))
    for page in log[:cut]:
        walk.take(page)
    for page in log[cut:]:
        step = walk.next_step
        assert step is not None
        assert drive.answer(walk, step) == page
        walk.take(page)

    assert walk.next_step is None


@settings(deadline=None)
@given(tree=trees(), page_size=st.integers(20, 1000), forgotten=few_folders)
def test_requests_are_as_few_as_promised(tree: Tree, page_size: int, forgotten: frozenset[int]) -> None:
    plain = Tree(tree.parents, tree.files)
    drive = Moody(plain, page_size, forgotten)
    listed(drive)

    assert drive.requests <= promised(plain, page_size) + drive.asked_again


def promised(tree: Tree, page_size: int) -> float:
    return sum(ceil(folders / FOLDERS_IN_STEP) for folders in tree.levels.values()) + _items(tree) / page_size


def _items(tree: Tree) -> int:
    return sum(map(len, tree.children))
