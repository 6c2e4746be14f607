"""What the use cases may rely on of ClientChannel, said of the fake and of GatewayChannel alike."""

import json
import logging

import pytest
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError

from holescan.adapters.aws import clients
from holescan.adapters.aws.gateway_channel import GatewayChannel
from holescan.domain.ids import ConnectionId
from holescan.domain.reasons import ErrorCode
from holescan.protocol.server import Error, Pong
from tests.contract.vendor import Answer, Answers, answering
from tests.fakes.channel import RecordingChannel

ALICE = ConnectionId("alice=")
GATEWAY = "https://abc.execute-api.eu-central-1.amazonaws.com/live"
SECRET = Error(message="a text for one person", code=ErrorCode.INTERNAL, request_id="r-1")


@pytest.fixture
def channel(aws: None) -> GatewayChannel:  # noqa: ARG001 -- AWS must be there first
    return GatewayChannel(clients.gateway.__wrapped__(GATEWAY))


def failing(kind: str, status: int) -> Answer:
    return (status, {"__type": kind, "message": "no"})


def test_a_message_travels_as_its_json_with_every_field(channel: GatewayChannel) -> None:
    with answering(channel._client, "PostToConnection", Answers((200, {}))) as sent:  # noqa: SLF001
        assert channel.send(ALICE, Pong())
    assert sent == [{"request_id": None, "type": "PONG"}]


def test_a_gone_connection_is_gone(channel: GatewayChannel) -> None:
    with answering(channel._client, "PostToConnection", Answers(failing("GoneException", 410))):  # noqa: SLF001
        assert not channel.send(ALICE, Pong())


def test_the_fakes_gone_connection_is_gone_too() -> None:
    fake = RecordingChannel()
    assert fake.send(ALICE, Pong())
    fake.gone.add(ALICE)
    assert not fake.send(ALICE, Pong())
    assert fake.to(ALICE) == [Pong()]


@pytest.mark.parametrize(
    "failure",
    [
        failing("LimitExceededException", 429),
        failing("PayloadTooLargeException", 413),
        failing("ForbiddenException", 403),
        failing("InternalServerError", 500),
        ReadTimeoutError(endpoint_url=GATEWAY),
        ConnectTimeoutError(endpoint_url=GATEWAY),
        EndpointConnectionError(endpoint_url=GATEWAY),
    ],
    ids=str,
)
def test_what_cannot_be_sent_now_is_dropped_after_one_try_and_logged_without_its_text(
    channel: GatewayChannel, failure: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        caplog.at_level(logging.WARNING),
        answering(channel._client, "PostToConnection", Answers(*[failure] * 5)) as sent,  # noqa: SLF001
    ):
        assert channel.send(ALICE, SECRET)
    assert len(sent) == 1
    assert json.dumps(sent[0]) not in caplog.text
    assert SECRET.message not in caplog.text
    assert "dropped" in caplog.text
