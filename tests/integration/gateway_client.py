"""A WebSocket client for tests: sends actions, and waits for a message instead of for a time."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

Message = dict[str, Any]

ANSWER_LIMIT_S = 30.0
SCAN_LIMIT_S = 120.0


@contextmanager
def viewer_at(url: str, *, subprotocols: tuple[str, ...] = ()) -> Iterator["Viewer"]:
    """A browser connected to the stage at `url`, closed on leaving."""
    offered = [Subprotocol(name) for name in subprotocols] or None
    with connect(url, subprotocols=offered, max_size=None, open_timeout=ANSWER_LIMIT_S) as socket:
        yield Viewer(socket)


@dataclass(frozen=True)
class Viewer:
    """One browser: everything it was sent is in `seen`, oldest first."""

    socket: ClientConnection
    seen: list[Message] = field(default_factory=list)

    def send(self, action: str, **fields: Any) -> None:
        self.socket.send(json.dumps({"action": action, **fields}))

    def ask(self, action: str, **fields: Any) -> Message:
        """Send, and return the next message: for actions with one answer and no scan running."""
        self.send(action, **fields)
        return self.next_message(ANSWER_LIMIT_S)

    def wait_for(self, wanted: str | Callable[[Message], bool], *, limit_s: float = ANSWER_LIMIT_S) -> Message:
        """The first message from here on that has this type, or satisfies the predicate."""
        deadline = time.monotonic() + limit_s
        while True:
            message = self.next_message(deadline - time.monotonic())
            if message.get("type") == wanted if isinstance(wanted, str) else wanted(message):
                return message

    def next_message(self, limit_s: float) -> Message:
        try:
            message: Message = json.loads(self.socket.recv(timeout=max(limit_s, 0)))
        except TimeoutError:
            raise AssertionError(f"nothing more came; the last of {len(self.seen)}: {self.seen[-5:]}") from None
        self.seen.append(message)
        return message
