"""The documents lead somewhere: their links, the modules they name, and the laws that the code calls by number."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "layers" / "holescan" / "python" / "holescan"
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"(?:\]\(|src=\")([^)\"#\s]+)")
MODULE = re.compile(r"`((?:[a-z_]+/)+[A-Za-z_]*(?:\.py|\.tsx?|\.md)?)`")
LAW = re.compile(r"(?i)\blaws? (\d+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_repository_leads_to_a_file(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text()) if not link.startswith(("http://", "https://"))]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["architecture.md", "laws.md", "dashboard.md"])
def test_every_module_that_a_page_names_is_there(name: str) -> None:
    named = MODULE.findall((ROOT / "docs" / name).read_text())
    assert named
    assert [path for path in named if not (ROOT / path).exists() and not (PACKAGE / path).exists()] == []


def test_every_law_that_the_code_calls_by_number_is_told() -> None:
    told = set(re.findall(r"(?m)^\| (\d+) \| \*\*", (ROOT / "docs" / "laws.md").read_text()))
    assert told == {str(number) for number in range(1, 12)}
    assert set(_called()) <= told


def _called() -> Iterator[str]:
    for folder in (PACKAGE, *(ROOT / name for name in ("client", "cdk", "lambdas", "local", "tests", "bench"))):
        for path in folder.rglob("*.py"):
            yield from LAW.findall(path.read_text())
