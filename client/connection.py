"""One WebSocket to the server: actions go out, messages come in, and its end is one error."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from time import monotonic
from typing import Literal, Protocol
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from client.errors import Refused
from client.events import EventLog
from holescan.protocol.client import Action
from holescan.protocol.server import Error, ServerMessage

PROTOCOL = "holescan.v1"
OPEN_TIMEOUT_S = 20.0
ANSWER_TIMEOUT_S = 60.0

_MESSAGES: TypeAdapter[ServerMessage] = TypeAdapter(ServerMessage)


class Dropped(Exception):
    """The connection could not be opened, or is gone; another one may do."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause

    def __str__(self) -> str:
        return self.cause


class Wire(Protocol):
    """What a scan is followed through."""

    def send(self, action: Action) -> None:
        """Send; raises Dropped."""
        ...

    def receive(self, timeout_s: float) -> ServerMessage | None:
        """The next message, None when none came in time; raises Dropped."""
        ...


@dataclass(frozen=True, slots=True)
class Connection:
    """An open connection. Messages of a type that this client does not know are kept in the events and skipped."""

    socket: ClientConnection
    events: EventLog

    def send(self, action: Action) -> None:
        """Send an action.

        Raises:
            Dropped: the connection is gone; whether the action arrived is unknown.
        """
        try:
            self.socket.send(action.model_dump_json(exclude_defaults=False, exclude_none=True))
        except ConnectionClosed as closed:
            raise Dropped(str(closed)) from closed

    def receive(self, timeout_s: float) -> ServerMessage | None:
        """The next message; None when none came in time, or one that this client does not know.

        Raises:
            Dropped: the connection is gone.
        """
        try:
            text = self.socket.recv(timeout=timeout_s, decode=True)
        except TimeoutError:
            return None
        except (ConnectionClosed, UnicodeDecodeError) as closed:
            raise Dropped(str(closed)) from closed
        self.events.write(text)
        return parse(text)


@contextmanager
def connected(url: str, secret: str, events: EventLog) -> Iterator[Connection]:
    """Open a connection as the holder of `secret`.

    Raises:
        Dropped: it could not be opened.
    """
    offered = [Subprotocol(PROTOCOL), Subprotocol(f"client.{secret}")]
    try:
        # API Gateway counts only messages as activity, so the library's pings would not keep the connection open.
        socket = connect(
            url, subprotocols=offered, open_timeout=OPEN_TIMEOUT_S, ping_interval=None, proxy=_proxy_for(url)
        )
    except (OSError, InvalidHandshake) as error:
        raise Dropped(str(error) or type(error).__name__) from error
    with socket:
        yield Connection(socket, events)


def ask(wire: Wire, action: Action) -> ServerMessage:
    """Send an action and wait for its direct answer, known by its request_id.

    Raises:
        Refused: the answer is ERROR.
        Dropped: the connection went before the answer, or none came in a minute.
    """
    wire.send(action)
    deadline = monotonic() + ANSWER_TIMEOUT_S
    while (left := deadline - monotonic()) > 0:
        message = wire.receive(left)
        if message is not None and getattr(message, "request_id", None) == action.request_id:
            if isinstance(message, Error):
                raise Refused(message)
            return message
    raise Dropped("the server did not answer")


def parse(text: str) -> ServerMessage | None:
    """The message without what a later server added to it, or None when its type or shape is of one."""
    try:
        return _MESSAGES.validate_json(text, extra="ignore")
    except ValidationError:
        return None


def _proxy_for(url: str) -> Literal[True] | None:
    """The proxy of the environment, but none for this machine itself."""
    host = urlsplit(url).hostname or ""
    return None if host == "localhost" or _is_loopback(host) else True


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
