"""Looking through results: sorted, filtered, held still, retried, and the same after whatever befell the connection."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from holescan.domain.examination import NearMissKind
from holescan.protocol import client, row_models, server
from tests.browser.answers import summary
from tests.browser.conftest import PHONE
from tests.browser.drawings import failure, match
from tests.browser.scripted_server import SESSION, Script, complete, progress

OpenPage = Callable[..., Page]

MANY = 200
FAR_DOWN = "grid => { grid.scrollTop = 2000; }"


def remember(script: Script, files: int) -> None:
    for number in range(1, files + 1):
        script.remember(match(number))
    script.remember(progress(files, 2 * files, matched=files))


def open_scan(open_page: OpenPage, script: Script, search: str = "") -> Page:
    page = open_page(f"{script.url}/scans/{SESSION}{search}")
    expect(page.get_by_role("tab", name=f"Matches {len(script.matches)}")).to_be_visible()
    return page


def first_code(page: Page) -> str:
    return page.get_by_role("row").nth(1).get_by_role("gridcell").first.inner_text()


def examined(file_id: str) -> server.FileExamined:
    row = row_models.ExaminedFile(file_id=file_id, epoch=2, attempt=1)
    return server.FileExamined(session_id=SESSION, epoch=2, data=row)


def end(script: Script, **numbers: int) -> server.Complete:
    return complete(script, total_matches=len(script.matches), **numbers)


def asked(script: Script, action: type[client.RetryFailed]) -> list[client.RetryFailed]:
    return [received for received in script.received if isinstance(received, action)]


def test_order_and_filters_are_in_the_address_and_outlive_a_reload(open_page: OpenPage, script: Script) -> None:
    remember(script, 40)
    page = open_scan(open_page, script)
    page.get_by_role("button", name="Code", exact=True).click()
    page.get_by_role("button", name="Code", exact=True).click()
    page.get_by_role("combobox", name="Weak codes").select_option("strong")
    page.get_by_role("searchbox").fill("hole-0")
    expect(page.get_by_text("40 of 58 hits")).to_be_visible()
    assert first_code(page) == "HOLE-040"
    page.reload()
    expect(page.get_by_text("40 of 58 hits")).to_be_visible()
    assert first_code(page) == "HOLE-040"
    expect(page.get_by_role("columnheader", name="Code")).to_have_attribute("aria-sort", "descending")


def test_new_rows_wait_while_one_reads_further_down(open_page: OpenPage, script: Script) -> None:
    remember(script, MANY)
    page = open_scan(open_page, script)
    page.get_by_role("grid").evaluate(FAR_DOWN)
    read = page.locator('[role="row"][aria-rowindex="52"]')
    expect(read).to_be_visible()
    before, words = read.bounding_box(), read.inner_text()
    script.say(match(500))
    waiting = page.get_by_role("button", name="1 new")
    expect(waiting).to_be_visible()
    assert (read.bounding_box(), read.inner_text()) == (before, words)
    waiting.click()
    expect(page.get_by_role("row", name="HOLE-500")).to_be_visible()
    expect(waiting).to_be_hidden()


def test_following_keeps_the_line_that_is_read_in_its_place(open_page: OpenPage, script: Script) -> None:
    remember(script, MANY)
    page = open_scan(open_page, script, "?sort=-code")
    page.get_by_role("button", name="Follow").click()
    page.get_by_role("grid").evaluate(FAR_DOWN)
    read = page.locator('[role="row"][aria-rowindex="52"]')
    expect(read).to_be_visible()
    before, name = read.bounding_box(), read.inner_text().split("\n")[0]
    script.say(match(502))
    expect(page.get_by_text(f"in {MANY + 1} files")).to_be_visible()
    moved = page.locator('[role="row"][aria-rowindex="53"]')
    expect(moved).to_contain_text(name)
    assert moved.bounding_box() == before


def test_the_shown_rows_as_a_file(open_page: OpenPage, script: Script, tmp_path: Path) -> None:
    remember(script, 40)
    page = open_scan(open_page, script, "?q=HOLE-04&sort=code")
    expect(page.get_by_text("1 of 58 hits")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    download.value.save_as(tmp_path / "rows.csv")
    heading, row, rest = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig").split("\n")
    assert heading.startswith('"Code","Found as"')
    assert row.startswith('"HOLE-040","HOLE 040","spelled otherwise"')
    assert rest == ""


def test_keys_lead_to_the_filter_through_the_rows_and_into_one(open_page: OpenPage, script: Script) -> None:
    remember(script, 40)
    script.results["file"] = ()
    page = open_scan(open_page, script, "?sort=code&q=HOLE-00")
    expect(page.get_by_text("9 of 58 hits")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_text("58 hits in 40 files")).to_be_visible()
    page.get_by_role("grid").focus()
    page.keyboard.press("End")
    expect(page.get_by_role("row", selected=True)).to_contain_text("HOLE-040")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("ISO-4040")
    page.keyboard.press("Escape")
    expect(page.get_by_role("grid")).to_be_focused()


def test_a_large_scan_comes_as_a_file(open_page: OpenPage, script: Script) -> None:
    script.has_snapshot = True
    remember(script, 1_200)
    script.remember(failure(1))
    page = open_page(f"{script.url}/scans/{SESSION}")
    expect(page.get_by_text("in 1,200 files")).to_be_visible()
    expect(page.get_by_role("tab", name="Not examined 110")).to_be_visible()


def test_a_large_scan_is_paged_where_its_file_cannot_be_had(open_page: OpenPage, script: Script) -> None:
    script.has_snapshot = True
    remember(script, 30)
    page = open_page(script.url)
    page.route("**/snapshot", _gone)
    page.goto(f"{script.url}/scans/{SESSION}")
    expect(page.get_by_text("in 30 files")).to_be_visible()
    cursors = [action.cursor for action in script.received if isinstance(action, client.ResumeScan)]
    assert cursors[-2:] == ["", "folders:0"]


def _gone(route: Route) -> None:
    route.fulfill(status=200, body=b"\x1f\x8bnot gzip after all")


def test_one_file_is_retried_and_leaves_the_list_once_it_is_examined(open_page: OpenPage, script: Script) -> None:
    remember(script, 3)
    script.remember(failure(1))
    script.remember(failure(2))
    script.remember(end(script, failed=2))
    page = open_page(f"{script.url}/scans/{SESSION}?tab=not-examined")
    page.get_by_role("button", name="Retry vendor data package 1.pdf").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Scan complete")
    assert [(retry.file_ids, retry.token) for retry in asked(script, client.RetryFailed)] == [(("bad1",), "canary")]
    script.say(examined("bad1"))
    expect(page.get_by_role("tab", name="Not examined 1")).to_be_visible()
    expect(page.get_by_role("row", name="vendor data package 1.pdf")).to_be_hidden()
    expect(page.get_by_role("row", name="vendor data package 2.pdf")).to_be_visible()


def test_on_a_phone_one_file_is_retried_by_ticking_it(open_page: OpenPage, script: Script) -> None:
    remember(script, 3)
    script.remember(failure(1))
    script.remember(failure(2))
    script.remember(end(script, failed=2))
    page = open_page(f"{script.url}/scans/{SESSION}?tab=not-examined", viewport=PHONE)
    page.get_by_role("checkbox", name="Choose vendor data package 2.pdf").check()
    page.get_by_role("button", name="Retry 1 chosen").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Scan complete")
    assert [retry.file_ids for retry in asked(script, client.RetryFailed)] == [("bad2",)]


def test_tabs_agree_though_one_was_away_while_a_retry_mended_a_file(open_page: OpenPage, script: Script) -> None:
    remember(script, 3)
    script.remember(failure(1))
    script.remember(failure(2))
    tabs = [open_page(f"{script.url}/scans/{SESSION}?tab=not-examined") for _ in range(2)]
    for tab in tabs:
        expect(tab.get_by_role("tab", name="Not examined 2")).to_be_visible()
    script.cut()
    script.epoch = 2
    script.remember(examined("bad1"))
    tabs.append(open_page(f"{script.url}/scans/{SESSION}?tab=not-examined"))
    for tab in tabs:
        expect(tab.get_by_role("tab", name="Not examined 1")).to_be_visible(timeout=15_000)
        expect(tab.get_by_role("row", name="vendor data package 1.pdf")).to_be_hidden()
        expect(tab.get_by_role("row", name="vendor data package 2.pdf")).to_be_visible()


def test_a_code_leads_to_its_hits_and_what_is_missing_to_a_new_scan(open_page: OpenPage, script: Script) -> None:
    remember(script, 12)
    script.answers.scans = [summary(SESSION)]
    near = row_models.NearMiss(
        found_as="H0LE-900",
        why=NearMissKind.LOOKALIKE,
        file_id="file1",
        file_name="ISO-4001.pdf",
        path="Unit 40",
        pdf_link="https://drive.google.com/file/d/file1/view",
        page=3,
        place=None,
    )
    script.results["not_found"] = (
        row_models.NotFoundRow(code="HOLE-900", near=(near,)),
        row_models.NotFoundRow(code="HOLE-901", near=()),
    )
    page = open_scan(open_page, script)
    page.get_by_role("tab", name="By code").click()
    page.get_by_role("button", name='10"-CWS-1042-A1B-N').click()
    expect(page.get_by_text("4 of 17 hits")).to_be_visible()
    script.say(end(script, codes_not_found=2))
    page.get_by_role("tab", name="Not found 2").click()
    expect(page.get_by_role("row", name="HOLE-900")).to_contain_text("H0LE-900, the same but for letters and digits")
    page.get_by_role("button", name="Scan only these").click()
    page.get_by_role("dialog", name="Scan only these").get_by_role("button", name="Start scan").click()
    expect(page.get_by_text("No match yet").or_(page.get_by_role("grid"))).to_be_visible()
    expect(page).to_have_url(f"{script.url}/scans/{SESSION}")
    started = [action for action in script.received if isinstance(action, client.StartScan)]
    assert [action.target_hole_codes for action in started] == [("HOLE-900", "HOLE-901")]
