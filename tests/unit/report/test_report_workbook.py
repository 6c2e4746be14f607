"""The workbook, read back with openpyxl: sheets, totals, and text that stays text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from holescan.adapters.report.option_words import option_words
from holescan.adapters.report.reason_words import REASON_WORDS
from holescan.adapters.report.summary import LINE_HEIGHT
from holescan.adapters.report.tables import Limits
from holescan.adapters.report.workbook import ExcelReport
from holescan.domain.estimates import dollars
from holescan.domain.examination import Examination
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.domain.session import ReportTotals
from holescan.domain.text import Unread
from holescan.ports import ReportContents, WrittenReport
from holescan.protocol.client import ScanOptions
from holescan.protocol.row_models import CodeRow
from tests.unit.report_samples import (
    STARTED_AT,
    ScanSample,
    a_file,
    a_folder_failure,
    a_match,
    a_near_miss,
    almost,
    an_outcome,
    matched,
    no_match,
    not_examined,
)

SHEETS = ["Summary", "Matches", "By code", "Codes not found", "Not examined", "All files"]
NAMES_ON_THE_PAGE = Path(__file__).parents[3] / "frontend/src/results/notexamined/reasonNames.ts"
UNREAD_PAGES = (Unread("page 3", Reason.NEEDS_OCR), Unread("page 7", Reason.NEEDS_OCR))


def contents_of(*outcomes: Outcome, scan: ScanSample | None = None, folders: int = 0) -> ReportContents:
    scan = scan or ScanSample()
    scan = replace(scan, total_files=scan.total_files or len(outcomes))
    return ReportContents(
        session=scan.session,
        live=scan.live,
        codes=scan.codes,
        outcomes=lambda: iter(outcomes),
        folders=tuple(a_folder_failure(f"Secret {n}") for n in range(folders)),
        written_at=STARTED_AT.replace(hour=11),
    )


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "report.xlsx"


def written(target: Path, contents: ReportContents, limits: Limits | None = None) -> tuple[Workbook, ReportTotals]:
    report = report_on(target, contents, limits)
    return load_workbook(target), report.totals


def report_on(target: Path, contents: ReportContents, limits: Limits | None = None) -> WrittenReport:
    return ExcelReport(limits or Limits()).write(contents, target)


def rows_of(book: Workbook, sheet: str) -> list[tuple[object, ...]]:
    return list(book[sheet].iter_rows(min_row=2, values_only=True))


def summary_of(book: Workbook) -> dict[object, object]:
    return {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True) if len(row) > 1 and row[1]}


def all_cells(book: Workbook) -> Iterator[tuple[object, str]]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from ((cell.value, cell.data_type) for cell in row)


def test_sheets_stand_in_the_order_of_the_design(target: Path) -> None:
    book, _ = written(target, contents_of())
    assert book.sheetnames == SHEETS


def test_totals_are_counted_from_the_outcomes(target: Path) -> None:
    in_part = matched("part.pdf", "HOLE-1", unread=UNREAD_PAGES)
    _, totals = written(target, contents_of(matched(), in_part, no_match(), not_examined()))
    assert totals == ReportTotals(listed=4, matched=2, no_match=1, not_examined=1, unread_files=1, codes_not_found=1)


def test_a_match_has_a_row_per_file_and_code(target: Path) -> None:
    book, _ = written(target, contents_of(matched("a.pdf", "HOLE-1", "HOLE-2"), matched("b.pdf", "HOLE-1")))
    assert [row[:4] for row in rows_of(book, "Matches")] == [
        ("HOLE-1", "a.pdf", "Area 1", 3),
        ("HOLE-2", "a.pdf", "Area 1", 3),
        ("HOLE-1", "b.pdf", "Area 1", 3),
    ]


def test_weak_codes_are_marked_and_counted_apart(target: Path) -> None:
    weak = an_outcome(a_file("w.pdf"), Examination((a_match("7", weak=True),)))
    book, _ = written(target, contents_of(weak, matched(), scan=ScanSample(codes=("HOLE-1", "7"))))
    assert {row[0]: row[7] for row in rows_of(book, "Matches")} == {"7": "weak", "HOLE-1": None}
    summary = summary_of(book)
    assert (summary["Codes found"], summary["Weak codes found"]) == (1, 1)
    assert (summary["With at least one code"], summary["With weak codes only"]) == (1, 1)
    assert str(summary["Totals"]).startswith("✓ reconciles: 2 listed = 2 matched")


def test_by_code_lists_found_codes_in_the_users_order(target: Path) -> None:
    outcomes = [matched("a.pdf", "HOLE-2", "HOLE-1"), matched("b.pdf", "HOLE-2")]
    book, _ = written(target, contents_of(*outcomes))
    assert [(row[0], row[1], row[5]) for row in rows_of(book, "By code")] == [
        ("HOLE-1", 1, "a.pdf"),
        ("HOLE-2", 2, "a.pdf; b.pdf"),
    ]


def test_by_code_counts_all_files_and_names_only_the_first(target: Path) -> None:
    book, _ = written(target, contents_of(*(matched(f"{n}.pdf") for n in range(25))))
    ((_, files, *_, names),) = rows_of(book, "By code")
    assert files == 25
    assert str(names).endswith("19.pdf; … and 5 more")


def test_a_code_that_was_not_found_says_whether_that_is_certain(target: Path) -> None:
    book, _ = written(target, contents_of(matched()))
    assert [row[:3] for row in rows_of(book, "Codes not found")] == [("HOLE-2", "In none of the files.", None)]
    book, _ = written(target, contents_of(matched(), not_examined()))
    assert "may still stand" in str(rows_of(book, "Codes not found")[0][1])


def test_a_code_that_was_not_found_shows_where_something_like_it_stands(target: Path) -> None:
    contents = contents_of(matched(), almost("a.pdf"), almost("b.pdf", a_near_miss(found_as="A-HOLE-2")))
    book, _ = written(target, contents)
    rows = rows_of(book, "Codes not found")
    assert [(row[0], *row[2:5], row[6]) for row in rows] == [
        ("HOLE-2", "HOLE-2A", "part of a longer code", "a.pdf", 7),
        ("HOLE-2", "A-HOLE-2", "part of a longer code", "b.pdf", 7),
    ]
    assert str(book["Codes not found"]["I2"].hyperlink.target).startswith("https://drive.google.com/file/d/")


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)], ids=["found later", "found earlier"])
def test_a_code_that_some_file_carries_has_no_near_misses(target: Path, order: slice) -> None:
    outcomes = [almost("a.pdf"), matched("b.pdf", "HOLE-2")][order]
    contents = contents_of(*outcomes, scan=ScanSample(codes=("HOLE-2",)))
    assert list(report_on(target, contents).not_found) == []
    assert rows_of(load_workbook(target), "Codes not found") == []


def test_a_code_shows_five_near_misses_at_most(target: Path) -> None:
    (row,) = report_on(target, contents_of(matched(), *(almost(f"{n}.pdf") for n in range(9)))).not_found
    assert [miss.file_name for miss in row.near] == ["0.pdf", "1.pdf", "2.pdf", "3.pdf", "4.pdf"]


def test_a_code_that_was_not_found_shows_where_its_double_took_the_place(target: Path) -> None:
    scan = ScanSample(codes=("HOLE_1", "HOLE-1"))
    contents = contents_of(no_match(), matched("a.pdf", "HOLE-1"), matched("b.pdf", "HOLE-1"), scan=scan)
    (row,) = report_on(target, contents).not_found
    (near,) = row.near
    assert (row.code, near.found_as, near.why, near.file_name, near.page) == (
        "HOLE_1",
        "hole-1",
        "spelling",
        "a.pdf",
        3,
    )


def test_clients_are_told_of_every_code_in_the_users_order(target: Path) -> None:
    weak = an_outcome(a_file("w.pdf"), Examination((a_match("7", weak=True),)))
    scan = ScanSample(codes=("HOLE-3", "7", "HOLE-1", "HOLE-2"))
    report = report_on(target, contents_of(matched(), weak, almost("a.pdf"), matched("z.pdf"), scan=scan))
    assert list(report.by_code) == [
        CodeRow(code="7", weak=True, files=1, places=2, file_names=("w.pdf",)),
        CodeRow(code="HOLE-1", weak=False, files=2, places=4, file_names=("sheet.pdf", "z.pdf")),
    ]
    assert [(row.code, [miss.found_as for miss in row.near]) for row in report.not_found] == [
        ("HOLE-3", []),
        ("HOLE-2", ["HOLE-2A"]),
    ]


def test_not_examined_names_folders_files_and_parts_of_files(target: Path) -> None:
    in_part = matched("part.pdf", unread=UNREAD_PAGES)
    book, _ = written(target, contents_of(in_part, no_match(), not_examined(), folders=1))
    assert [(row[0], row[1], row[3], row[4]) for row in rows_of(book, "Not examined")] == [
        ("Secret 0", "Folder", "files in it", "Not shared with you"),
        ("part.pdf", "Part of a file", "page 3; page 7", "Pictures without text"),
        ("locked.pdf", "File", "the whole file", "Protected by a password"),
    ]


def test_what_to_do_about_a_folder_is_no_retry(target: Path) -> None:
    book, _ = written(target, contents_of(not_examined(), folders=1))
    folder, file = (row[5] for row in rows_of(book, "Not examined"))
    assert (folder, file) == (a_folder_failure().message, Reason.PASSWORD.message)


def test_all_files_has_every_file_with_its_verdict(target: Path) -> None:
    book, _ = written(target, contents_of(matched(unread=UNREAD_PAGES), no_match(), not_examined()))
    assert [row[2] for row in rows_of(book, "All files")] == ["Match, read in part", "No match", "Not examined"]


def test_all_files_gives_the_first_reason_in_words_for_people(target: Path) -> None:
    book, _ = written(target, contents_of(no_match(), not_examined("broken.pdf", Reason.CORRUPT)))
    assert [row[7] for row in rows_of(book, "All files")] == [None, "Damaged"]


def test_the_report_and_the_dashboard_call_every_reason_the_same() -> None:
    on_the_page = dict(re.findall(r'^  (\w+): "(.+)",$', NAMES_ON_THE_PAGE.read_text("utf-8"), re.MULTILINE))
    assert on_the_page == {reason.value: REASON_WORDS[reason] for reason in Reason}


def test_totals_that_reconcile_are_said_to(target: Path) -> None:
    book, _ = written(target, contents_of(matched(), no_match(), not_examined()))
    assert summary_of(book)["Totals"] == "✓ reconciles: 3 listed = 1 matched + 1 no match + 1 not examined"


def test_a_file_without_an_outcome_does_not_reconcile_and_is_not_hidden(target: Path) -> None:
    book, _ = written(target, contents_of(matched(), scan=ScanSample(total_files=2)))
    summary = summary_of(book)
    assert str(summary["Totals"]).startswith("✗ does not reconcile: 2 listed")
    assert "do not reconcile" in str(summary["Attention"])


@pytest.mark.parametrize(
    "contents",
    [
        contents_of(),
        contents_of(not_examined()),
        contents_of(matched(unread=UNREAD_PAGES)),
        contents_of(matched(), folders=1),
        contents_of(matched(), scan=ScanSample(listing_complete=False)),
        contents_of(matched(), scan=ScanSample(cancel_asked=True)),
    ],
)
def test_anything_missing_puts_a_banner_on_the_summary(target: Path, contents: ReportContents) -> None:
    book, _ = written(target, contents)
    assert "Attention" in summary_of(book)


def test_nothing_missing_is_said_plainly(target: Path) -> None:
    book, _ = written(target, contents_of(matched(), no_match()))
    assert summary_of(book)["Result"] == "Complete: every listed file was read to its end."


def test_the_summary_says_that_a_retry_has_no_more_pages_to_recognise(target: Path) -> None:
    scan = ScanSample(options={"ocr_page_budget": 1000}, pages_recognised=1000)
    book, _ = written(target, contents_of(not_examined("scan.pdf", Reason.NEEDS_OCR), scan=scan))
    assert "(1,000), and a retry gets no more" in str(summary_of(book)["Warning"])


def test_the_summary_shows_folder_options_warnings_and_a_short_owner(target: Path) -> None:
    scan = ScanSample(warnings=("3 codes repeat.",), options={"mode": "exact", "types": [], "leading_zeros": True})
    book, _ = written(target, contents_of(matched(), scan=scan))
    summary = summary_of(book)
    assert (summary["Folder"], summary["Started by"], summary["Warning"]) == ("Drawings", "ab12ab12", "3 codes repeat.")
    assert summary["Equal to the code"] == "exactly as the list spells it"
    assert (summary["Only these kinds"], summary["Leading zeros do not count"]) == ("all", "yes")


def test_the_summary_estimates_the_cost_and_says_from_what(target: Path) -> None:
    files, pages = 10_000, 2_000
    scan = ScanSample(total_files=files, pages_recognised=pages)
    book, _ = written(target, contents_of(matched(), scan=scan))
    summary = summary_of(book)
    assert summary["Estimated cost"] == f"about {dollars(files=files, pages=pages):.2f} USD"
    assert "Files listed: 10,000" in str(summary["Estimated from"])
    assert "Pages recognised: 2,000" in str(summary["Estimated from"])


def test_a_cost_below_a_cent_is_not_rounded_to_nothing(target: Path) -> None:
    book, _ = written(target, contents_of(matched()))
    assert summary_of(book)["Estimated cost"] == "under 1 cent"


def test_every_option_of_a_scan_has_words_for_people() -> None:
    words = dict(option_words(ScanOptions().model_dump(mode="json")))
    assert not set(words) & set(ScanOptions.model_fields)
    assert words["Equal to the code"] == "usual: case, dashes and spaces do not count"
    assert words["Largest file, bytes"] == "any"


def test_a_long_warning_is_written_as_high_as_it_is_long(target: Path) -> None:
    scan = ScanSample(warnings=("short.", "long " * 40))
    book, _ = written(target, contents_of(matched(), scan=scan))
    sheet = book["Summary"]
    shown = [str(cell.value)[:5] for cell in sheet["B"]]
    heights = {text: sheet.row_dimensions[row].height for row, text in enumerate(shown, start=1)}
    assert (heights["short"], heights["long "]) == (None, 3 * LINE_HEIGHT)


HOSTILE = [
    '=HYPERLINK("http://evil","x")',
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "#N/A",
    "tab\tand\x00null\x1b",
    "\ufffe\uffff",
    "lone \ud800 surrogate",
    "<b>&amp;</b>",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_text_is_always_text(target: Path, name: str) -> None:
    match = replace(a_match(name, snippet=name), found_as=name, place=name)
    file = replace(a_file("x.pdf"), name=name, path=name)
    hostile = an_outcome(file, Examination((match,), (Unread(name, Reason.CORRUPT),)))
    scan = ScanSample(codes=(name, f"{name} 2"), folder_name=name, warnings=(name,), options={"name_pattern": name})
    book, _ = written(target, contents_of(hostile, scan=scan))
    assert {kind for _, kind in all_cells(book)} <= {"s", "n", "d", "inlineStr"}


def test_a_name_that_looks_like_a_formula_is_shown_as_it_is(target: Path) -> None:
    book, _ = written(target, contents_of(matched("=1+1.pdf")))
    cell = book["Matches"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1.pdf", "s", True)


def test_links_lead_to_drive(target: Path) -> None:
    book, _ = written(target, contents_of(matched("a.pdf"), not_examined("b.pdf")))
    for sheet, cell in (("Matches", "K2"), ("Not examined", "G2"), ("All files", "K3")):
        assert str(book[sheet][cell].hyperlink.target).startswith("https://drive.google.com/file/d/")
    assert book["Summary"]["B5"].hyperlink.target == "https://drive.google.com/drive/folders/root-folder"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", 'https://x/"><script>', "https://", ""])
def test_what_is_no_web_link_is_plain_text(target: Path, link: str) -> None:
    book, _ = written(target, contents_of(an_outcome(a_file(link=link), Examination())))
    cell = book["All files"]["K2"]
    assert (cell.hyperlink, cell.value) == (None, link or None)


def test_after_the_last_link_a_sheet_may_hold_links_are_plain_text(target: Path) -> None:
    book, _ = written(target, contents_of(*(no_match(f"{n}.pdf") for n in range(3))), Limits(links=2))
    cells = [book["All files"][f"K{row}"] for row in (2, 3, 4)]
    assert [bool(cell.hyperlink) for cell in cells] == [True, True, False]
    assert str(cells[2].value).startswith("https://drive.google.com/")


def test_a_full_sheet_goes_on_behind_itself_with_its_header(target: Path) -> None:
    outcomes = [matched(f"{n}.pdf") for n in range(5)]
    book, _ = written(target, contents_of(*outcomes), Limits(rows=3))
    assert [name for name in book.sheetnames if name.startswith("Matches")] == [
        "Matches",
        "Matches (2)",
        "Matches (3)",
    ]
    assert book.sheetnames[1:4] == ["Matches", "Matches (2)", "Matches (3)"]
    assert book["Matches (3)"]["A1"].value == "Hole code"
    assert [row[1] for row in rows_of(book, "Matches (2)")] == ["2.pdf", "3.pdf"]


def test_lists_have_a_frozen_header_and_a_filter_over_all_rows(target: Path) -> None:
    book, _ = written(target, contents_of(matched(), no_match()))
    for name in SHEETS[1:]:
        assert book[name].freeze_panes == "A2"
    assert book["All files"].auto_filter.ref == "A1:K3"
