"""`start_scan`: what is refused, what is opened, and that it is opened once."""

import base64
from typing import Any

import pytest

from holescan.domain.errors import FileUnreadable, RequestRejected
from holescan.domain.ids import ConnectionId
from holescan.domain.reasons import ErrorCode, Reason
from holescan.domain.sheets import Cell, SheetTable
from holescan.protocol.client import StartScan
from holescan.protocol.server import Started
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import ALICE, World, caller_of

TREE: Tree = {"a.pdf": b"HOLE-1", "sub": {"b.pdf": b"x"}}
SHEET = base64.b64encode(b"any bytes").decode()


def refusal(world: World, **fields: Any) -> RequestRejected:
    action = StartScan.model_validate({"token": "t", "target_hole_codes": ["HOLE-1"], **fields})
    with pytest.raises(RequestRejected) as raised:
        world.open_scan(action, caller_of(ALICE))
    assert not world.listing_queue.tasks
    return raised.value


def sheet(*codes: str) -> tuple[SheetTable, ...]:
    return (SheetTable("Sheet1", tuple((Cell(code),) for code in codes)),)


def test_no_code_at_all_is_refused() -> None:
    assert refusal(World(TREE), target_hole_codes=["", "  "]).code is ErrorCode.NO_CODES


def test_too_many_codes_are_refused() -> None:
    codes = [f"HOLE-{number}" for number in range(100_001)]

    assert refusal(World(TREE), target_hole_codes=codes).code is ErrorCode.TOO_MANY_CODES


def test_a_link_that_is_none_is_refused() -> None:
    assert refusal(World(TREE), drive_link="https://example.com/x").code is ErrorCode.BAD_LINK


def test_a_folder_that_drive_does_not_know_is_refused() -> None:
    assert refusal(World(TREE), drive_link="nowhere").code is ErrorCode.FOLDER_NOT_FOUND


def test_a_folder_that_is_not_shared_is_refused() -> None:
    world = World(TREE)
    world.drive.fail(id_of("sub"), FileUnreadable(Reason.FORBIDDEN))

    assert refusal(world, drive_link=id_of("sub")).code is ErrorCode.FOLDER_FORBIDDEN


def test_a_token_that_google_refuses_is_refused() -> None:
    world = World(TREE)
    world.drive.refused.add("t")

    assert refusal(world).code is ErrorCode.TOKEN_REFUSED


def test_a_sheet_that_is_none_is_refused() -> None:
    world = World(TREE)
    world.extractor.sheets["the code sheet"] = FileUnreadable(Reason.UNSUPPORTED)

    refused = refusal(world, file_content=SHEET)
    assert refused.code is ErrorCode.BAD_SHEET
    assert "Save it as .xlsx or .csv" in refused.message
    assert refused.hint == "This kind of file cannot be read yet."


def test_a_sheet_that_is_not_base64_is_refused() -> None:
    assert refusal(World(TREE), file_content="%%%").code is ErrorCode.BAD_SHEET


def test_an_upload_of_somebody_else_is_not_there() -> None:
    world = World(TREE)
    world.uploads.receive(caller_of(ALICE).owner.replace("0", "1"), "upload-1", b"x")  # type: ignore[arg-type]

    assert refusal(world, upload_id="upload-1").code is ErrorCode.BAD_SHEET


def test_the_place_of_the_link_is_kept_with_its_kind() -> None:
    world = World(TREE)
    folder = world.sessions.session(world.start("HOLE-1", drive_link=id_of("sub")))
    file = world.sessions.session(world.start("HOLE-1", drive_link=id_of("a.pdf")))
    assert folder is not None
    assert file is not None

    assert (folder.folder_name, folder.is_file) == ("sub", False)
    assert (file.folder_name, file.place.item_id, file.is_file) == ("a.pdf", id_of("a.pdf"), True)


def test_codes_of_the_sheet_and_typed_codes_are_united() -> None:
    world = World(TREE)
    world.extractor.sheets["the code sheet"] = sheet("HOLE-1", "HOLE-2")
    session_id = world.start("HOLE-2", "HOLE-3", file_content=SHEET)

    assert world.code_lists.codes(session_id) == ("HOLE-1", "HOLE-2", "HOLE-3")
    assert world.heard(Started)[0].total_codes == 3


def test_the_codes_of_an_earlier_scan_are_united_with_the_others() -> None:
    world = World(TREE)
    earlier = world.start("HOLE-1", "HOLE-2")
    session_id = world.start("HOLE-2", "HOLE-3", codes_of=earlier)

    assert world.code_lists.codes(session_id) == ("HOLE-2", "HOLE-3", "HOLE-1")


def test_the_codes_of_an_earlier_scan_are_enough() -> None:
    world = World(TREE)
    session_id = world.start(codes_of=world.start("HOLE-1", "HOLE-2"))

    assert world.code_lists.codes(session_id) == ("HOLE-1", "HOLE-2")


def test_the_codes_of_somebody_elses_scan_are_not_taken() -> None:
    world = World(TREE)
    earlier = world.start("SECRET-1", connection=ConnectionId("bob"))
    world.listing_queue.tasks.clear()

    assert refusal(world, codes_of=earlier).code is ErrorCode.NOT_YOURS


def test_the_codes_of_a_scan_that_is_none_are_refused() -> None:
    assert refusal(World(TREE), codes_of="00" * 16).code is ErrorCode.UNKNOWN_SESSION


def test_the_same_request_of_the_same_caller_is_the_same_scan() -> None:
    world = World(TREE)
    first = world.start("HOLE-1", request_id="r-1")
    world.drain()
    again = world.start("HOLE-1", request_id="r-1")

    assert again == first
    assert not world.listing_queue.tasks


def test_a_request_whose_first_answer_was_lost_is_queued_again() -> None:
    world = World(TREE)
    world.start("HOLE-1", request_id="r-1")
    world.listing_queue.tasks.clear()
    world.start("HOLE-1", request_id="r-1")

    assert len(world.listing_queue.tasks) == 1


def test_the_token_is_in_no_queue_and_in_no_message() -> None:
    world = World(TREE)
    world.start("HOLE-1")
    travelled = [*world.listing_queue.tasks, *world.channel.messages]

    assert not any("ya29.token" in item.model_dump_json() for item in travelled)
