"""What the use cases may rely on of Connections, said of the fake and of DynamoConnections alike."""

from holescan.domain.ids import ConnectionId, SessionId
from tests.builders import LATER, OWNER, SESSION, a_session
from tests.contract.conftest import Store

ALICE = ConnectionId("alice=")
OTHER = SessionId("ff" * 16)


def viewers(store: Store, session_id: SessionId) -> list[ConnectionId]:
    scan = store.sessions.live(session_id)
    assert scan is not None
    return [viewer.connection_id for viewer in scan.viewers]


def test_a_connection_belongs_to_whom_it_was_added_for(store: Store) -> None:
    store.connections.add(ALICE, OWNER, LATER)
    assert store.connections.owner(ALICE) == OWNER


def test_an_unknown_connection_belongs_to_nobody(store: Store) -> None:
    assert store.connections.owner(ALICE) is None


def test_a_removed_connection_follows_nothing(store: Store) -> None:
    store.connections.add(ALICE, OWNER, LATER)
    for session_id in (SESSION, OTHER):
        store.sessions.open(a_session(session_id=session_id))
        store.sessions.follow(session_id, ALICE, LATER)
    store.connections.remove(ALICE)
    assert (viewers(store, SESSION), viewers(store, OTHER)) == ([], [])
    assert store.connections.owner(ALICE) is None


def test_others_go_on_following(store: Store) -> None:
    bob = ConnectionId("bob=")
    store.sessions.open(a_session())
    store.sessions.follow(SESSION, ALICE, LATER)
    store.sessions.follow(SESSION, bob, LATER)
    store.connections.remove(ALICE)
    assert viewers(store, SESSION) == [bob]


def test_removing_twice_is_harmless(store: Store) -> None:
    store.connections.add(ALICE, OWNER, LATER)
    store.connections.remove(ALICE)
    store.connections.remove(ALICE)
    assert store.connections.owner(ALICE) is None
