"""A browser that is gone, throttled or does not answer costs no file and fails no worker (law 9)."""

from typing import Any

import pytest
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from holescan.adapters.aws import clients
from holescan.adapters.aws.gateway_channel import GatewayChannel
from holescan.domain.errors import FileUnreadable
from holescan.domain.ids import ConnectionId
from holescan.domain.reasons import Reason
from holescan.domain.session import LiveScan
from holescan.protocol.row_models import Sent
from holescan.protocol.server import Complete
from tests.contract.vendor import Answer, Answers, answering
from tests.fakes.channel import RecordingChannel
from tests.fakes.world import World
from tests.faults.accounts import COUNTED, TREE, told
from tests.faults.conftest import in_place_of

GATEWAY = "https://abc.execute-api.eu-central-1.amazonaws.com/live"

WELL: Answer = (200, {})
GONE: Answer = (410, {"__type": "GoneException", "message": "gone"})
THROTTLED: Answer = (429, {"__type": "LimitExceededException", "message": "slow down"})
SILENCE: Answer = ReadTimeoutError(endpoint_url=GATEWAY)
NOBODY: Answer = ConnectTimeoutError(endpoint_url=GATEWAY)


class RelayedChannel(RecordingChannel):
    """Sends through the real channel, and remembers what that did not call gone."""

    def __init__(self, channel: GatewayChannel) -> None:
        super().__init__()
        self._channel = channel

    def send(self, connection_id: ConnectionId, message: Sent) -> bool:
        return self._channel.send(connection_id, message) and super().send(connection_id, message)


@pytest.fixture
def gateway(aws: None) -> Any:  # noqa: ARG001 -- AWS must be there first
    return clients.gateway.__wrapped__(GATEWAY)


def scanned(gateway: Any, *answers: Answer) -> tuple[World, LiveScan, int]:
    """A whole scan: STARTED arrives, the posts after it are answered so; and how many were tried."""
    relayed = RelayedChannel(GatewayChannel(gateway))
    world = World(TREE, page_size=2, at=in_place_of({RecordingChannel: relayed}))
    world.channel = relayed
    world.extractor.texts["locked.pdf"] = FileUnreadable(Reason.PASSWORD)
    with answering(gateway, "PostToConnection", Answers(WELL, *answers)) as posted:
        session_id = world.start("HOLE-1", "HOLE-2")
        world.drain()
    return world, world.live(session_id), len(posted)


@pytest.mark.parametrize("answer", [GONE, THROTTLED, SILENCE, NOBODY], ids=["410", "429", "slow", "unreachable"])
def test_the_scan_ends_exact_whatever_becomes_of_its_posts(gateway: Any, answer: Answer) -> None:
    _, live, _ = scanned(gateway, *[answer] * 100)
    assert live.state.is_ended
    assert live.counted == COUNTED


def test_a_connection_that_is_gone_is_asked_once_and_never_again(gateway: Any) -> None:
    _, live, posts = scanned(gateway, *[GONE] * 100)
    assert posts == 2
    assert live.viewers == ()


@pytest.mark.parametrize("answer", [THROTTLED, SILENCE], ids=["429", "slow"])
def test_a_connection_that_is_slow_once_is_told_the_rest(gateway: Any, answer: Answer) -> None:
    world, live, _ = scanned(gateway, answer, *[WELL] * 100)
    assert len(live.viewers) == 1
    assert told(world).total() >= COUNTED.matched - 1
    assert len(world.heard(Complete)) == 1
