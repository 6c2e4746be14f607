"""Each tab of the results in each of its states: nothing axe objects to, nothing cut off, in both themes and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from holescan.domain.examination import NearMissKind
from holescan.domain.reasons import ErrorCode
from holescan.protocol import row_models, server
from tests.browser.accessibility import faults_of
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.drawings import code, failure, match
from tests.browser.scripted_server import SESSION, Script, complete, progress

OpenPage = Callable[..., Page]

HITS = 40


def show(page: Page, script: Script, search: str = "") -> None:
    for number in range(1, HITS + 1):
        script.remember(match(number))
    for number in range(1, 4):
        script.remember(failure(number))
    script.remember(progress(288, 576, matched=HITS, failed=3))
    page.goto(f"{script.url}/scans/{SESSION}{search}")
    page.get_by_role("tab", name=f"Matches {HITS}").wait_for()


def show_ended(page: Page, script: Script, search: str) -> None:
    script.end = complete(script, total_matches=HITS, failed=3, unread_files=3, codes_not_found=len(list(NearMissKind)))
    show(page, script, search)


def sorted_and_filtered(page: Page, script: Script) -> None:
    show(page, script, "?sort=-page&code=HOLE-021")
    page.get_by_text("1 of 58 hits").wait_for()


def rows_waiting(page: Page, script: Script) -> None:
    show(page, script, "?sort=code")
    page.get_by_text(f"58 hits in {HITS} files").wait_for()
    script.say(match(500))
    page.get_by_role("button", name="1 new").wait_for()


def no_row_passes(page: Page, script: Script) -> None:
    show(page, script, "?q=nowhere")
    page.get_by_text("No match passes these filters").wait_for()


def one_row_opened(page: Page, script: Script) -> None:
    script.results["file"] = (code("HOLE-001"), row_models.UnreadPart(place="page 9", reason=failure(2).data.reason))
    show(page, script, "?q=HOLE-001")
    page.get_by_text("1 of 58 hits").wait_for()
    page.get_by_role("grid").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()


def codes_counted_live(page: Page, script: Script) -> None:
    show(page, script, "?tab=by-code")
    page.get_by_text("codes found so far").wait_for()


def codes_counted(page: Page, script: Script) -> None:
    rows = (
        row_models.CodeRow(code=f"HOLE-{number}", weak=number == 3, files=90 // number, places=99, file_names=())
        for number in range(1, 60)
    )
    script.results["by_code"] = tuple(rows)
    show_ended(page, script, "?tab=by-code")
    page.get_by_text("59 codes found.").wait_for()


def not_known_yet(page: Page, script: Script) -> None:
    show(page, script, "?tab=not-found")
    page.get_by_text("Known at the end").wait_for()


def not_found(page: Page, script: Script) -> None:
    rows = (
        row_models.NotFoundRow(code=f"HOLE-90{place}", near=(near(why),) * place)
        for place, why in enumerate(NearMissKind)
    )
    script.results["not_found"] = tuple(rows)
    show_ended(page, script, "?tab=not-found")
    page.get_by_role("row", name="HOLE-902").wait_for()


def near(why: NearMissKind) -> row_models.NearMiss:
    link = "https://drive.google.com/file/d/file1/view"
    name = "ISO-4001-piping-general-arrangement-sheet-2.pdf"
    return row_models.NearMiss(
        found_as="H0LE-90A", why=why, file_id="file1", file_name=name, path="Unit 40", pdf_link=link, page=3, place=None
    )


def not_found_and_not_told(page: Page, script: Script) -> None:
    script.refusals["get_results"] = server.Error(code=ErrorCode.INTERNAL, message="That did not work.")
    show_ended(page, script, "?tab=not-found")
    page.get_by_role("button", name="Try again").wait_for()


def some_chosen_for_a_retry(page: Page, script: Script) -> None:
    show_ended(page, script, "?tab=not-examined")
    page.get_by_role("checkbox", name="Choose vendor data package 1.pdf").check()
    page.get_by_role("button", name="Retry 1 chosen").wait_for()


VIEWS = (
    sorted_and_filtered,
    rows_waiting,
    no_row_passes,
    one_row_opened,
    codes_counted_live,
    codes_counted,
    not_known_yet,
    not_found,
    not_found_and_not_told,
    some_chosen_for_a_retry,
)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_view_of_results_is_accessible_and_fits(
    open_page: OpenPage, script: Script, theme: str, viewport: ViewportSize
) -> None:
    page = open_page(script.url, viewport=viewport, theme=theme)
    assert faults_of(page, script, VIEWS) == []


STAYS_CROWDED = """async () => {
  const isFlat = cell => cell.textContent && cell.clientHeight < 10;
  const isCrowded = () => {
    const rows = [...document.querySelectorAll("[role=row][aria-rowindex]:not(.sr-only [role=row])")];
    const boxes = rows.map(row => row.getBoundingClientRect()).sort((one, other) => one.top - other.top);
    const isOverlapped = (box, at) => at > 0 && box.top < boxes[at - 1].bottom - 1;
    return boxes.some(isOverlapped) || rows.some(row => [...row.querySelectorAll("[role$=cell]")].some(isFlat));
  };
  for (let frame = 0; frame < 300 && isCrowded(); frame++) await new Promise(requestAnimationFrame);
  return isCrowded();
}"""
"""Whether, however many frames go by, a row lies over another, or the text of a cell has no line."""


@pytest.mark.parametrize(
    ("tab", "only_when_wide"), [("matches", "Found as"), ("not-examined", "Retry vendor data package 1.pdf")]
)
def test_rows_have_the_room_they_need_after_the_screen_was_turned(
    open_page: OpenPage, script: Script, tab: str, only_when_wide: str
) -> None:
    page = open_page(script.url, viewport=DESKTOP)
    show_ended(page, script, f"?tab={tab}")
    button = page.get_by_role("button", name=only_when_wide)
    expect(button).to_be_visible()
    page.set_viewport_size(PHONE)
    expect(button).to_have_count(0)
    assert not page.evaluate(STAYS_CROWDED)
