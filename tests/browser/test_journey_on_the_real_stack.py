"""The page, the deployed template, a real WebSocket and real files: from the start to a report that opens."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from local.outputs import Outputs
from local.world import Plan, running

OpenPage = Callable[..., Page]

FILES = 60
LIMIT_MS = 120_000
CUT_SOCKETS = "window.openSockets.forEach(socket => socket.close())"
CUT_AGAIN_AND_AGAIN = f"window.cutting = setInterval(() => {{ {CUT_SOCKETS} }}, 700)"
STOP_CUTTING = "clearInterval(window.cutting)"
KEEP_SOCKETS = """
window.openSockets = [];
window.WebSocket = class extends window.WebSocket {
  constructor(...given) { super(...given); window.openSockets.push(this); }
};
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outputs]:
    home = tmp_path_factory.mktemp("browser-world")
    drive = home / "drive"
    write_drawings(drive)
    with running(Plan(home=home / "run", outputs=home / "outputs.json", drive=drive), print) as outputs:
        yield outputs


def write_drawings(folder: Path) -> None:
    for number in range(FILES):
        path = folder / f"unit {number % 3}" / f"ISO-{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Line {number} ends at HOLE-{number:03}." if number % 2 else "Nothing here.")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nthis is no drawing")


def code_sheet() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in ("Hole", "HOLE-001", "HOLE-003", "HOLE-999"):
        sheet.append([line])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def choose_sheet(page: Page) -> None:
    sheet = {"name": "codes.xlsx", "mimeType": "", "buffer": code_sheet()}
    page.get_by_label("Drop your code sheet").set_input_files(sheet)  # type: ignore[arg-type] # playwright's FilePayload


def start(page: Page) -> None:
    page.get_by_role("button", name="Start scan").click()


def the_end(page: Page) -> None:
    expect(page.get_by_role("heading", name="Scan complete")).to_be_visible(timeout=LIMIT_MS)


def test_from_the_start_to_a_report_that_opens(open_page: OpenPage, world: Outputs) -> None:
    page = open_page(world["DashboardUrl"])
    choose_sheet(page)
    page.get_by_label("Or type codes").fill("HOLE-005")
    start(page)
    expect(page.get_by_role("progressbar", name="Files read")).to_be_visible(timeout=LIMIT_MS)
    the_end(page)
    for found in ("HOLE-001", "HOLE-003", "HOLE-005"):
        expect(page.get_by_role("row", name=found)).to_have_count(1)
    expect(page.get_by_text(f"{FILES + 1} of {FILES + 1} files", exact=False)).to_be_visible()
    expect(page.get_by_text("Not everything was examined.", exact=False)).to_be_visible()
    page.get_by_role("tab", name="Not examined 1").click()
    expect(page.get_by_role("row", name="broken.pdf")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download report").click()
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    matches = [row[0] for row in book["Matches"].iter_rows(min_row=2, values_only=True)]
    assert sorted(str(code) for code in matches) == ["HOLE-001", "HOLE-003", "HOLE-005"]


def test_a_cut_socket_and_a_reload_end_in_the_same_screen(open_page: OpenPage, world: Outputs) -> None:
    page = open_page(world["DashboardUrl"])
    page.add_init_script(KEEP_SOCKETS)
    page.reload()
    choose_sheet(page)
    start(page)
    expect(page.get_by_role("heading", name="Scanning")).to_be_visible(timeout=LIMIT_MS)
    page.evaluate(CUT_SOCKETS)
    the_end(page)
    expect(page.get_by_text("2 hits in 2 files")).to_be_visible()
    page.reload()
    the_end(page)
    expect(page.get_by_text("2 hits in 2 files")).to_be_visible()


def test_a_socket_cut_again_and_again_ends_in_the_screen_of_one_left_alone(open_page: OpenPage, world: Outputs) -> None:
    cut = open_page(world["DashboardUrl"])
    cut.add_init_script(KEEP_SOCKETS)
    cut.reload()
    choose_sheet(cut)
    start(cut)
    expect(cut).to_have_url(re.compile("/scans/"), timeout=LIMIT_MS)
    calm = cut.context.new_page()
    calm.goto(cut.url)
    cut.evaluate(CUT_AGAIN_AND_AGAIN)
    the_end(calm)
    cut.evaluate(STOP_CUTTING)
    the_end(cut)
    for page in (calm, cut):
        expect(page.get_by_text("2 hits in 2 files")).to_be_visible()
        expect(page.get_by_role("tab", name="Not examined 1")).to_be_visible()
        expect(page.get_by_role("row", name=re.compile("HOLE-00[13]"))).to_have_count(2)
    assert cut.get_by_role("row").all_inner_texts() == calm.get_by_role("row").all_inner_texts()


def test_wrong_input_is_told_at_its_field_and_the_page_goes_on(open_page: OpenPage, world: Outputs) -> None:
    page = open_page(world["DashboardUrl"])
    page.get_by_label("Or type codes").fill("HOLE-001")
    folder = page.get_by_label("Drive folder")
    right = folder.input_value()
    folder.fill("https://example.org/folders/abc")
    start(page)
    expect(folder).to_have_attribute("aria-invalid", "true", timeout=LIMIT_MS)
    expect(page.locator("#folder-problem")).to_contain_text("does not lead to Google Drive")
    folder.fill(right)
    page.get_by_role("button", name="Use another token").click()
    token = page.get_by_label("Access token")
    token.fill("not-the-token")
    start(page)
    expect(token).to_have_attribute("aria-invalid", "true", timeout=LIMIT_MS)
