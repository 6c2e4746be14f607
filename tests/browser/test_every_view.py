"""Each view of the built page, under the deployed content policy: no error, nothing axe objects to, nothing cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize

from holescan.domain.reasons import ErrorCode
from holescan.domain.session import ScanState
from holescan.protocol import server
from tests.browser.accessibility import faults_of, violations
from tests.browser.answers import estimate, summary
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.drawings import failure, match
from tests.browser.scripted_server import SESSION, Script, complete, progress, started

HITS = 13
"""Enough to scroll and to have every kind of row; axe takes its time for each."""

OpenPage = Callable[..., Page]


def new_scan(page: Page, script: Script) -> None:
    page.goto(script.url)
    page.get_by_text("Connected").wait_for()


def wrong_input(page: Page, script: Script) -> None:
    new_scan(page, script)
    page.get_by_role("button", name="Start scan").click()
    page.get_by_text("There is no code to look for.").wait_for()


def ready_to_start(page: Page, script: Script) -> None:
    """A sheet with every oddity, an estimate that is not sure, and all options open."""
    script.answers.estimate = estimate(is_partial=True)
    new_scan(page, script)
    sheet = {"name": "codes.csv", "mimeType": "text/csv", "buffer": b"HOLE-1"}
    page.get_by_label("Drop your code sheet").set_input_files(sheet)  # type: ignore[arg-type] # playwright's FilePayload
    page.get_by_text("412 codes", exact=True).wait_for()
    page.get_by_text("66,000 or more").wait_for()
    page.get_by_text("Options", exact=True).click()
    page.get_by_label("Only these kinds").wait_for()


def no_preview_and_no_estimate(page: Page, script: Script) -> None:
    for action in ("inspect_codes", "estimate_scan"):
        script.refusals[action] = server.Error(code=ErrorCode.INTERNAL, message="That did not work.")
    new_scan(page, script)
    sheet = {"name": "codes.csv", "mimeType": "text/csv", "buffer": b"HOLE-1"}
    page.get_by_label("Drop your code sheet").set_input_files(sheet)  # type: ignore[arg-type] # playwright's FilePayload
    page.get_by_text("There is no preview just now.").wait_for()
    page.get_by_text("No estimate: That did not work.").wait_for()


def another_token(page: Page, script: Script) -> None:
    new_scan(page, script)
    page.get_by_role("button", name="Use another token").click()
    page.get_by_label("Access token").wait_for()


def browsing(page: Page, script: Script) -> None:
    new_scan(page, script)
    page.get_by_role("button", name="Browse").click()
    page.get_by_role("button", name="My Drive").click()
    page.get_by_text("Shared drive").wait_for()


def a_folder_that_does_not_open(page: Page, script: Script) -> None:
    script.refusals["browse_folder"] = server.Error(code=ErrorCode.FOLDER_FORBIDDEN, message="Not shared with you.")
    new_scan(page, script)
    page.get_by_role("button", name="Browse").click()
    page.get_by_text("Not shared with you.").wait_for()


def what_is_read(page: Page, script: Script) -> None:
    new_scan(page, script)
    page.get_by_role("button", name="What is read").click()
    page.get_by_text("DWG drawing").wait_for()


def nothing_yet(page: Page, script: Script) -> None:
    page.goto(f"{script.url}/scans/{SESSION}")
    page.get_by_text("No match yet").wait_for()


def running(page: Page, script: Script) -> None:
    for number in range(1, HITS + 1):
        script.remember(match(number))
    script.remember(failure(1))
    script.remember(progress(288, 576, matched=HITS, failed=1))
    page.goto(f"{script.url}/scans/{SESSION}")
    script.say(started(warnings=("9 repeats were removed.",)))
    page.get_by_role("row", name="ISO-4001").first.wait_for()


def not_examined(page: Page, script: Script) -> None:
    running(page, script)
    for number in range(2, 9):
        script.say(failure(number))
    page.get_by_role("tab", name="Not examined").click()
    page.get_by_text("Protected by a password 3").wait_for()


def cancelling(page: Page, script: Script) -> None:
    running(page, script)
    page.get_by_role("button", name="Cancel scan").click()
    page.get_by_role("dialog").wait_for()


def paused(page: Page, script: Script) -> None:
    running(page, script)
    message = "The sign-in to Google ended."
    script.say(server.Paused(session_id=SESSION, epoch=1, reason="AUTH_EXPIRED", message=message, until=None))
    page.get_by_role("button", name="Sign in again").wait_for()


def out_of_quota(page: Page, script: Script) -> None:
    running(page, script)
    until = "2099-01-01T08:00:00+00:00"
    script.say(server.Paused(session_id=SESSION, epoch=1, reason="QUOTA", message="The quota is used up.", until=until))
    page.get_by_text("It is back at").wait_for()


def disconnected(page: Page, script: Script) -> None:
    running(page, script)
    script.is_down = True
    script.cut()
    page.get_by_text("No connection to the server").wait_for()
    script.is_down = False


def ended(page: Page, script: Script) -> None:
    running(page, script)
    script.say(complete(script, total_matches=HITS, failed=1, unread_files=3, listing_complete=False))
    page.get_by_text("Not everything was examined.").wait_for()


def starting_anew(page: Page, script: Script) -> None:
    script.answers.scans = [summary(SESSION)]
    script.answers.estimate = estimate(warnings=("This server pays for at most 50 pages.",))
    ended(page, script)
    page.get_by_role("button", name="Run again").click()
    page.get_by_role("dialog").get_by_text("at most 50 pages").wait_for()


def nothing_to_read(page: Page, script: Script) -> None:
    script.remember(complete(script, total_files=0))
    page.goto(f"{script.url}/scans/{SESSION}")
    page.get_by_text("Nothing was examined.").wait_for()


def failed(page: Page, script: Script) -> None:
    running(page, script)
    hint = "Start it again."
    script.say(server.Error(session_id=SESSION, epoch=1, code=ErrorCode.INTERNAL, message="It broke.", hint=hint))
    page.get_by_text("It broke.").wait_for()


def unknown(page: Page, script: Script) -> None:
    script.refusals["resume_scan"] = server.Error(code=ErrorCode.UNKNOWN_SESSION, message="No scan has this id.")
    page.goto(f"{script.url}/scans/{SESSION}")
    page.get_by_role("heading", name="This scan cannot be shown").wait_for()


def history(page: Page, script: Script) -> None:
    states = (ScanState.PROCESSING, ScanState.PAUSED, ScanState.COMPLETE, ScanState.CANCELLED, ScanState.FAILED)
    script.answers.scans = [summary(f"scan-{state}", state=state) for state in states]
    page.goto(f"{script.url}/scans")
    page.get_by_role("list", name="Scans").wait_for()


def deleting(page: Page, script: Script) -> None:
    history(page, script)
    page.get_by_role("button", name="Delete").first.click()
    page.get_by_role("dialog").wait_for()


def no_history(page: Page, script: Script) -> None:
    page.goto(f"{script.url}/scans")
    page.get_by_text("No scan yet").wait_for()


def history_that_failed(page: Page, script: Script) -> None:
    script.refusals["list_scans"] = server.Error(code=ErrorCode.INTERNAL, message="It broke.", hint="Try again.")
    page.goto(f"{script.url}/scans")
    page.get_by_text("It broke.").wait_for()


def comparison(page: Page, script: Script) -> None:
    earlier = summary("earlier", started_at="2026-02-02T08:15:00+00:00", total_codes=400)
    script.answers.scans = [summary(SESSION, listing_complete=False), earlier]
    script.answers.records["earlier"] = [match(number).data for number in range(8, HITS + 4)]
    for number in range(1, HITS + 1):
        script.remember(match(number))
    script.remember(complete(script, total_matches=HITS))
    page.goto(f"{script.url}/scans/{SESSION}/compare")
    page.get_by_role("row", name="HOLE-001").wait_for()


def nothing_to_compare(page: Page, script: Script) -> None:
    script.answers.scans = [summary(SESSION)]
    page.goto(f"{script.url}/scans/{SESSION}/compare")
    page.get_by_text("There is no earlier scan to compare with").wait_for()


VIEWS = (
    new_scan,
    wrong_input,
    ready_to_start,
    no_preview_and_no_estimate,
    another_token,
    browsing,
    a_folder_that_does_not_open,
    what_is_read,
    nothing_yet,
    running,
    not_examined,
    cancelling,
    paused,
    out_of_quota,
    disconnected,
    ended,
    starting_anew,
    nothing_to_read,
    failed,
    unknown,
    history,
    deleting,
    no_history,
    history_that_failed,
    comparison,
    nothing_to_compare,
)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_view_is_accessible_and_fits(
    open_page: OpenPage, script: Script, theme: str, viewport: ViewportSize
) -> None:
    page = open_page(script.url, viewport=viewport, theme=theme)
    assert faults_of(page, script, VIEWS) == []


def test_a_deployment_without_a_server_says_what_is_missing(open_page: OpenPage, script: Script) -> None:
    script.config["webSocketUrl"] = ""
    page = open_page(script.url)
    page.get_by_text("config.json names no webSocketUrl").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chosen_theme_beats_the_systems_and_outlives_a_reload(
    open_page: OpenPage, script: Script, theme: str
) -> None:
    page = open_page(script.url, theme=theme)
    other = "dark" if theme == "light" else "light"
    while page.evaluate("document.documentElement.dataset.theme") != other:
        page.get_by_role("button", name="Theme:").click()
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.reload()
    page.get_by_role("button", name=f"Theme: {other}").wait_for()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == background
    assert violations(page) == []


AREAS = """() => {
  const ground = document.body.appendChild(document.createElement("i"));
  ground.style.backgroundColor = "Canvas";
  const plain = getComputedStyle(ground).backgroundColor;
  return [...document.querySelectorAll(".filled")].map(area => getComputedStyle(area).backgroundColor !== plain);
}"""
EDGES = """() => [...document.querySelectorAll("[role=tab]")].map(tab => getComputedStyle(tab).borderBottomColor)"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_areas_and_edges_tell_is_seen_where_the_system_chooses_the_colours(
    open_page: OpenPage, script: Script, theme: str
) -> None:
    page = open_page(script.url, theme=theme, forced_colors="active")
    running(page, script)
    page.get_by_role("tab", name="By code").click()
    page.get_by_text("codes found so far").wait_for()
    areas = page.evaluate(AREAS)
    assert len(areas) > HITS
    assert all(areas)
    edges = page.evaluate(EDGES)
    assert [edge != edges[0] for edge in edges] == [False, True, False, False]


def test_nothing_moves_for_who_asked_for_less_motion(open_page: OpenPage, script: Script) -> None:
    page = open_page(script.url)
    nothing_yet(page, script)
    assert page.evaluate("document.getAnimations().length") == 0
    bar = page.get_by_role("progressbar")
    assert bar.locator(".filled").evaluate("part => part.clientWidth === part.parentElement.clientWidth")


def test_listing_has_no_percentage(open_page: OpenPage, script: Script) -> None:
    page = open_page(f"{script.url}/scans/{SESSION}")
    script.say(progress(3, 40, state=ScanState.LISTING))
    page.get_by_text("40 files so far, 3 read").wait_for()
    assert page.get_by_role("progressbar").get_attribute("aria-valuenow") is None
