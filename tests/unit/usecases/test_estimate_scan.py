"""`estimate_scan`: what it counts, when it stops, and what it reckons."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from holescan.domain.errors import FileUnreadable, RequestRejected, Throttled
from holescan.domain.estimates import FileCounts, Means
from holescan.domain.files import FolderRef, Listing
from holescan.domain.quota import RANGE_BYTES
from holescan.domain.reasons import ErrorCode, Reason
from holescan.protocol.client import EstimateScan
from holescan.protocol.server import Estimate, Started
from holescan.steps.code_sheets import CodeSheets
from holescan.steps.folders import Folders
from holescan.steps.scan_requests import ScanRequests
from holescan.usecases.estimate_scan import LOOK_FOR, EstimateWork
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import ALICE, World, caller_of

TREE: Tree = {f"unit-{n}": {f"{n}-{m}.pdf": b"x" for m in range(25)} for n in range(4)}
LIMIT = 4 * RANGE_BYTES
MEANS = Means(drive_units_per_minute=2_000, workers=10, max_file_bytes=LIMIT)


def estimate(world: World, **fields: Any) -> Estimate:
    action = EstimateScan.model_validate({"token": "t", "target_hole_codes": ["HOLE-1"], **fields})
    requests = ScanRequests(
        CodeSheets(world.extractor, world.uploads), world.own, world.code_lists, world.max_ocr_pages
    )
    return EstimateWork(requests, Folders(world.drive), world.clock, MEANS)(action, caller_of(ALICE))


def test_a_tree_is_counted_and_nothing_is_started() -> None:
    world = World(TREE)
    answer = estimate(world)

    assert (answer.files, answer.is_partial, answer.folder_name, answer.total_codes) == (100, False, "Drawings", 1)
    assert not world.listing_queue.tasks
    assert not world.table.partitions


def test_drives_quota_decides_how_long_many_files_take() -> None:
    # 100 downloads of 200 units and two listings of 100, at 2,000 units a minute.
    assert estimate(World(TREE), options={"ocr": "off"}).minutes == pytest.approx(10.1)


@pytest.mark.parametrize(
    ("size_bytes", "options", "requests"),
    [
        (0, {}, 1),
        (None, {}, 1),
        (RANGE_BYTES, {}, 1),
        (RANGE_BYTES + 1, {}, 2),
        (LIMIT, {}, 4),
        (LIMIT + 1, {}, 0),
        (2 * RANGE_BYTES + 1, {"max_file_bytes": 2 * RANGE_BYTES}, 0),
        (LIMIT + 1, {"max_file_bytes": 2 * LIMIT}, 0),
    ],
)
def test_a_file_takes_as_many_downloads_as_the_governor_counts_for_it(
    size_bytes: int | None, options: dict[str, int], requests: int
) -> None:
    world = World({"a.pdf": b"x", "b.pdf": b"x"})
    world.drive.resize(id_of("a.pdf"), size_bytes)

    listing, of_b = 100, 200
    answer = estimate(world, options={"ocr": "off", **options})
    assert answer.minutes * MEANS.drive_units_per_minute == pytest.approx(listing + of_b + requests * 200)
    alone = estimate(world, drive_link=id_of("a.pdf"), options={"ocr": "off", **options})
    assert alone.files == 1
    assert alone.minutes == pytest.approx(requests * 200 / MEANS.drive_units_per_minute)


def test_workers_decide_where_drive_is_faster_than_they() -> None:
    means, counts = Means(drive_units_per_minute=10_000_000, workers=10, max_file_bytes=LIMIT), FileCounts(files=400)

    assert means.minutes(counts, pages=0, listings=1) == pytest.approx(1.0)
    assert means.minutes(counts, pages=300, listings=1) == pytest.approx(2.0)


def test_a_thousand_files_cost_cents_and_recognised_pages_most_of_it() -> None:
    without, with_pages = estimate(World(TREE), options={"ocr": "off"}), estimate(World(TREE))

    assert without.usd == pytest.approx(100 * (2.8e-6 + 1.5 * 2 * 13.3334e-6), rel=0.02)
    assert with_pages.usd - without.usd == pytest.approx(10 * (1.5e-3 + 2 * 2 * 13.3334e-6), rel=0.02)


@pytest.mark.parametrize(
    ("options", "pages"),
    [({"ocr": "off"}, 0), ({}, 10), ({"ocr": "always"}, 100), ({"ocr": "always", "ocr_page_budget": 7}, 7)],
)
def test_pages_for_recognition_are_a_share_of_the_pdfs_within_the_budget(options: dict[str, Any], pages: int) -> None:
    assert estimate(World(TREE), options=options).ocr_pages == pages


@pytest.mark.parametrize("ocr", ["off", "always"])
def test_the_operators_cap_on_recognition_is_reckoned_with_and_said_as_the_start_says_it(ocr: str) -> None:
    world, options = World(TREE, max_ocr_pages=7), {"ocr": ocr, "ocr_page_budget": 8}
    answer = estimate(world, options=options)
    world.start("HOLE-1", options=options)
    [started] = world.heard(Started)

    assert (answer.ocr_pages, answer.warnings) == (0 if ocr == "off" else 7, started.warnings)


def test_only_files_that_pass_the_filters_are_counted() -> None:
    assert estimate(World(TREE), options={"name_pattern": "1-*"}).files == 25
    assert estimate(World(TREE), options={"subfolders": False}).files == 0


def test_one_file_is_one_file() -> None:
    answer = estimate(World(TREE), drive_link=id_of("unit-1/1-1.pdf"))

    assert (answer.files, answer.folder_name, answer.is_partial) == (1, "1-1.pdf", False)


def test_a_tree_that_takes_longer_than_there_is_time_is_estimated_in_part() -> None:
    world = World(TREE, page_size=10)
    listed = world.drive.list_folders

    def slowly(folders: list[FolderRef], cursor: str, *, modified_since: datetime | None = None) -> Listing:
        world.clock.advance(LOOK_FOR / timedelta(seconds=2.5))
        return listed(folders, cursor, modified_since=modified_since)

    world.drive.list_folders = slowly  # type: ignore[method-assign,assignment]
    answer = estimate(world)

    assert (answer.files, answer.is_partial) == (20, True)


def test_a_throttled_estimate_tells_what_it_saw() -> None:
    world = World({"a.pdf": b"x", **TREE})
    world.drive.fail(id_of("unit-2"), Throttled("drive"))

    answer = estimate(world)
    assert (answer.files, answer.is_partial) == (1, True)


def test_a_folder_that_cannot_be_listed_makes_the_estimate_partial() -> None:
    world = World(TREE)
    world.drive.fail(id_of("unit-2"), FileUnreadable(Reason.FORBIDDEN))

    answer = estimate(world)
    assert (answer.files, answer.is_partial) == (75, True)


def test_it_says_of_the_codes_what_the_start_would_say() -> None:
    world = World(TREE)
    codes = ["HOLE-1", "HOLE 1", "A1", "HOLE-2"]
    answer = estimate(world, target_hole_codes=codes)
    world.start(*codes)
    [started] = world.heard(Started)

    assert (answer.total_codes, answer.warnings) == (started.total_codes, started.warnings)
    assert answer.warnings


def test_it_leaves_out_what_costs_no_match() -> None:
    world = World(TREE)
    codes = ["HOLE-1", "A1", "HOLE-1"]
    answer = estimate(world, target_hole_codes=codes)
    world.start(*codes)
    [started] = world.heard(Started)

    assert started.warnings == (*answer.warnings, "1 repeat was removed.")
    assert answer.warnings


def test_what_the_start_refuses_is_refused() -> None:
    world = World(TREE)
    for fields, code in (
        ({"target_hole_codes": []}, ErrorCode.NO_CODES),
        ({"drive_link": "nowhere"}, ErrorCode.FOLDER_NOT_FOUND),
        ({"drive_link": "https://example.com/"}, ErrorCode.BAD_LINK),
    ):
        with pytest.raises(RequestRejected) as refused:
            estimate(world, **fields)
        assert refused.value.code is code
