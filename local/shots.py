"""`python -m local.shots`: the pictures of README and docs, taken of a real scan of the sample drawings."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, StorageState, ViewportSize, sync_playwright

from local.outputs import Outputs
from local.world import LOCAL, ROOT, Plan, running

IMAGES = ROOT / "docs" / "images"
SAMPLES = LOCAL / "samples"
DESKTOP = ViewportSize(width=1280, height=860)
PHONE = ViewportSize(width=390, height=1180)
"""Taller than a phone, so that the picture reaches the matches."""
SCAN_LIMIT_MS = 300_000
ENOUGH_HITS = 8


def main() -> int:
    """Boot a world, scan the samples in Chromium, write docs/images/*.png; the exit code."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("There is no chromium on this machine: apt-get install chromium", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with _world() as world, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=False, args=["--disable-gpu"])
        _shoot(browser, world["DashboardUrl"])
        browser.close()
    return 0


@contextmanager
def _world() -> Iterator[Outputs]:
    codes = SAMPLES / "codes.xlsx"
    if not codes.exists():
        subprocess.run([sys.executable, "-m", "local.samples", str(SAMPLES)], cwd=ROOT, check=True)  # noqa: S603 - our own command
    with tempfile.TemporaryDirectory(prefix="shots-", dir=LOCAL) as folder:
        home = Path(folder)
        plan = Plan(home=home / "run", outputs=home / "outputs.json", drive=SAMPLES / "drawings", codes=codes)
        with running(plan, print) as outputs:
            yield outputs


def _shoot(browser: Browser, url: str) -> None:
    light = _page(browser, DESKTOP, theme="light")
    light.goto(url)
    light.get_by_text("Connected").wait_for()
    light.get_by_role("button", name="Use the sample code sheet").click()
    light.get_by_role("list", name="First codes").wait_for()
    light.get_by_text("Drive is only read, never changed.").wait_for(timeout=SCAN_LIMIT_MS)
    _picture(light, "new-scan")
    light.get_by_role("button", name="Start scan").click()
    light.get_by_role("region", name="Progress").get_by_text("Reading files").wait_for(timeout=SCAN_LIMIT_MS)
    light.get_by_role("grid", name="Matches").get_by_role("row").nth(ENOUGH_HITS).wait_for(timeout=SCAN_LIMIT_MS)
    _picture(light, "running")
    light.get_by_role("button", name="Download report").wait_for(timeout=SCAN_LIMIT_MS)
    _whole(light)
    _picture(light, "complete")
    light.get_by_role("tab", name="Not examined").click()
    _picture(light, "not-examined")
    _others(browser, light)


def _others(browser: Browser, seen: Page) -> None:
    """The same scan in the other theme and on a phone: the same client, so its secret goes along."""
    state = seen.context.storage_state()
    all_matches = seen.get_by_role("tab", name="Matches").inner_text().replace("\n", " ")
    for name, viewport in (("dark", DESKTOP), ("phone", PHONE)):
        page = _page(browser, viewport, theme="dark", state=state)
        page.goto(seen.url.partition("?")[0])
        page.get_by_role("tab", name=all_matches).wait_for()
        _whole(page)
        _picture(page, name)


def _whole(page: Page) -> None:
    """Wait for what comes by answers of its own: the rows, and how long the scan took."""
    page.get_by_role("grid", name="Matches").get_by_role("row").nth(ENOUGH_HITS).wait_for(timeout=SCAN_LIMIT_MS)
    page.get_by_role("definition").filter(has_text=re.compile(r"^\d+:\d\d$")).wait_for(timeout=SCAN_LIMIT_MS)


def _page(
    browser: Browser, viewport: ViewportSize, *, theme: Literal["light", "dark"], state: StorageState | None = None
) -> Page:
    context = browser.new_context(
        viewport=viewport, color_scheme=theme, storage_state=state, reduced_motion="reduce", device_scale_factor=2
    )
    return context.new_page()


def _picture(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    page.screenshot(path=IMAGES / f"{name}.png")
    print(f"docs/images/{name}.png")


if __name__ == "__main__":
    sys.exit(main())
