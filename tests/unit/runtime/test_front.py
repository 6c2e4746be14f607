"""The front: every frame is answered, and the asker is who the connection says."""

from collections.abc import Callable
from typing import Any

import pytest

from holescan.domain.errors import DependencyFailed, RequestRejected
from holescan.domain.ids import owner_of_connection, owner_of_secret
from holescan.domain.reasons import ErrorCode
from holescan.protocol.client import (
    BrowseFolder,
    CancelScan,
    EstimateScan,
    GetReport,
    RefreshToken,
    RetryFailed,
    StartScan,
)
from holescan.protocol.server import Answer, Error, Pong
from holescan.runtime.front import Answering, Doorman, Front
from holescan.steps.callers import Caller
from tests.builders import LATER
from tests.fakes.channel import RecordingChannel
from tests.fakes.connections import MemoryConnections
from tests.fakes.table import MemoryTable
from tests.fakes.world import ALICE

CANCEL = '{"action": "cancel_scan", "session_id": "s-1", "request_id": "r-1"}'


def front(use_case: Callable[[Any, Caller], Answer | None]) -> tuple[Front, RecordingChannel, MemoryConnections]:
    channel, connections = RecordingChannel(), MemoryConnections(MemoryTable())
    routes: dict[Any, Callable[[], Answering]] = {CancelScan: lambda: use_case}
    return Front(connections, channel, routes), channel, connections


def brought(body: str, *, has_own_credential: bool) -> tuple[str | None, list[str]]:
    """The code of the refusal, and the tokens that came through to a use case."""
    channel, tokens = RecordingChannel(), list[str]()
    routes: dict[Any, Callable[[], Answering]] = {
        kind: lambda: lambda action, _caller: tokens.append(action.token)
        for kind in (StartScan, EstimateScan, BrowseFolder, RetryFailed, RefreshToken)
    }
    entrance = Front(MemoryConnections(MemoryTable()), channel, routes, has_own_credential)
    entrance.receive(ALICE, body)
    answers: list[Any] = channel.to(ALICE)
    return next((f"{answer.code} {answer.hint}" for answer in answers), None), tokens


def answer_to(body: str, use_case: Callable[[Any, Caller], Answer | None]) -> Any:
    entrance, channel, _ = front(use_case)
    entrance.receive(ALICE, body)
    [answer] = channel.to(ALICE)
    return answer


def fail(error: Exception) -> Callable[[Any, Caller], Answer | None]:
    def use_case(action: Any, caller: Caller) -> Answer | None:  # noqa: ARG001
        raise error

    return use_case


def test_a_refusal_carries_code_message_hint_and_the_request_id() -> None:
    answer = answer_to(CANCEL, fail(RequestRejected(ErrorCode.WRONG_STATE, "It is over.", hint="COMPLETE")))

    assert answer == Error(code=ErrorCode.WRONG_STATE, message="It is over.", hint="COMPLETE", request_id="r-1")


def test_a_dependency_that_failed_is_said_without_its_detail() -> None:
    answer = answer_to(CANCEL, fail(DependencyFailed("dynamodb", "table arn secret")))

    assert answer.code is ErrorCode.INTERNAL
    assert "secret" not in answer.model_dump_json()


READS_DRIVE = ["start_scan", "estimate_scan", "browse_folder", "retry_failed", "refresh_token"]


@pytest.mark.parametrize("action", READS_DRIVE)
@pytest.mark.parametrize("token", ["", ', "token": ""'])
def test_who_brings_no_token_is_refused_where_the_deployment_has_none_either(action: str, token: str) -> None:
    body = f'{{"action": "{action}", "session_id": "s-1"{token}}}'

    assert brought(body, has_own_credential=False) == ("invalid_field token", [])
    assert brought(body, has_own_credential=True) == (None, [""])


@pytest.mark.parametrize("has_own_credential", [False, True])
def test_a_token_that_was_brought_is_the_one_that_is_used(has_own_credential: bool) -> None:
    body = '{"action": "browse_folder", "token": "ya29.mine"}'

    assert brought(body, has_own_credential=has_own_credential) == (None, ["ya29.mine"])


def test_a_bug_is_not_caught() -> None:
    entrance, channel, _ = front(fail(ZeroDivisionError()))

    with pytest.raises(ZeroDivisionError):
        entrance.receive(ALICE, CANCEL)
    assert not channel.messages


def test_an_action_without_a_use_case_is_not_available_yet() -> None:
    body = f'{{"action": "{GetReport.model_fields["action"].default}", "session_id": "s-1"}}'

    assert answer_to(body, fail(AssertionError())).code is ErrorCode.NOT_AVAILABLE


def test_the_caller_is_the_owner_of_the_connection() -> None:
    callers: list[Caller] = []
    entrance, _, connections = front(lambda _, caller: callers.append(caller))
    connections.add(ALICE, owner_of_secret("s3cret"), LATER)
    entrance.receive(ALICE, CANCEL)

    assert callers == [Caller(ALICE, owner_of_secret("s3cret"))]


def test_a_connection_whose_row_is_gone_owns_itself_only() -> None:
    callers: list[Caller] = []
    entrance, _, _ = front(lambda _, caller: callers.append(caller))
    entrance.receive(ALICE, CANCEL)

    assert callers[0].owner == owner_of_connection(ALICE)


def test_the_doorman_answers_a_ping() -> None:
    channel = RecordingChannel()
    Doorman(channel).receive(ALICE, '{"action": "ping", "request_id": "r-2"}')

    assert channel.to(ALICE) == [Pong(request_id="r-2")]


@pytest.mark.parametrize(
    ("body", "code"), [("{", ErrorCode.MALFORMED_JSON), ('{"action": "dance"}', ErrorCode.UNKNOWN_ACTION)]
)
def test_the_doorman_says_what_is_wrong(body: str, code: ErrorCode) -> None:
    channel = RecordingChannel()
    Doorman(channel).receive(ALICE, body)

    [answer] = channel.to(ALICE)
    assert isinstance(answer, Error)
    assert answer.code is code
