"""A scan whose caller brings no token reads Drive as the deployment does, and waits for its operator as others for their user."""

from typing import Any

import pytest

from holescan.domain.errors import FileUnreadable, RequestRejected
from holescan.domain.ids import SessionId
from holescan.domain.reasons import ErrorCode, Reason
from holescan.domain.session import ScanState
from holescan.protocol.client import StartScan
from holescan.protocol.server import Complete, Paused
from tests.fakes.drive import Tree, id_of
from tests.fakes.world import ALICE, World, caller_of

TREE: Tree = {"deep": {f"{n}.pdf": b"HOLE-1" if n % 2 else b"nothing" for n in range(6)}, "a.pdf": b"HOLE-1"}
OWN = ""
"""What Drive is opened with where the deployment's credential is meant."""


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
    assert [said.reason for said in world.heard(Paused)] == ["AUTH_EXPIRED"]

    world.drive.refused.clear()
    world.refresh(session_id, OWN)
    world.drain()
    [complete] = world.heard(Complete)
    assert (complete.total_files, complete.total_matches, complete.failed) == (7, 4, 0)


def test_its_owner_may_let_it_go_on_with_a_token_of_their_own() -> None:
    world, session_id = paused()
    world.refresh(session_id, "ya29.mine")
    world.drain()

    assert world.live(session_id).state is ScanState.COMPLETE
    [complete] = world.heard(Complete)
    assert (complete.total_files, complete.total_matches) == (7, 4)


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
    assert "This server's own account" not in refusal(world, drive_link=id_of("deep"), token="ya29.mine").message
