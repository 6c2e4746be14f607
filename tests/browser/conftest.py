"""Debian's Chromium, headless, allowed to reach nothing but this machine; any error of a page fails its test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, ViewportSize, sync_playwright

from tests.browser.scripted_server import DIST, Script, serving

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)


@dataclass
class Watched:
    """A page, and everything that went wrong in it."""

    page: Page
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    if not (DIST / "index.html").is_file():
        pytest.skip("the page is not built: make build-ui")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, headless=True, chromium_sandbox=False, args=list(FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages by URL; at the end of the test none may have had an error, nor a breach of its content policy."""
    opened: list[Watched] = []
    with ExitStack() as contexts:

        def opener(
            url: str, *, viewport: ViewportSize = DESKTOP, theme: str = "light", forced_colors: str = "none"
        ) -> Page:
            context = chromium.new_context(
                viewport=viewport,
                reduced_motion="reduce",
                color_scheme=theme,  # type: ignore[arg-type] # checked by playwright
                forced_colors=forced_colors,  # type: ignore[arg-type] # checked by playwright
            )
            contexts.callback(context.close)
            context.route("**/*", _only_this_machine)
            watched = Watched(context.new_page())
            watched.page.on("pageerror", lambda error: watched.errors.append(str(error)))
            watched.page.on("console", lambda said: watched.errors.append(said.text) if said.type == "error" else None)
            opened.append(watched)
            watched.page.goto(url)
            return watched.page

        yield opener
    assert [error for watched in opened for error in watched.errors if not _is_cut(error)] == []


@pytest.fixture
def script() -> Iterator[Script]:
    with serving(Script(config={"token": "canary", "driveFolderId": "1Folder"})) as running:
        yield running


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    return tmp_path / "downloads"


def _only_this_machine(route: Route, request: Request) -> None:
    if request.url.startswith(("http://127.0.0.1:", "http://localhost:")):
        route.continue_()
    else:
        route.abort()


def _is_cut(error: str) -> bool:
    # A connection that a test cut is reported by Chromium, and meant; so is a server that stops before its pages do.
    return "WebSocket" in error or "ERR_CONNECTION_REFUSED" in error
