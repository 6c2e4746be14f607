"""What MiniStack 1.5.33 does unlike AWS and this product depends on, one function a gap.

`tests/integration/test_emulator_patches.py` probes each on a patched and on a stock emulator: when stock is right, the
test asks for the patch to be deleted.
"""

# ruff: noqa: SLF001 - what a patch replaces is private to MiniStack

import contextlib
import hashlib
import io
import json
import os
import tempfile
import threading
import time
import zipfile
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextvars import ContextVar
from http import HTTPStatus
from pathlib import Path
from typing import Any

import ministack.core.lambda_runtime as runtime
import ministack.services.apigateway as gateway
import ministack.services.lambda_svc as lambda_service
from ministack.core import iam_actions

MESSAGE_LIMIT_BYTES = 128 * 1024
"""https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html"""

ROUTE_WORKERS = 4
"""Processes of one route Lambda. AWS has no such limit; a laptop has: each takes about 80 MB."""

STDERR_LIMIT_S = 2.0
"""For reading what a process that has ended still said."""

Asgi = Callable[..., Awaitable[Any]]


def run_routes_concurrently() -> None:
    """Stock runs one process a route Lambda, and every socket waits behind the slowest answer."""
    seats: defaultdict[str, threading.BoundedSemaphore] = defaultdict(lambda: threading.BoundedSemaphore(ROUTE_WORKERS))

    class Leased:
        def __init__(self, name: str, *rest: Any, **options: Any) -> None:
            self.name, self.rest, self.options = name, rest, options

        def invoke(self, event: Any, request_id: str, **about: Any) -> Any:
            with seats[self.name], _leased(self.name, *self.rest, **self.options) as worker:
                return worker.invoke(event, request_id, **about)

    # The WebSocket data plane is the only caller of this function, which it imports at each call.
    runtime.get_or_create_worker = Leased


def keep_logs_of_routes() -> None:
    """Stock forgets what a route Lambda logged; on AWS it lies in the function's log group like any other's."""
    lease = runtime.get_or_create_worker

    class Logging:
        def __init__(self, *args: Any, **options: Any) -> None:
            self.worker, self.config = lease(*args, **options), args[1]

        def invoke(self, event: Any, request_id: str, **about: Any) -> Any:
            started = time.monotonic()
            answer = self.worker.invoke(event, request_id, **about)
            duration_ms = int((time.monotonic() - started) * 1000)
            said = "\n".join(filter(None, [answer.get("log"), answer.get("trace")]))
            lambda_service._emit_lambda_logs(
                self.config, request_id, said, answer.get("status") == "error", duration_ms
            )
            return answer

    runtime.get_or_create_worker = Logging


@contextlib.contextmanager
def _leased(*args: Any, **options: Any) -> Iterator[Any]:
    worker, _ = runtime.acquire_worker(*args, **options)
    try:
        yield worker
    finally:
        runtime.release_worker(worker)


def answer_the_subprotocol() -> None:
    """Stock drops `Sec-WebSocket-Protocol` from `$connect`'s answer; a browser that offered one then closes the socket."""
    chosen: ContextVar[str | None] = ContextVar("chosen", default=None)
    invoke, serve = gateway._invoke_ws_lambda, gateway.handle_websocket

    async def invoke_and_note(*args: Any, **options: Any) -> Any:
        answer = await invoke(*args, **options)
        if "CONNECT" in args and isinstance(answer, dict):
            headers = {name.lower(): value for name, value in (answer.get("headers") or {}).items()}
            chosen.set(headers.get("sec-websocket-protocol"))
        return answer

    async def serve_with_subprotocol(scope: Any, receive: Asgi, send: Asgi, *rest: Any, **options: Any) -> None:
        async def send_chosen(message: dict[str, Any]) -> None:
            if message["type"] == "websocket.accept" and chosen.get():
                message = {**message, "subprotocol": chosen.get()}
            await send(message)

        await serve(scope, receive, send_chosen, *rest, **options)

    gateway._invoke_ws_lambda, gateway.handle_websocket = invoke_and_note, serve_with_subprotocol


def close_on_a_large_message() -> None:
    """Stock takes messages of any size; AWS closes the socket with 1009 above 128 KB."""
    serve = gateway.handle_websocket

    async def serve_bounded(scope: Any, receive: Asgi, send: Asgi, *rest: Any, **options: Any) -> None:
        async def receive_bounded() -> Any:
            message = await receive()
            size = len((message.get("text") or "").encode()) + len(message.get("bytes") or b"")
            if size <= MESSAGE_LIMIT_BYTES:
                return message
            await send({"type": "websocket.close", "code": 1009})
            return {"type": "websocket.disconnect", "code": 1009}

        await serve(scope, receive_bounded, send, *rest, **options)

    gateway.handle_websocket = serve_bounded


def refuse_a_large_post() -> None:
    """Stock delivers posts of any size; AWS answers 413 above 128 KB."""
    connections = gateway.handle_connections_api

    async def bounded(method: str, api_id: str, stage: str, connection_id: str, body: bytes, headers: Any) -> Any:
        if method == "POST" and len(body or b"") > MESSAGE_LIMIT_BYTES:
            kind = {"Content-Type": "application/json", "x-amzn-ErrorType": "PayloadTooLargeException"}
            return 413, kind, b'{"message": "Message too long"}'
        return await connections(method, api_id, stage, connection_id, body, headers)

    gateway.handle_connections_api = bounded


def keep_answers_of_routes_back() -> None:
    """Stock sends what a route Lambda returns, and a crash's text; AWS sends neither where the route has no response."""
    invoke = gateway._invoke_ws_lambda

    async def invoke_quietly(
        api_id: str, account: str, region: str, route: dict[str, Any], *rest: Any, **options: Any
    ) -> Any:
        answer = await invoke(api_id, account, region, route, *rest, **options)
        _stage, connection_id, event_type, request_id = rest[:4]
        if event_type != "MESSAGE":
            return answer
        if (
            isinstance(answer, dict)
            and answer.get("statusCode") == HTTPStatus.INTERNAL_SERVER_ERROR
            and "headers" not in answer
        ):
            about = {"message": "Internal server error", "connectionId": connection_id, "requestId": request_id}
            return {"body": json.dumps(about)}
        return answer if route.get("routeResponseSelectionExpression") else None

    gateway._invoke_ws_lambda = invoke_quietly


def refuse_an_unknown_stage() -> None:
    """Stock opens a socket on a stage that does not exist; AWS answers the handshake with 403."""
    serve = gateway.handle_websocket

    async def serve_known(scope: Any, receive: Asgi, send: Asgi, api_id: str, path_override: str | None = None) -> None:
        path = scope.get("path", "") if path_override is None else path_override
        _protocol, account, region = gateway._api_owner(api_id) or ("", "", "")
        if path.lstrip("/").split("/", 1)[0] in gateway._stages.get_scoped(account, region, api_id, {}):
            await serve(scope, receive, send, api_id, path_override)
            return
        await receive()
        await gateway._refuse_ws_handshake(scope, send, 403, "Forbidden", "", "")

    gateway.handle_websocket = serve_known


def authorize_batches_as_single_messages() -> None:
    """Stock asks IAM for `sqs:SendMessageBatch`, an action that AWS does not have: a batch needs the single action."""
    stock = iam_actions.extract_iam_action

    def extract(*args: Any, **options: Any) -> Any:
        action = stock(*args, **options)
        is_batch = isinstance(action, str) and action.startswith("sqs:") and action.endswith("Batch")
        return action.removesuffix("Batch") if is_batch else action

    iam_actions.extract_iam_action = extract


def answer_for_a_failed_start() -> None:
    """Stock drops the socket when a route Lambda cannot start; AWS says "Internal server error", and why in the log."""

    class AnsweringWorker(runtime.Worker):  # type: ignore[misc]  # the package has no types
        def invoke(self, *args: Any, **options: Any) -> Any:
            try:
                return super().invoke(*args, **options)
            except RuntimeError as failed:
                if self._stderr_thread is not None:
                    self._stderr_thread.join(STDERR_LIMIT_S)
                return {"status": "error", "error": str(failed), "log": self._drain_stderr()}

    runtime.Worker = AnsweringWorker


def unpack_layers_once() -> None:
    """Stock unpacks every layer into every process: seconds and 100 MB each time; on AWS a layer is there, read-only."""

    class SharingWorker(runtime.Worker):  # type: ignore[misc]  # the package has no types
        config: dict[str, Any]

        def _spawn(self) -> None:
            own = self.config
            self.config = _with_unpacked_layers(own)
            try:
                super()._spawn()
            finally:
                self.config = own

    runtime.Worker = SharingWorker


def _with_unpacked_layers(config: dict[str, Any]) -> dict[str, Any]:
    contents = [lambda_service._resolve_layer_zip(layer) for layer in config.get("Layers") or []]
    folders = os.pathsep.join(str(_unpacked(content)) for content in contents if content)
    variables = config.get("Environment", {}).get("Variables", {})
    # The variable by which MiniStack's own process finds the layers it unpacked.
    return {**config, "Layers": [], "Environment": {"Variables": {**variables, "_LAMBDA_LAYERS_DIRS": folders}}}


def _unpacked(content: bytes) -> Path:
    folder = Path(tempfile.gettempdir(), "layers", hashlib.sha256(content).hexdigest()[:16])
    with _UNPACKING:
        if not folder.exists():
            partial = folder.with_suffix(".partial")
            zipfile.ZipFile(io.BytesIO(content)).extractall(partial)
            partial.rename(folder)
    return folder


_UNPACKING = threading.Lock()


PATCHES: tuple[Callable[[], None], ...] = (
    run_routes_concurrently,
    keep_logs_of_routes,
    answer_the_subprotocol,
    close_on_a_large_message,
    refuse_a_large_post,
    keep_answers_of_routes_back,
    refuse_an_unknown_stage,
    authorize_batches_as_single_messages,
    answer_for_a_failed_start,
    unpack_layers_once,
)
