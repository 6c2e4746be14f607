"""Whose a connection is: who signed in comes before the client secret, and that before the connection itself."""

import pytest

from holescan.domain.ids import OwnerId, owner_of_connection, owner_of_principal, owner_of_secret
from holescan.usecases.connect import Connect, NobodySignedIn
from tests.fakes.clock import FixedClock
from tests.fakes.connections import MemoryConnections
from tests.fakes.table import MemoryTable
from tests.fakes.world import ALICE

OFFERED = ("holescan.v1", "client.canary-secret")


class Door:
    """`$connect` over a record of connections."""

    def __init__(self, *, needs_principal: bool = False) -> None:
        self.clock = FixedClock()
        self.connections = MemoryConnections(MemoryTable(self.clock))
        self.connect = Connect(self.connections, self.clock, needs_principal)

    def owner(self, offered: tuple[str, ...], principal: str = "") -> OwnerId | None:
        self.connect(ALICE, offered, principal)
        return self.connections.owner(ALICE)


def test_a_principal_owns_its_scans_whatever_secret_it_offers() -> None:
    assert Door().owner(OFFERED, "alice") == owner_of_principal("alice")
    assert Door().owner((), "alice") == owner_of_principal("alice")
    assert Door().owner(OFFERED, "bob") != owner_of_principal("alice")


def test_without_a_principal_the_client_secret_owns() -> None:
    assert Door().owner(OFFERED) == owner_of_secret("canary-secret")


def test_without_either_the_connection_owns() -> None:
    assert Door().owner(("holescan.v1",)) == owner_of_connection(ALICE)


@pytest.mark.parametrize("name", ["alice", "client.alice"])
def test_a_secret_that_is_somebodys_name_does_not_make_its_holder_that_person(name: str) -> None:
    assert owner_of_secret("alice") != owner_of_principal(name)


def test_behind_an_authorizer_nobody_connects_without_a_name() -> None:
    door = Door(needs_principal=True)
    with pytest.raises(NobodySignedIn):
        door.connect(ALICE, OFFERED, "")
    assert door.connections.owner(ALICE) is None

    assert door.owner(OFFERED, "alice") == owner_of_principal("alice")


def test_the_subprotocol_is_accepted_when_it_was_offered() -> None:
    assert Door().connect(ALICE, OFFERED) == "holescan.v1"
    assert Door().connect(ALICE, ("client.canary-secret",), "alice") is None
