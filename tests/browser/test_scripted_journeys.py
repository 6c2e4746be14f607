"""Journeys through the built page against a server whose script the test holds."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from holescan.domain.reasons import ErrorCode
from holescan.protocol import client, server
from tests.browser.drawings import failure, match
from tests.browser.scripted_server import SESSION, Script, complete, progress, started

OpenPage = Callable[..., Page]


def start(page: Page, codes: str = "HOLE-1, BH-7") -> None:
    page.get_by_label("Or type codes").fill(codes)
    page.get_by_role("button", name="Start scan").click()


def test_from_the_start_to_the_report(open_page: OpenPage, script: Script) -> None:
    page = open_page(script.url)
    start(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Scanning")
    script.say(match(1))
    script.say(failure(1))
    script.say(progress(1, 2, matched=1))
    expect(page).to_have_title("50% · holescan")
    expect(page.get_by_role("row", name="HOLE-001")).to_be_visible()
    script.say(complete(script, total_matches=1, failed=1))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download report").click()
    assert download.value.path().read_bytes() == script.report
    asked = next(action for action in script.received if isinstance(action, client.StartScan))
    assert (asked.token, asked.drive_link, asked.target_hole_codes) == ("canary", "1Folder", ("HOLE-1", "BH-7"))


def test_the_secret_is_kept_over_a_reload_and_never_in_the_address(open_page: OpenPage, script: Script) -> None:
    page = open_page(script.url)
    expect(page.get_by_text("Connected")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Connected")).to_be_visible()
    first, second = script.protocols[0], script.protocols[-1]
    assert first == second
    assert first[0] == "holescan.v1"
    assert first[1].removeprefix("client.") not in page.url


def test_a_socket_cut_in_the_middle_ends_in_the_same_screen(open_page: OpenPage, script: Script) -> None:
    page = open_page(f"{script.url}/scans/{SESSION}")
    script.say(match(1))
    expect(page.get_by_role("row", name="HOLE-001")).to_be_visible()
    script.cut()
    script.remember(match(2))
    script.remember(progress(2, 2, matched=2))
    expect(page.get_by_role("row", name="HOLE-002")).to_be_visible(timeout=15_000)
    expect(page.get_by_role("row", name="HOLE-001")).to_be_visible()
    expect(page.get_by_text("2 hits in 2 files")).to_be_visible()


def test_a_match_that_was_lost_on_the_way_is_asked_for(open_page: OpenPage, script: Script) -> None:
    page = open_at_no_file(open_page, script)
    script.remember(match(1))
    script.say(progress(1, 2, matched=1))
    expect(page.get_by_role("row", name="HOLE-001")).to_be_visible(timeout=15_000)
    assert script.actions().count("resume_scan") == 2


def test_a_failure_that_was_lost_on_the_way_is_asked_for(open_page: OpenPage, script: Script) -> None:
    page = open_at_no_file(open_page, script, "?tab=not-examined")
    script.remember(failure(1))
    script.say(progress(1, 2, failed=1))
    expect(page.get_by_role("row", name="vendor data package 1.pdf")).to_be_visible(timeout=15_000)
    assert script.actions().count("resume_scan") == 2


def open_at_no_file(open_page: OpenPage, script: Script, search: str = "") -> Page:
    """A page that has heard the record; what is remembered from here on was not in it."""
    script.remember(progress(0, 2))
    page = open_page(f"{script.url}/scans/{SESSION}{search}")
    # Only the answer to `resume_scan` says this.
    expect(page.get_by_text("0 of 2 files")).to_be_visible()
    return page


def test_a_reload_shows_the_same_scan(open_page: OpenPage, script: Script) -> None:
    page = open_page(script.url)
    start(page)
    script.say(match(1))
    script.say(progress(1, 4, matched=1))
    expect(page.get_by_role("row", name="HOLE-001")).to_be_visible()
    page.reload()
    expect(page.get_by_role("row", name="HOLE-001")).to_be_visible()
    expect(page.get_by_text("1 of 4 files")).to_be_visible()


def test_two_tabs_agree(open_page: OpenPage, script: Script) -> None:
    tabs = [open_page(f"{script.url}/scans/{SESSION}") for _ in range(2)]
    for tab in tabs:
        expect(tab.get_by_text("No match yet")).to_be_visible()
    script.say(match(1))
    script.say(complete(script, total_matches=1))
    for tab in tabs:
        expect(tab.get_by_role("row", name="HOLE-001")).to_be_visible()
        expect(tab.get_by_text("Every file was read completely.")).to_be_visible()


def test_a_wrong_link_is_told_at_the_field(open_page: OpenPage, script: Script) -> None:
    script.refusals["start_scan"] = server.Error(
        code=ErrorCode.BAD_LINK, message="This link does not lead to Google Drive.", hint="Copy the address."
    )
    page = open_page(script.url)
    start(page)
    field = page.get_by_label("Drive folder")
    expect(field).to_have_accessible_description(
        "The link from the address bar, or the folder’s id, or browse to it. "
        "This link does not lead to Google Drive. Copy the address."
    )
    expect(field).to_be_focused()
    del script.refusals["start_scan"]
    page.get_by_role("button", name="Start scan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scanning")


def test_a_large_sheet_goes_by_upload(open_page: OpenPage, script: Script) -> None:
    sheet = b"HOLE-1\n" * 6_000
    page = open_page(script.url)
    chosen = {"name": "codes.csv", "mimeType": "text/csv", "buffer": sheet}
    page.get_by_label("Drop your code sheet").set_input_files(chosen)  # type: ignore[arg-type] # playwright's FilePayload
    page.get_by_role("button", name="Start scan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scanning")
    assert script.uploads == {"codes.csv": sheet}
    asked = next(action for action in script.received if isinstance(action, client.StartScan))
    assert (asked.upload_id, asked.file_content) == ("upload-1", "")


def test_cancel_keeps_what_was_found(open_page: OpenPage, script: Script) -> None:
    page = open_page(f"{script.url}/scans/{SESSION}")
    script.say(match(1))
    page.get_by_role("button", name="Cancel scan").click()
    page.get_by_role("button", name="Cancel the scan").click()
    script.say(complete(script, total_matches=1, state="CANCELLED", listing_complete=False))
    script.say(server.Cancelled(session_id=SESSION, epoch=1))
    expect(page.get_by_role("heading", level=1)).to_have_text("Scan cancelled")
    expect(page.get_by_role("row", name="HOLE-001")).to_be_visible()
    assert "cancel_scan" in script.actions()


def test_ten_thousand_matches_stay_quick(open_page: OpenPage, script: Script) -> None:
    page = open_page(f"{script.url}/scans/{SESSION}")
    script.say(started())
    for start_at in range(0, 10_000, 40):
        script.say_rows([match(number).data for number in range(start_at, start_at + 40)])
    expect(page.get_by_text("in 10,000 files")).to_be_visible()
    page.get_by_role("searchbox").fill("HOLE-9999")
    expect(page.get_by_text("1 of ")).to_be_visible()
    assert page.get_by_role("row").count() < 60
