"""axe-core on a page, and the one thing about width that axe does not look at."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Page

from tests.browser.scripted_server import Script

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class View(Protocol):
    """A function that brings a view up and waits until it stands."""

    __name__: str

    def __call__(self, page: Page, script: Script, /) -> None: ...


def violations(page: Page) -> list[str]:
    """Each rule that is broken, with the elements that break it."""
    page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })", RULES
    )
    return [f"{rule['id']}: {_places(rule)}" for rule in found["violations"]]


def faults_of(page: Page, script: Script, views: Sequence[View]) -> list[str]:
    """What is wrong with each of the views, brought up one after the other, each in a new story of the script."""
    found = []
    for view in views:
        script.forget()
        view(page, script)
        found += [f"{view.__name__}: {violation}" for violation in violations(page)]
        if scrolls_sideways(page):
            found.append(f"{view.__name__}: wider than the window")
    return found


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than its window."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide


def _places(rule: dict[str, Any]) -> str:
    return ", ".join(node["html"] for node in rule["nodes"][:3])
