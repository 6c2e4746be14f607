"""Each view of the built page, under the deployed content policy: no error, nothing axe objects to, nothing cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize

from holescan.domain.reasons import ErrorCode
from holescan.domain.session import ScanState
from holescan.protocol import server
from tests.browser.accessibility import scrolls_sideways, violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.drawings import failure, match
from tests.browser.scripted_server import SESSION, Script, complete, progress, started

OpenPage = Callable[..., Page]


def new_scan(page: Page, script: Script) -> None:
    page.goto(script.url)
    page.get_by_text("Connected").wait_for()


def wrong_input(page: Page, script: Script) -> None:
    new_scan(page, script)
    page.get_by_role("button", name="Start scan").click()
    page.get_by_text("There is no code to look for.").wait_for()


def nothing_yet(page: Page, script: Script) -> None:
    page.goto(f"{script.url}/scans/{SESSION}")
    page.get_by_text("No match yet").wait_for()


def running(page: Page, script: Script) -> None:
    for number in range(1, 40):
        script.remember(match(number))
    script.remember(failure(1))
    script.remember(progress(288, 576, matched=39, failed=1))
    page.goto(f"{script.url}/scans/{SESSION}")
    script.say(started(warnings=("9 repeated codes were counted once.",)))
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


def ended(page: Page, script: Script) -> None:
    running(page, script)
    script.say(complete(script, total_matches=39, failed=1, unread_files=3, listing_complete=False))
    page.get_by_text("Not everything was examined.").wait_for()


def failed(page: Page, script: Script) -> None:
    running(page, script)
    hint = "Start it again."
    script.say(server.Error(session_id=SESSION, epoch=1, code=ErrorCode.INTERNAL, message="It broke.", hint=hint))
    page.get_by_text("It broke.").wait_for()


def unknown(page: Page, script: Script) -> None:
    script.refusals["resume_scan"] = server.Error(code=ErrorCode.UNKNOWN_SESSION, message="No scan has this id.")
    page.goto(f"{script.url}/scans/{SESSION}")
    page.get_by_role("heading", name="This scan cannot be shown").wait_for()


VIEWS = (new_scan, wrong_input, nothing_yet, running, not_examined, cancelling, ended, failed, unknown)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_view_is_accessible_and_fits(
    open_page: OpenPage, script: Script, theme: str, viewport: ViewportSize
) -> None:
    page = open_page(script.url, viewport=viewport, theme=theme)
    found = []
    for view in VIEWS:
        script.forget()
        view(page, script)
        found += [f"{view.__name__}: {violation}" for violation in violations(page)]
        if scrolls_sideways(page):
            found.append(f"{view.__name__}: wider than the window")
    assert found == []


def test_a_deployment_without_a_server_says_what_is_missing(open_page: OpenPage, script: Script) -> None:
    script.config["webSocketUrl"] = ""
    page = open_page(script.url)
    page.get_by_text("config.json names no webSocketUrl").wait_for()
    assert violations(page) == []


def test_listing_has_no_percentage(open_page: OpenPage, script: Script) -> None:
    page = open_page(f"{script.url}/scans/{SESSION}")
    script.say(progress(3, 40, state=ScanState.LISTING))
    page.get_by_text("40 files so far, 3 read").wait_for()
    assert page.get_by_role("progressbar").get_attribute("aria-valuenow") is None
