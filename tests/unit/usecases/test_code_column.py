"""Whoever sends a sheet may say which column holds the codes."""

from base64 import b64encode
from typing import Any

import pytest

from holescan.domain.errors import RequestRejected
from holescan.domain.reasons import ErrorCode
from holescan.domain.sheets import LOST, Cell, SheetTable
from holescan.protocol.client import InspectCodes
from holescan.protocol.rows import wire_bytes
from holescan.protocol.server import MAX_MESSAGE_BYTES, CodesRead, Started
from holescan.steps.code_sheets import CodeSheets
from holescan.usecases.inspect_codes import ReadCodes
from tests.fakes.world import ALICE, World, caller_of

SHEET = b64encode(b"a sheet").decode()
UPLOAD = "0f" * 16
INLINE, UPLOADED = {"file_content": SHEET}, {"upload_id": UPLOAD}


@pytest.fixture
def world() -> World:
    made = World({"a.pdf": b"HOLE-1 and DWG-9"})
    rows = [("Hole", "Drawing"), ("HOLE-1", "DWG-8"), ("HOLE-2", "DWG-9")]
    table = SheetTable("Sheet1", tuple(tuple(map(Cell, row)) for row in rows))
    made.extractor.sheets["the code sheet"] = (table,)
    made.uploads.receive(caller_of(ALICE).owner, UPLOAD, b"a sheet")
    return made


def inspect(world: World, **fields: Any) -> CodesRead:
    read = ReadCodes(CodeSheets(world.extractor, world.uploads))
    return read(InspectCodes.model_validate(fields), caller_of(ALICE))


@pytest.mark.parametrize("source", [INLINE, UPLOADED], ids=["inline", "uploaded"])
def test_each_label_that_codes_read_gives_leads_to_its_column(world: World, source: dict[str, Any]) -> None:
    chosen = inspect(world, **source)
    assert (chosen.columns, chosen.column) == (("A Hole", "B Drawing"), "A Hole")
    wanted = inspect(world, code_column=chosen.columns[1], **source)
    assert (wanted.sample, wanted.column) == (("DWG-8", "DWG-9"), "B Drawing")


def test_what_may_cost_a_match_is_told_before_the_start_and_what_is_harmless_is_counted(world: World) -> None:
    rows = [("Referenz",), ("HOLE-1",), ("HOLE-1",), ("HOLE-2",), ("HOLE-2" * 50,)]
    world.extractor.sheets["the code sheet"] = (SheetTable("Sheet1", tuple(tuple(map(Cell, row)) for row in rows)),)
    read = inspect(world, **INLINE)
    assert [warning.partition(",")[0] for warning in read.warnings] == [
        "1 entry is longer than 200 characters and not looked for.",
        "Taken for a heading",
    ]
    assert read.repeated == 1


ODD = ["({}", "{}1;{}2", "P 1 {}", "ВН-{}", "{} 1 a", "{}_1_a", "{}-1-a", "#REF!", LOST, "3-Dec", "2-Jan", "tbd", "n/a"]


@pytest.mark.parametrize("letter", ["x", "ố", "𐍈"])
def test_what_is_said_of_the_oddest_list_fits_one_message(world: World, letter: str) -> None:
    codes = [odd.format(*[f"{number}{letter * 160}"] * 2) for number in range(7) for odd in ODD]
    odd_rows = [[Cell(f"Hole {letter * 31_000}")], *([Cell(code)] for code in codes)]
    rows = [
        *odd_rows,
        *([Cell(f"P{number}")] for number in range(9)),
        [Cell(letter, is_date=True)],
        [Cell(letter * 201)],
    ]
    table = SheetTable("Sheet1", tuple(tuple(row * 48) for row in rows))
    gone = [SheetTable(f"{number}{letter * 99}", ((Cell(LOST),),)) for number in range(9)]
    world.extractor.sheets["the code sheet"] = (*gone, table)
    read = inspect(world, **INLINE)
    assert len(read.warnings) >= 12
    assert wire_bytes(read) <= MAX_MESSAGE_BYTES
    world.start(file_content=SHEET)
    (started,) = world.heard(Started)
    assert wire_bytes(started) <= MAX_MESSAGE_BYTES


@pytest.mark.parametrize("source", [INLINE, UPLOADED], ids=["inline", "uploaded"])
def test_a_scan_looks_for_the_codes_of_that_column(world: World, source: dict[str, Any]) -> None:
    session_id = world.start(code_column="B Drawing", **source)
    assert world.code_lists.codes(session_id) == ("DWG-8", "DWG-9")


def test_a_column_that_is_not_there_is_refused_with_those_that_are(world: World) -> None:
    with pytest.raises(RequestRejected) as refused:
        inspect(world, code_column="C Depth", **INLINE)
    assert (refused.value.code, refused.value.hint) == (ErrorCode.BAD_SHEET, "A Hole, B Drawing")


def test_a_column_of_no_sheet_opens_no_scan(world: World) -> None:
    with pytest.raises(RequestRejected) as refused:
        world.start(code_column="B Drawing", target_hole_codes=["HOLE-1"])
    assert (refused.value.code, refused.value.hint) == (ErrorCode.INVALID_FIELD, "code_column")


@pytest.mark.parametrize("source", [INLINE, UPLOADED], ids=["inline", "uploaded"])
def test_a_column_of_an_empty_sheet_opens_no_scan(world: World, source: dict[str, Any]) -> None:
    world.extractor.sheets["the code sheet"] = (SheetTable("Sheet1", ()),)
    with pytest.raises(RequestRejected, match="no code sheet with a column"):
        world.start(code_column="B", target_hole_codes=["HOLE-1"], **source)
