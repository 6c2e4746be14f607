import io
import zipfile
from pathlib import Path

import pytest

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from tests.unit.extraction.readers import Read

BODY = "<w:document xmlns:w='w'><w:body>{}</w:body></w:document>"


def office_zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def document(text: str, **others: bytes) -> bytes:
    return office_zip({"word/document.xml": BODY.format(text).encode(), **others})


def reason_of(read_bytes: Read, content: bytes, **limits: int) -> Reason:
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(content, "a.docx", limits=ExtractionLimits(**limits))
    return caught.value.reason


def test_a_bomb_is_refused_by_its_ratio_before_it_is_unzipped(read_bytes: Read) -> None:
    assert reason_of(read_bytes, document(" " * 3_000_000)) is Reason.TOO_LARGE


def test_the_declared_sum_of_sizes_is_bounded(read_bytes: Read) -> None:
    assert reason_of(read_bytes, document("x" * 500), zip_bytes=400) is Reason.TOO_LARGE


def test_a_declared_size_that_lies_neither_helps_a_bomb_nor_hides_text(read_bytes: Read) -> None:
    content = bytearray(document("x" * 900_000))
    # The central directory's record of the unzipped size lies 24 bytes into its only entry.
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (100).to_bytes(4, "little")
    text = read_bytes(bytes(content), "a.docx", limits=ExtractionLimits(zip_bytes=100_000))
    assert (text.parts, [gap.reason for gap in text.unread]) == ((), [Reason.CORRUPT])


def test_the_number_of_members_is_bounded(read_bytes: Read) -> None:
    many = {f"word/header{n}.xml": b"<a/>" for n in range(20)}
    assert reason_of(read_bytes, document("x", **many), zip_members=10) is Reason.TOO_LARGE


def test_member_names_are_never_paths(read_bytes: Read, tmp_path: Path) -> None:
    read_bytes(document("x", **{"../../word/evil.xml": b"<t>HOLE-1</t>"}), "a.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["bytes"]


def test_one_broken_part_is_unread_and_the_others_are_read(read_bytes: Read) -> None:
    text = read_bytes(document("<w:t>HOLE-1</w:t>", **{"word/header1.xml": b"<broken"}), "a.docx")
    assert text.parts[0].text == "HOLE-1"
    assert [(gap.place, gap.reason) for gap in text.unread] == [("header", Reason.CORRUPT)]
