"""Whose token it is: asked once where a token comes in, so that all scans of a person stand in one line for Drive's quota."""

import pytest

from holescan.domain.access import Access
from holescan.domain.errors import DependencyFailed, FileUnreadable, Throttled, TokenRefused
from holescan.domain.ids import UNKNOWN_ACCOUNT, AccountId, SessionId
from holescan.domain.reasons import Reason
from tests.fakes.drive import ABOUT, ROOT_ID
from tests.fakes.world import TOKEN, World

SECOND, FOREIGN = "ya29.second", "ya29.foreign"
ANNA, BERT = AccountId("anna"), AccountId("bert")


@pytest.fixture
def world() -> World:
    made = World({"a.pdf": b"nothing here"})
    made.drive.accounts = {TOKEN: ANNA, SECOND: ANNA, FOREIGN: BERT}
    return made


def user_of(world: World, session_id: SessionId) -> str:
    return world.vault.unseal(session_id).user


def test_two_sign_ins_of_one_person_are_one_user_and_another_person_is_another(world: World) -> None:
    users = [user_of(world, world.start("HOLE-1", token=token)) for token in (TOKEN, SECOND, FOREIGN)]
    assert users == [ANNA, ANNA, BERT]


def test_a_renewed_token_says_anew_whose_it_is(world: World) -> None:
    session_id = world.start("HOLE-1")
    world.refresh(session_id, SECOND)
    same = user_of(world, session_id)
    world.refresh(session_id, FOREIGN)
    assert (same, user_of(world, session_id)) == (ANNA, BERT)


def test_a_retry_says_anew_whose_token_it_is(world: World) -> None:
    world.drive.fail(world.drive.files[0].file_id, FileUnreadable(Reason.FORBIDDEN), times=1)
    session_id = world.start("HOLE-1")
    world.drain()
    world.retry(session_id, token=FOREIGN)
    assert user_of(world, session_id) == BERT


@pytest.mark.parametrize(
    "failure",
    [Throttled("drive"), TokenRefused(), DependencyFailed("drive"), FileUnreadable(Reason.FORBIDDEN)],
    ids=lambda failure: type(failure).__name__,
)
def test_where_drive_does_not_say_the_scan_starts_and_its_token_stands_in_line_alone(
    world: World, failure: Exception
) -> None:
    world.drive.fail(ABOUT, failure, times=1)
    first, second = world.start("HOLE-1"), world.start("HOLE-1", token=SECOND)
    assert world.vault.unseal(first).account == UNKNOWN_ACCOUNT
    assert user_of(world, first) != user_of(world, second)
    assert TOKEN not in user_of(world, first)


def test_an_access_that_is_printed_shows_no_token() -> None:
    assert TOKEN not in f"{Access(TOKEN, ANNA)}"


def test_of_the_deployments_own_credential_nothing_is_asked_and_its_scans_are_one_user(world: World) -> None:
    scans = [world.start("HOLE-1", token="") for _ in range(2)]
    assert world.drive.calls == [("find", ROOT_ID)] * 2
    assert len({user_of(world, session_id) for session_id in scans}) == 1
