import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from holescan.domain.examination import FileStatus
from holescan.domain.reasons import Reason
from local.samples.sample import Sample
from local.samples.tags import SURVEY_POINT, tag_book
from local.samples.write import BLANK, CODES, DRAWINGS, EXPECTED, REPEATED, SampleSet, sample_set

SEED = 7


@pytest.fixture(scope="module")
def made() -> SampleSet:
    return sample_set(SEED)


@dataclass(frozen=True)
class Written:
    folder: Path
    said: str


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("samples")
    command = [sys.executable, "-m", "local.samples", str(folder), "--seed", str(SEED)]
    return Written(folder, subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _bare(text: str) -> str:
    return re.sub(r"[\s–_-]", "", text).casefold()


def _pdf_text(content: bytes) -> str:
    reader = PdfReader(BytesIO(content))
    return "\n".join(page.extract_text() for page in reader.pages)


def _docx_text(content: bytes) -> str:
    document = Document(BytesIO(content))
    header = "\n".join(paragraph.text for paragraph in document.sections[0].header.paragraphs)
    return (
        header + "\n" + "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    )


def _xlsx_text(content: bytes) -> str:
    workbook = openpyxl.load_workbook(BytesIO(content))
    return "\n".join(str(value) for sheet in workbook for row in sheet.values for value in row)


def _plain_text(content: bytes) -> str:
    encoding = "utf-16" if content.startswith(b"\xff\xfe") else "utf-8-sig"
    return content.decode(encoding, errors="replace").replace('""', '"')


READERS = {".pdf": _pdf_text, ".docx": _docx_text, ".xlsx": _xlsx_text, ".txt": _plain_text, ".csv": _plain_text}


@pytest.fixture(scope="module")
def texts(made: SampleSet) -> dict[Sample, str]:
    """What other readers than holescan's get out of every eighth file and of all small ones."""
    readable = [sample for sample in made.samples if sample.reason is None and Path(sample.path).suffix in READERS]
    chosen = [sample for place, sample in enumerate(readable) if place % 8 == 0 or not sample.path.endswith(".pdf")]
    return {sample: _bare(READERS[Path(sample.path).suffix](sample.content)) for sample in chosen}


def test_the_same_seed_gives_the_same_truth_and_the_same_bytes(made: SampleSet, written: Written) -> None:
    assert json.loads((written.folder / EXPECTED).read_text()) == json.loads(json.dumps(made.expected))
    for sample in made.samples:
        # An encrypted file holds random numbers.
        if "/Confidential/" not in sample.path:
            assert (written.folder / DRAWINGS / sample.path).read_bytes() == sample.content, sample.path


def test_another_seed_gives_other_tags(made: SampleSet) -> None:
    others = tag_book(Random(SEED + 1))  # noqa: S311 (tags, not secrets)
    assert not set(others.lines) & set(made.book.lines)


def test_there_are_three_hundred_files_of_every_kind_and_verdict(made: SampleSet) -> None:
    paths = [sample.path for sample in made.samples]
    assert len(set(paths)) == len(paths) >= 300
    assert {Path(path).suffix for path in paths} >= {".pdf", ".xlsx", ".docx", ".csv", ".txt", ".dwg"}
    statuses = Counter(sample.status for sample in made.samples)
    assert min(statuses[FileStatus.MATCH], statuses[FileStatus.NO_MATCH]) > 80
    reasons = {sample.reason for sample in made.samples} - {None}
    assert reasons == {Reason.NEEDS_OCR, Reason.CORRUPT, Reason.EMPTY, Reason.PASSWORD, Reason.UNSUPPORTED}


def test_every_listed_code_but_those_of_nowhere_is_in_some_file(made: SampleSet) -> None:
    found = {code for sample in made.samples for code in sample.codes}
    assert found == set(made.book.present)
    assert not found & set(made.book.nowhere)
    assert len(made.book.listed) == len(set(made.book.listed)) >= 120


def test_another_reader_finds_in_each_file_the_codes_that_the_truth_names(texts: dict[Sample, str]) -> None:
    for sample, text in texts.items():
        missing = [code for code in sample.codes if _bare(code) not in text]
        assert not missing, (sample.path, missing)


def test_another_reader_finds_no_listed_line_that_the_truth_does_not_name(
    made: SampleSet, texts: dict[Sample, str]
) -> None:
    for sample, text in texts.items():
        found = {line for line in made.book.lines if re.search(rf"(?<!\d){re.escape(_bare(line))}", text)}
        assert found <= set(sample.codes), sample.path


def test_scans_hold_no_text_and_locked_files_do_not_open(made: SampleSet) -> None:
    for sample in made.samples:
        if sample.reason is Reason.NEEDS_OCR:
            assert _pdf_text(sample.content).strip() == ""
            assert sample.pictured
        if sample.reason is Reason.PASSWORD:
            assert PdfReader(BytesIO(sample.content)).is_encrypted


def test_drawings_carry_tags_at_the_angles_of_isometric_paper(made: SampleSet) -> None:
    turns: set[tuple[str, str]] = set()
    for sample in made.samples[:50]:
        contents = PdfReader(BytesIO(sample.content)).pages[0].get_contents()
        assert contents is not None
        turned = re.findall(rb"\n(\S+) (\S+) \S+ \S+ \S+ \S+ cm", contents.get_data())
        turns |= {(f"{float(cosine):.2f}", f"{float(sine):.2f}") for cosine, sine in turned}
    assert {("0.87", "0.50"), ("0.00", "1.00"), ("-0.87", "0.50")} <= turns


def test_names_are_odd_but_allowed_on_any_disk(made: SampleSet) -> None:
    odd = [sample.path.rpartition("/")[2] for sample in made.samples if sample.path.startswith("Odd")]
    assert {name[0] for name in odd} >= set("=+@-")
    assert any(len(name) > 200 for name in odd)
    assert all(len(name.encode()) <= 255 and unicodedata.is_normalized("NFC", name) for name in odd)


def test_the_code_sheet_holds_every_code_and_every_trap(made: SampleSet, written: Written) -> None:
    sheet = openpyxl.load_workbook(written.folder / CODES).worksheets[0]
    header, *cells = [row[0] for row in sheet.values]
    texts = [cell for cell in cells if isinstance(cell, str)]
    assert header == "Hole code"
    assert set(texts) | {SURVEY_POINT} == set(made.book.listed)
    assert len(texts) - len(set(texts)) == REPEATED
    assert [cell for cell in cells if isinstance(cell, int | float)] == [float(SURVEY_POINT)]
    assert sum(isinstance(cell, datetime) for cell in cells) == 1
    assert cells.count(None) == BLANK


def test_the_sheet_and_the_truth_lie_beside_the_scanned_folder(made: SampleSet, written: Written) -> None:
    drawings = written.folder / DRAWINGS
    files = {str(path.relative_to(drawings)) for path in drawings.rglob("*") if path.is_file()}
    assert files == {sample.path for sample in made.samples}
    assert {path.name for path in written.folder.iterdir()} == {DRAWINGS, CODES, EXPECTED}
    assert written.said.startswith(f"{len(files)} drawings (")
