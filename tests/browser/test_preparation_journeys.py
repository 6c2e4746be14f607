"""Journeys before a scan and after it: preparing one, mending a pause, history and comparison."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from holescan.domain.reasons import ErrorCode
from holescan.protocol import client, server
from tests.browser.answers import DRIVE, summary
from tests.browser.drawings import match
from tests.browser.scripted_server import SESSION, Script, complete, progress

OpenPage = Callable[..., Page]


def choose_sheet(page: Page) -> None:
    sheet = {"name": "codes.csv", "mimeType": "text/csv", "buffer": b"HOLE-1"}
    page.get_by_label("Drop your code sheet").set_input_files(sheet)  # type: ignore[arg-type] # playwright's FilePayload
    expect(page.get_by_text("412 codes", exact=True)).to_be_visible()


def press_start(page: Page) -> None:
    page.get_by_role("button", name="Start scan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scanning")


def started_with(script: Script) -> client.StartScan:
    return next(action for action in script.received if isinstance(action, client.StartScan))


def test_the_column_that_is_chosen_is_the_one_that_is_scanned(open_page: OpenPage, script: Script) -> None:
    page = open_page(script.url)
    choose_sheet(page)
    page.get_by_label("Column").select_option("Area")
    expect(page.get_by_label("Column")).to_have_value("Area")
    press_start(page)
    assert started_with(script).code_column == "Area"


def test_a_folder_is_browsed_to_with_the_keyboard_alone(open_page: OpenPage, script: Script) -> None:
    page = open_page(script.url)
    page.get_by_label("Or type codes").fill("HOLE-1")
    browse = page.get_by_role("button", name="Browse")
    browse.press("Enter")
    folders = page.get_by_role("list", name="Folders").get_by_role("button")
    expect(folders).to_have_text(["Isometrics", "Drill logs"])
    folders.first.focus()
    page.keyboard.press("ArrowDown")
    expect(folders.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_text("288 files and 0 folders directly in it")).to_be_visible()
    page.get_by_role("button", name="Use this folder").press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(browse).to_be_focused()
    expect(page.get_by_text("The folder Isometrics.")).to_be_visible()
    press_start(page)
    assert started_with(script).drive_link == f"{DRIVE}/1iso"


def test_escape_closes_a_dialog_and_gives_the_focus_back(open_page: OpenPage, script: Script) -> None:
    page = open_page(script.url)
    button = page.get_by_role("button", name="What is read")
    button.click()
    expect(page.get_by_role("dialog", name="What is read")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_the_estimate_is_there_before_the_start(open_page: OpenPage, script: Script) -> None:
    page = open_page(script.url)
    choose_sheet(page)
    expect(page.get_by_text("66,000")).to_be_visible()
    expect(page.get_by_text("about 42 min")).to_be_visible()
    expect(page.get_by_text("about $12.40")).to_be_visible()
    assert "start_scan" not in script.actions()


def test_a_scan_whose_sign_in_ended_goes_on_after_a_new_one(open_page: OpenPage, script: Script) -> None:
    script.remember(progress(3, 10))
    page = open_page(f"{script.url}/scans/{SESSION}")
    expect(page.get_by_text("3 of 10 files")).to_be_visible()
    script.say(server.Paused(session_id=SESSION, epoch=1, reason="AUTH_EXPIRED", message="It ended.", until=None))
    expect(page.get_by_role("heading", level=1)).to_have_text("Paused")
    page.get_by_role("button", name="Sign in again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scanning")
    asked = next(action for action in script.received if isinstance(action, client.RefreshToken))
    assert (asked.session_id, asked.token) == (SESSION, "canary")


def test_where_the_deployment_reads_drive_itself_nobody_signs_in(open_page: OpenPage, script: Script) -> None:
    script.config.pop("token")
    script.config["signIn"] = "deployment"
    page = open_page(script.url)
    expect(page.get_by_text("This server reads Drive with its own account")).to_be_visible()
    expect(page.get_by_role("button", name="Browse")).to_be_enabled()
    script.remember(progress(3, 10))
    choose_sheet(page)
    press_start(page)
    assert started_with(script).token == ""
    # Only the answer to `resume_scan` says this, and one that came after the pause would end it.
    expect(page.get_by_text("3 of 10 files")).to_be_visible()
    script.say(server.Paused(session_id=SESSION, epoch=1, reason="AUTH_EXPIRED", message="Sign in.", until=None))
    expect(page.get_by_text("Waiting for whoever runs this server")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scanning")
    asked = next(action for action in script.received if isinstance(action, client.RefreshToken))
    assert (asked.session_id, asked.token) == (SESSION, "")


def test_without_a_connection_the_page_says_so_and_catches_up_later(open_page: OpenPage, script: Script) -> None:
    script.remember(match(1))
    page = open_page(f"{script.url}/scans/{SESSION}")
    expect(page.get_by_role("row", name="HOLE-001")).to_be_visible()
    script.is_down = True
    script.cut()
    expect(page.get_by_text("No connection to the server")).to_be_visible()
    expect(page.get_by_role("row", name="HOLE-001")).to_be_visible()
    script.is_down = False
    script.remember(match(2))
    expect(page.get_by_text("No connection to the server")).to_have_count(0, timeout=30_000)
    expect(page.get_by_role("row", name="HOLE-002")).to_be_visible()


def test_the_tab_tells_how_far_the_scan_is(open_page: OpenPage, script: Script) -> None:
    script.answers.scans = [summary(SESSION, folder_name="Unit 40")]
    page = open_page(f"{script.url}/scans/{SESSION}")
    icon = page.locator("link[rel=icon]")
    script.say(progress(5, 10))
    expect(page).to_have_title("50% · Unit 40 · holescan")
    halfway = icon.get_attribute("href")
    script.say(complete(script, total_files=10, total_processed=10))
    expect(page).to_have_title("✓ Complete · Unit 40 · holescan")
    assert icon.get_attribute("href") != halfway
    page.get_by_role("link", name="History").click()
    expect(page).to_have_title("History · holescan")
    expect(icon).to_have_attribute("href", "/icon.svg")


def test_a_link_that_has_run_out_is_made_anew(open_page: OpenPage, script: Script) -> None:
    script.remember(complete(script, download_url=""))
    page = open_page(f"{script.url}/scans/{SESSION}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download report").click()
    assert download.value.path().read_bytes() == script.report
    assert "get_report" in script.actions()


def test_a_scan_is_found_again_in_the_history_and_run_again(open_page: OpenPage, script: Script) -> None:
    script.answers.scans = [summary("another"), summary(SESSION, folder_name="Unit 40")]
    script.remember(match(1))
    script.remember(complete(script, total_matches=1))
    page = open_page(f"{script.url}/scans")
    page.get_by_role("link", name="Unit 40", exact=True).click()
    expect(page.get_by_role("heading", name="Scan complete")).to_be_focused()
    script.refusals["start_scan"] = server.Error(code=ErrorCode.INTERNAL, message="Not today.")
    page.get_by_role("button", name="Run again").click()
    expect(page.get_by_role("dialog").get_by_text("66,000")).to_be_visible()
    page.get_by_role("button", name="Start scan").click()
    # The answer, so the question has been received.
    expect(page.get_by_text("Not today.")).to_be_visible()
    again = started_with(script)
    assert (again.codes_of, again.drive_link) == (SESSION, f"{DRIVE}/1plant")
    assert again.options.leading_zeros


def test_a_scan_is_deleted_after_a_second_word(open_page: OpenPage, script: Script) -> None:
    script.answers.scans = [summary("first", folder_name="Unit 40"), summary("second", folder_name="Unit 52")]
    page = open_page(f"{script.url}/scans")
    page.get_by_role("button", name="Delete Unit 40").click()
    page.get_by_role("button", name="Delete the scan").click()
    expect(page.get_by_role("link", name="Unit 40", exact=True)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("link", name="Unit 52", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Unit 40", exact=True)).to_have_count(0)


def test_two_scans_of_a_folder_are_compared(open_page: OpenPage, script: Script) -> None:
    script.answers.scans = [
        summary(SESSION),
        summary("march", started_at="2026-03-01T08:00:00+00:00"),
        summary("february", started_at="2026-02-01T08:00:00+00:00"),
    ]
    script.answers.records = {"march": [match(1).data], "february": [match(2).data, match(4).data]}
    for number in (1, 2):
        script.remember(match(number))
    page = open_page(f"{script.url}/scans/{SESSION}/compare")
    expect(page.get_by_text("1 new, 0 gone, 1 unchanged.")).to_be_visible()
    expect(page.get_by_role("row", name="HOLE-002")).to_be_visible()
    page.get_by_label("Earlier scan").select_option("february")
    expect(page.get_by_text("1 new, 1 gone, 1 unchanged.")).to_be_visible()
    page.get_by_role("tab", name="Gone").click()
    expect(page.get_by_role("row", name="HOLE-004")).to_be_visible()
    expect(page).to_have_url(f"{script.url}/scans/{SESSION}/compare/february")
