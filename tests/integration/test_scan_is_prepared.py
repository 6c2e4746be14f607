"""Before a scan: a folder is browsed and an estimate asked for; and the filters and links a scan may begin with."""

from tests.integration.gateway_client import SCAN_LIMIT_S, Viewer, viewer_at
from tests.local_world import DRAWINGS, World

TOP = {path for path in DRAWINGS if "/" not in path}


def browse(viewer: Viewer, world: World, link: str) -> dict[str, object]:
    return viewer.ask("browse_folder", token=world.outputs["Token"], drive_link=link, request_id="b1")


def scanned(viewer: Viewer, world: World, link: str, **options: object) -> dict[str, object]:
    viewer.send(
        "start_scan",
        token=world.outputs["Token"],
        drive_link=link,
        target_hole_codes=["HOLE-123", "HOLE-124"],
        options=options,
    )
    return viewer.wait_for("COMPLETE", limit_s=SCAN_LIMIT_S)


def test_a_folder_is_browsed_down_to_one_that_can_be_scanned(world: World) -> None:
    with viewer_at(world.url) as viewer:
        top = browse(viewer, world, world.outputs["DriveFolderId"])
        folders = top["folders"]
        assert isinstance(folders, list)
        below = [browse(viewer, world, folder["link"]) for folder in folders]

    assert (top["type"], top["request_id"], top["file_count"]) == ("FOLDER", "b1", len(TOP))
    # Other tests leave empty folders in this Drive.
    assert {page["name"] for page in below} >= {path.split("/")[0] for path in set(DRAWINGS) - TOP}


def test_an_estimate_counts_what_the_scan_will_examine(world: World) -> None:
    with viewer_at(world.url) as viewer:
        estimate = viewer.ask(
            "estimate_scan",
            token=world.outputs["Token"],
            drive_link=world.outputs["DriveFolderId"],
            target_hole_codes=["HOLE-123"],
        )

    assert (estimate["type"], estimate["files"], estimate["is_partial"]) == ("ESTIMATE", len(DRAWINGS), False)


def test_the_link_of_a_file_scans_that_file(world: World) -> None:
    with viewer_at(world.url) as viewer:
        scanned(viewer, world, world.outputs["DriveFolderId"])
        match = next(m["data"] for m in viewer.seen if m["type"] == "MATCH_FOUND")
        complete = scanned(viewer, world, match["pdf_link"])

    assert (complete["total_files"], complete["total_matches"]) == (1, 1)


def test_what_a_filter_leaves_out_is_not_listed(world: World) -> None:
    with viewer_at(world.url) as viewer:
        of_type = scanned(viewer, world, world.outputs["DriveFolderId"], types=["txt"])
        of_tomorrow = scanned(viewer, world, world.outputs["DriveFolderId"], modified_since="2100-01-01")

    assert of_type["total_files"] == sum(path.endswith(".txt") for path in DRAWINGS)
    assert (of_tomorrow["total_files"], of_tomorrow["listing_complete"]) == (0, True)
