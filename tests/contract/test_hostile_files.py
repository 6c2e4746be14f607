"""Files made to hurt, read where they can do no harm: each costs itself alone, and says why."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.adapters.extraction.limits import MIB, ExtractionLimits
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import ExtractedText, Unread
from tests.contract import hostile_pdfs
from tests.unit.extraction.containers import zipped

# A quarter of what a worker grants, so that what fills its memory does so soon.
LIMITS = ExtractionLimits(memory_bytes=512 * MIB, wall_s=40)
SHEET = (
    '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>',
    '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>',
)
CELL = '<row r="{0}"><c r="{1}{0}" t="str"><v>{2}</v></c></row>'


@pytest.fixture
def extractor() -> Iterator[ChildExtractor]:
    with ChildExtractor(LIMITS) as child:
        yield child


@pytest.fixture
def read(extractor: ChildExtractor, tmp_path: Path) -> Iterator[Callable[[bytes, str], ExtractedText]]:
    """Reads a file, and in the end another one: whatever the first did, it is done with."""

    def extracted(content: bytes, name: str) -> ExtractedText:
        path = tmp_path / "hostile"
        path.write_bytes(content)
        return extractor.extract(path, name=name)

    yield extracted
    assert [part.text for part in extracted(b"BH-07", "good.txt").parts] == ["BH-07"]


Reader = Callable[[bytes, str], ExtractedText]


def reasons_of(read: Reader, content: bytes, name: str) -> set[Reason]:
    """Why the file, or a part of it, was not read."""
    try:
        return {gap.reason for gap in read(content, name).unread}
    except FileUnreadable as unreadable:
        return {unreadable.reason}


def workbook(rows: str) -> bytes:
    return zipped(
        {
            "xl/workbook.xml": SHEET[0].encode(),
            "xl/_rels/workbook.xml.rels": SHEET[1].encode(),
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode(),
        }
    )


@pytest.mark.parametrize("make", [hostile_pdfs.paths, hostile_pdfs.endless_tree, hostile_pdfs.many_pages])
def test_what_is_readable_of_a_large_drawing_is_read_and_the_rest_has_a_reason(
    read: Reader, make: Callable[[], bytes]
) -> None:
    text = read(make(), "a.pdf")
    assert "HOLE-1" in text.parts[0].text
    assert {gap.reason for gap in text.unread} <= {Reason.NEEDS_OCR, Reason.CORRUPT, Reason.TOO_LARGE}
    assert text.unread


def test_letters_heaped_on_one_place_are_read(read: Reader) -> None:
    assert read(hostile_pdfs.letters(), "a.pdf").parts


@pytest.mark.parametrize("make", [hostile_pdfs.nested_forms, hostile_pdfs.form_of_itself, hostile_pdfs.deep_tree])
def test_what_fills_memory_or_leads_nowhere_costs_its_file(read: Reader, make: Callable[[], bytes]) -> None:
    assert reasons_of(read, make(), "a.pdf") & {Reason.TOO_LARGE, Reason.TIMED_OUT, Reason.CORRUPT, Reason.CRASHED}


def test_a_bomb_in_an_archive_costs_itself_alone(read: Reader) -> None:
    bomb = hostile_pdfs.form_of_itself()
    text = read(zipped({"a.txt": b"HOLE-1", "bomb.pdf": bomb, "c.txt": b"HOLE-2", "d.pdf": bomb}), "a.zip")
    assert [(part.place, part.text) for part in text.parts] == [("a.txt", "HOLE-1"), ("c.txt", "HOLE-2")]
    assert text.unread == (Unread("bomb.pdf", Reason.TOO_LARGE), Unread("d.pdf", Reason.TOO_LARGE))


def test_a_sheet_of_two_cells_far_apart_is_read(read: Reader) -> None:
    rows = CELL.format(1, "A", "HOLE-1") + CELL.format(1_048_576, "XFD", "HOLE-2")
    text = read(workbook(rows), "a.xlsx")
    assert [part.text for part in text.parts] == ["S", "HOLE-1", "HOLE-2"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: workbook(" " * 30_000_000),
        lambda: zipped({"word/document.xml": b"<p>" * 3_000_000}),
        lambda: zipped({"bomb.txt": b" " * 30_000_000}),
    ],
    ids=["workbook", "document", "archive"],
)
def test_a_megabyte_that_unzips_to_a_thousand_is_refused(read: Reader, make: Callable[[], bytes]) -> None:
    assert reasons_of(read, make(), "bomb") == {Reason.TOO_LARGE}


def test_a_document_nested_without_end_keeps_its_reader(read: Reader) -> None:
    body = b"".join(b"<w:p%d>" % number for number in range(150_000))
    assert reasons_of(read, zipped({"word/document.xml": b"<w:d>" + body}), "a.docx") == {Reason.CORRUPT}


def test_a_mail_of_ten_thousand_attachments_is_read_to_its_limit(read: Reader) -> None:
    mail = EmailMessage()
    mail.make_mixed(boundary="b")
    parts = b"".join(
        b'--b\nContent-Disposition: attachment; filename="%d.txt"\n\nHOLE-%d\n' % (n, n) for n in range(10_002)
    )
    text = read(b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--\n", "a.eml")
    assert len(text.parts) == LIMITS.zip_members
    assert [gap.reason for gap in text.unread] == [Reason.TOO_LARGE] * 2


def test_millions_of_little_texts_cost_the_parent_little(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(b"A-1,B-2\n" * 700_000)
    program = (
        "import re, sys; from pathlib import Path;"
        "from holescan.adapters.extraction.extractor import ChildExtractor;"
        "text = ChildExtractor().extract(Path(sys.argv[1]), name='many.csv');"
        # Not ru_maxrss: that begins with what the process that started this one held.
        "peak = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1];"
        "print(sum(part.text.count('A-1') for part in text.parts), peak)"
    )
    run = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    found, kilobytes = map(int, run.stdout.split())
    assert (found, kilobytes < 400 * 1024) == (700_000, True)
