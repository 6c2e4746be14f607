"""A holescan server that says what a test scripts: a WebSocket, and a bucket of presigned links, on 127.0.0.1."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve
from websockets.typing import Subprotocol

from holescan.protocol.row_models import Sent

POLL_S = 0.02

Message = dict[str, Any]


@dataclass(frozen=True)
class Visitor:
    """One client's connection, as a script sees it."""

    socket: ServerConnection
    heard: list[Message]

    def hear(self, action: str) -> Message:
        """Wait for the next action, which must be this one."""
        message: Message = json.loads(self.socket.recv(timeout=10))
        self.heard.append(message)
        assert message["action"] == action, message
        return message

    def say(self, *messages: Sent) -> None:
        """Send messages."""
        for message in messages:
            self.socket.send(message.model_dump_json())

    def linger(self) -> None:
        """Stay until the client leaves."""
        try:
            while True:
                self.heard.append(json.loads(self.socket.recv(timeout=10)))
        except (ConnectionClosed, TimeoutError):
            pass


Script = Callable[[Visitor], None]


@dataclass
class ScriptedServer:
    """What the client is told to connect to, and what it did there."""

    url: str = ""
    bucket_url: str = ""
    heard: list[Message] = field(default_factory=list)
    subprotocols: list[str] = field(default_factory=list)
    objects: dict[str, bytes] = field(default_factory=dict)
    put_headers: dict[str, str] = field(default_factory=dict)


@contextmanager
def scripted_server(*scripts: Script) -> Iterator[ScriptedServer]:
    """One script a connection, in the order in which they come; the connection closes when its script ends."""
    server = ScriptedServer()
    waiting = iter(scripts)

    def visit(socket: ServerConnection) -> None:
        server.subprotocols += socket.request.headers.get_all("Sec-WebSocket-Protocol") if socket.request else []
        script = next(waiting, None)
        if script:
            script(Visitor(socket, server.heard))

    with (
        serve(visit, "127.0.0.1", 0, subprotocols=[Subprotocol("holescan.v1")]) as sockets,
        ThreadingHTTPServer(("127.0.0.1", 0), _bucket(server)) as bucket,
    ):
        server.url = f"ws://127.0.0.1:{sockets.socket.getsockname()[1]}"
        server.bucket_url = f"http://127.0.0.1:{bucket.server_port}"
        Thread(target=sockets.serve_forever, daemon=True).start()
        Thread(target=bucket.serve_forever, args=(POLL_S,), daemon=True).start()
        yield server
        bucket.shutdown()
        sockets.shutdown()


def _bucket(server: ScriptedServer) -> type[BaseHTTPRequestHandler]:
    class Bucket(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = server.objects.get(self.path)
            self.send_response(200 if content is not None else 403)
            self.end_headers()
            self.wfile.write(content or b"")

        def do_PUT(self) -> None:
            server.objects[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
            server.put_headers.update(self.headers.items())
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
            """Say nothing."""

    return Bucket
