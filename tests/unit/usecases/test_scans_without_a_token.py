"""A scan whose caller brings no token reads Drive as the deployment does, and waits for its operator as others for their user."""

from typing import Any

import pytest

from holescan.domain.errors import FileUnreadable, RequestRejected
from holescan.domain.ids import SessionId
from holescan.domain.pause import LONGEST_PAUSE
from holescan.domain.reasons import ErrorCode, Reason
from holescan.domain.session import ScanState
from holescan.protocol.client import StartScan
from holescan.protocol.row_models import FailureRow
from holescan.protocol.server import Complete, FileFailed, Paused
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import ALICE, World, caller_of

TREE: Tree = {"deep": {f"{n}.pdf": b"HOLE-1" if n % 2 else b"nothing" for n in range(6)}, "a.pdf": b"HOLE-1"}
OWN = ""
"""What Drive is opened with where the deployment's credential is meant."""
ADDRESS = "scanner@project.iam.gserviceaccount.com"


def refusal(world: World, **fields: Any) -> RequestRejected:
    action = StartScan.model_validate({"target_hole_codes": ["HOLE-1"], **fields})
    with pytest.raises(RequestRejected) as raised:
        world.open_scan(action, caller_of(ALICE))
    return raised.value


def paused() -> tuple[World, SessionId]:
    """A scan that Google stopped half way: the deployment's credential was taken back."""
    world = World(TREE)
    session_id = world.start("HOLE-1", token=OWN)
    world.drive.refuse_after(4, OWN)
    world.drain()
    return world, session_id


def test_it_comes_to_its_end() -> None:
    world = World(TREE)
    world.start("HOLE-1", token=OWN)
    world.drain()

    [complete] = world.heard(Complete)
    assert (complete.state, complete.total_files, complete.total_matches) == (ScanState.COMPLETE, 7, 4)


def test_a_credential_that_google_refuses_pauses_it_and_no_file_is_lost_when_that_is_mended() -> None:
    world, session_id = paused()
    assert world.live(session_id).state is ScanState.PAUSED
    [said] = world.heard(Paused)
    assert said.reason == "AUTH_EXPIRED"
    assert "Tell whoever runs it" in said.message

    world.drive.refused.clear()
    world.refresh(session_id, OWN)
    world.drain()
    [complete] = world.heard(Complete)
    assert (complete.total_files, complete.total_matches, complete.failed) == (7, 4, 0)


def given_up(world: World) -> Complete:
    """Nobody mended it within a day."""
    world.clock.advance(LONGEST_PAUSE.total_seconds())
    world.sweep()
    world.drain()
    [complete] = world.heard(Complete)
    return complete


def test_after_a_day_every_file_says_that_an_operator_must_mend_it_and_none_that_a_user_must_sign_in() -> None:
    world, session_id = paused()
    complete = given_up(world)

    told = [message.data for message in world.heard(FileFailed) if message.data.kind == "file"]
    shown = [row for row in world.results(session_id, "not_examined").rows if isinstance(row, FailureRow)]
    assert complete.failed == len(told) == len(shown) > 0
    for row in (*told, *shown):
        assert (row.reason, row.message) == (Reason.SERVER_SIGN_IN, Reason.SERVER_SIGN_IN.message)
        assert "whoever runs this server" in row.message
    assert complete.message.startswith("Google refused this server's own sign-in for a day")


def test_a_listing_that_google_stopped_says_the_same_of_its_folder() -> None:
    world = World(TREE, page_size=2)
    session_id = world.start("HOLE-1", token=OWN)
    world.drive.refuse_after(2, OWN)
    world.drain()
    given_up(world)

    assert [failure.reason for failure in world.sessions.failures(session_id)] == [Reason.SERVER_SIGN_IN]


REFUSED = [
    (Reason.FORBIDDEN, Reason.SERVER_FORBIDDEN),
    (Reason.NOT_FOUND, Reason.SERVER_NOT_FOUND),
    (Reason.ABUSIVE, Reason.ABUSIVE),
]


@pytest.mark.parametrize("ahead", [0, 2])
@pytest.mark.parametrize(("answer", "told"), REFUSED)
def test_a_file_that_is_not_shared_with_the_deployment_says_whom_to_share_it_with(
    answer: Reason, told: Reason, ahead: int
) -> None:
    world = World(TREE, ahead=ahead)
    world.drive.fail(id_of("a.pdf"), FileUnreadable(answer))
    session_id = world.start("HOLE-1", token=OWN)
    world.drain()

    [failed] = [message.data for message in world.heard(FileFailed)]
    [shown] = [row for row in world.results(session_id, "not_examined").rows if isinstance(row, FailureRow)]
    assert {(row.reason, row.message) for row in (failed, shown)} == {(told, told.message)}
    assert ("share it with that account" in told.message) == (told is not answer)


@pytest.mark.parametrize(("answer", "told"), REFUSED)
def test_a_folder_inside_says_the_same(answer: Reason, told: Reason) -> None:
    world = World(TREE)
    session_id = world.start("HOLE-1", token=OWN)
    world.drive.fail(id_of("deep"), FileUnreadable(answer))
    world.drain()

    assert [failure.reason for failure in world.sessions.failures(session_id)] == [told]
    assert [message.data.reason for message in world.heard(FileFailed)] == [told]


@pytest.mark.parametrize("answer", [Reason.FORBIDDEN, Reason.NOT_FOUND])
def test_with_a_token_it_is_to_be_shared_with_its_user(answer: Reason) -> None:
    world = World(TREE)
    world.drive.fail(id_of("a.pdf"), FileUnreadable(answer))
    world.drive.fail(id_of("deep"), FileUnreadable(answer))
    world.start("HOLE-1", token="ya29.mine")
    world.drain()

    assert {(said.data.file_name, said.data.reason) for said in world.heard(FileFailed)} == {
        ("a.pdf", answer),
        ("deep", answer),
    }


def test_its_owner_may_let_it_go_on_with_a_token_of_their_own() -> None:
    world, session_id = paused()
    world.refresh(session_id, "ya29.mine")
    world.drain()

    assert world.live(session_id).state is ScanState.COMPLETE
    [complete] = world.heard(Complete)
    assert (complete.total_files, complete.total_matches) == (7, 4)


def test_a_token_that_ends_in_the_same_deployment_is_its_users_matter() -> None:
    world, session_id = paused()
    world.refresh(session_id, "ya29.mine")
    world.drive.refused.add("ya29.mine")
    world.drain()
    complete = given_up(world)

    assert {message.data.reason for message in world.heard(FileFailed)} == {Reason.AUTH_EXPIRED}
    assert complete.message.startswith("Nobody signed in to Google again")


def test_a_refused_credential_is_the_operators_matter_and_not_the_callers() -> None:
    world = World(TREE)
    world.drive.refused |= {OWN, "ya29.mine"}

    assert refusal(world).code is ErrorCode.TOKEN_REFUSED
    assert "whoever runs this server" in refusal(world).message
    assert "Sign in again" in refusal(world, token="ya29.mine").message


@pytest.mark.parametrize(
    ("reason", "code"),
    [(Reason.NOT_FOUND, ErrorCode.FOLDER_NOT_FOUND), (Reason.FORBIDDEN, ErrorCode.FOLDER_FORBIDDEN)],
)
def test_a_folder_that_is_not_shared_with_the_deployment_says_whom_to_share_it_with(
    reason: Reason, code: ErrorCode
) -> None:
    world = World(TREE)
    world.drive.fail(id_of("deep"), FileUnreadable(reason))

    rejected = refusal(world, drive_link=id_of("deep"))
    assert rejected.code is code
    assert "This server's own account" in rejected.message
    assert "whoever runs this server knows its address" in rejected.message
    assert "This server's own account" not in refusal(world, drive_link=id_of("deep"), token="ya29.mine").message

    world.drive.address = ADDRESS
    assert refusal(world, drive_link=id_of("deep")).message.endswith(f"share it with {ADDRESS}.")
    assert ADDRESS not in refusal(world, drive_link=id_of("deep"), token="ya29.mine").message
