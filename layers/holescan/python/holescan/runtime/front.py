"""Takes an action from a connection to its use case, and the answer back."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from holescan.domain.errors import DependencyFailed, RequestRejected
from holescan.domain.ids import ConnectionId, owner_of_connection
from holescan.domain.reasons import ErrorCode
from holescan.ports import ClientChannel, Connections
from holescan.protocol.client import Action, DriveAction, Ping
from holescan.protocol.parsing import parse_action, request_id_of
from holescan.protocol.server import Answer, Error, Pong
from holescan.steps.callers import Caller

_log = logging.getLogger(__name__)

Answering = Callable[[Any, Caller], Answer | None]
"""A use case for one action; None where it sends its answers itself."""


@dataclass(frozen=True, slots=True)
class Front:
    """Every frame gets an answer, and no frame harms the connection.

    Attributes:
        routes: builds the use case of an action; an action without one is not available yet.
        has_own_credential: an action may come without a token, and Drive is then read as this deployment.
    """

    connections: Connections
    channel: ClientChannel
    routes: Mapping[type[Action], Callable[[], Answering]]
    has_own_credential: bool = False

    def receive(self, connection_id: ConnectionId, body: str) -> None:
        """Do what the frame asks for, or say why not."""
        try:
            answer = self._answer(connection_id, parse_action(body))
        except RequestRejected as rejected:
            answer = _refusal(rejected, request_id_of(body))
        except DependencyFailed as failed:
            _log.warning("a dependency failed under an action: %s", failed)
            answer = _try_again(request_id_of(body))
        if answer is not None:
            self.channel.send(connection_id, answer)

    def _answer(self, connection_id: ConnectionId, action: Action) -> Answer | None:
        route = self.routes.get(type(action))
        if route is None:
            raise RequestRejected(ErrorCode.NOT_AVAILABLE, "This server does not offer that action yet.")
        if isinstance(action, DriveAction) and not action.token and not self.has_own_credential:
            raise _no_token()
        owner = self.connections.owner(connection_id) or owner_of_connection(connection_id)
        return route()(action, Caller(connection_id, owner))


@dataclass(frozen=True, slots=True)
class Doorman:
    """`$default` and `ping`: what can be answered without the record."""

    channel: ClientChannel

    def receive(self, connection_id: ConnectionId, body: str) -> None:
        """PONG, or what is wrong with the frame."""
        self.channel.send(connection_id, self._answer(body))

    def _answer(self, body: str) -> Answer:
        try:
            action = parse_action(body)
        except RequestRejected as rejected:
            return _refusal(rejected, request_id_of(body))
        if isinstance(action, Ping):
            return Pong(request_id=action.request_id)
        not_routed = RequestRejected(ErrorCode.NOT_AVAILABLE, "This server does not offer that action yet.")
        return _refusal(not_routed, action.request_id)


def _no_token() -> RequestRejected:
    return RequestRejected(
        ErrorCode.INVALID_FIELD,
        "The field token cannot be used: it is empty, and this server reads Drive with its callers' tokens only. "
        "Sign in to Google and send the message again.",
        hint="token",
    )


def _refusal(rejected: RequestRejected, request_id: str | None) -> Error:
    return Error(code=rejected.code, message=rejected.message, hint=rejected.hint, request_id=request_id)


def _try_again(request_id: str | None) -> Error:
    return Error(
        code=ErrorCode.INTERNAL,
        message="A service this server depends on did not answer. Nothing was lost; send the request again.",
        request_id=request_id,
    )
