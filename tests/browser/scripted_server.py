"""A server that says what the test tells it to: the built page, and a socket whose script the test holds."""

import asyncio
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from pydantic import BaseModel, TypeAdapter
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from cdk.csp import content_security_policy
from holescan.domain.session import ScanState
from holescan.protocol import client, row_models, server
from tests.browser.answers import Answers

DIST = Path(__file__).parents[2] / "frontend" / "dist"
ROWS_A_PAGE = 40
SESSION = "5b1f0c9e7a3d4e2f8c6b1a0d9e8f7a6b"
TO_SERVER: TypeAdapter[client.ClientMessage] = TypeAdapter(client.ClientMessage)

POLICY = content_security_policy(socket_host="ws://127.0.0.1:*", bucket_url="http://127.0.0.1:*", has_sign_in=False)
"""The deployed page's, with this machine's hosts."""


@dataclass
class Script:
    """What the server knows and was told; the test reads and writes it from its own thread."""

    url: str = ""
    config: dict[str, str] = field(default_factory=dict)
    refusals: dict[str, server.Error] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
    received: list[client.ClientMessage] = field(default_factory=list)
    protocols: list[list[str]] = field(default_factory=list)
    uploads: dict[str, bytes] = field(default_factory=dict)
    report: bytes = b"the report"
    results: dict[str, tuple[row_models.ResultRow, ...]] = field(default_factory=dict)
    """What `get_results` answers, by section, a few rows a page."""
    has_snapshot: bool = False
    """Answer `resume_scan` with a snapshot_url, as for a large scan."""
    epoch: int = 1
    matches: list[row_models.MatchRow] = field(default_factory=list)
    failures: list[row_models.FailureRow] = field(default_factory=list)
    last: server.ProgressMessage | None = None
    end: server.Complete | None = None
    sockets: list[WebSocket] = field(default_factory=list)
    is_down: bool = False
    """While true no connection is taken."""
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def say(self, message: BaseModel) -> None:
        """Send to every open page, and remember it for `resume_scan`."""
        self.remember(message)
        self._run(self._broadcast(message))

    def remember(self, message: BaseModel) -> None:
        """Let it be part of the record without sending it: the message that got lost."""
        match message:
            case server.MatchFound():
                self.matches.append(message.data)
            case server.FileFailed():
                self.failures.append(message.data)
            case server.FileExamined():
                self.failures = [row for row in self.failures if row.file_id != message.data.file_id]
            case server.ProgressMessage():
                self.last = message
            case server.Complete():
                self.end = message

    def say_rows(self, rows: list[row_models.MatchRow]) -> None:
        """Send rows as a page of SYNC_STATE, many at once."""
        self.matches += rows
        self._run(self._broadcast(synced(self, rows)))

    def forget(self) -> None:
        """Begin a new story with the pages that are open."""
        self.matches.clear()
        self.failures.clear()
        self.refusals.clear()
        self.results.clear()
        self.answers = Answers()
        self.last = self.end = None
        self.epoch = 1
        self.has_snapshot = False

    def cut(self) -> None:
        """Close every socket, as API Gateway does after two hours."""
        self._run(self._close())

    @property
    def report_url(self) -> str:
        """Where the report lies."""
        return f"{self.url}/report.xlsx"

    @property
    def snapshot_url(self) -> str:
        """Where the rows lie, gzipped."""
        return f"{self.url}/snapshot"

    def actions(self) -> list[str]:
        """The names of the actions received so far, in order."""
        return [message.action for message in self.received]

    def _run(self, coroutine: Any) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(timeout=10)

    async def _broadcast(self, message: BaseModel) -> None:
        for socket in list(self.sockets):
            # A page that has just gone elsewhere is not missed.
            with suppress(WebSocketDisconnect):
                await socket.send_text(message.model_dump_json())

    async def _close(self) -> None:
        for socket in list(self.sockets):
            with suppress(WebSocketDisconnect):
                await socket.close(code=1001)


@contextmanager
def serving(script: Script) -> Iterator[Script]:
    """Serve on a free port of 127.0.0.1 until the block ends."""
    running = uvicorn.Server(uvicorn.Config(_app(script), host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=script.loop.run_until_complete, args=(running.serve(),))
    thread.start()
    try:
        _wait_for(running)
        host, port = running.servers[0].sockets[0].getsockname()[:2]
        script.url = f"http://{host}:{port}"
        script.config.setdefault("webSocketUrl", f"ws://{host}:{port}/socket")
        yield script
    finally:
        running.should_exit = True
        running.force_exit = True
        thread.join(timeout=10)
        script.loop.close()


def _wait_for(running: uvicorn.Server) -> None:
    ready = threading.Event()
    while not running.started:
        ready.wait(timeout=0.01)


def _app(script: Script) -> Starlette:
    return Starlette(
        routes=[
            WebSocketRoute("/socket", _Socket(script).serve),
            Route("/config.json", _Files(script).config),
            Route("/report.xlsx", _Files(script).report),
            Route("/snapshot", _Files(script).snapshot),
            Route("/upload/{name}", _Upload(script).take, methods=["PUT"]),
            Route("/{path:path}", _page),
        ],
    )


def _page(request: Request) -> Response:
    asked = DIST / request.path_params["path"]
    file = asked if asked.is_file() else DIST / "index.html"
    return FileResponse(file, headers={"content-security-policy": POLICY})


@dataclass(frozen=True)
class _Files:
    script: Script

    async def config(self, _: Request) -> Response:
        return JSONResponse(self.script.config)

    async def report(self, _: Request) -> Response:
        return Response(self.script.report, headers={"content-disposition": 'attachment; filename="holescan.xlsx"'})

    async def snapshot(self, _: Request) -> Response:
        rows = [*self.script.matches, *self.script.failures]
        return Response(gzip.compress("\n".join(row.model_dump_json() for row in rows).encode()))


@dataclass(frozen=True)
class _Upload:
    script: Script

    async def take(self, request: Request) -> Response:
        self.script.uploads[request.path_params["name"]] = await request.body()
        return Response()


@dataclass(frozen=True)
class _Socket:
    script: Script

    async def serve(self, socket: WebSocket) -> None:
        offered = socket.scope["subprotocols"]
        if self.script.is_down:
            await socket.close()
            return
        self.script.protocols.append(offered)
        await socket.accept(subprotocol="holescan.v1" if "holescan.v1" in offered else None)
        self.script.sockets.append(socket)
        try:
            while True:
                await self._answer(socket, await socket.receive_text())
        except WebSocketDisconnect:
            self.script.sockets.remove(socket)

    async def _answer(self, socket: WebSocket, frame: str) -> None:
        action = TO_SERVER.validate_json(frame)
        self.script.received.append(action)
        refusal = self.script.refusals.get(action.action)
        for message in [refusal] if refusal else self._answers(action):
            await socket.send_text(message.model_copy(update=_echo(message, action)).model_dump_json())

    def _answers(self, action: client.ClientMessage) -> list[BaseModel]:
        if isinstance(action, client.ResumeScan) and action.session_id == SESSION:
            end = [self.script.end] if self.script.end else []
            return [self._synced(action), *end]
        answer = self._answer_to(action)
        return [answer] if answer else self.script.answers.to(action)

    def _answer_to(self, action: client.ClientMessage) -> BaseModel | None:
        match action:
            case client.StartScan():
                return started()
            case client.RetryFailed():
                return started(epoch=2)
            case client.GetResults():
                return self._results(action)
            case client.RequestUpload():
                return self._upload(action)
            case client.GetReport():
                return server.ReportReady(session_id=SESSION, download_url=self.script.report_url, expires_in_s=3600)
        return server.Pong() if isinstance(action, client.Ping) else None

    def _synced(self, action: client.ResumeScan) -> server.SyncState:
        if not self.script.has_snapshot or action.cursor:
            return synced(self.script, self.script.matches)
        bare = synced(self.script, [])
        return bare.model_copy(update={"failures": (), "snapshot_url": self.script.snapshot_url})

    def _results(self, action: client.GetResults) -> server.Results:
        rows = self.script.results.get(action.section, ())
        start = int(action.cursor or 0)
        end = start + ROWS_A_PAGE
        return server.Results(
            session_id=SESSION,
            epoch=1,
            section=action.section,
            rows=rows[start:end],
            next_cursor=str(end) if end < len(rows) else "",
        )

    def _upload(self, action: client.RequestUpload) -> server.UploadReady:
        url = f"{self.script.url}/upload/{action.file_name}"
        return server.UploadReady(
            upload_id="upload-1", upload_url=url, headers={"if-none-match": "*"}, expires_in_s=300
        )


def _echo(message: BaseModel, action: client.ClientMessage) -> dict[str, str | None]:
    return {"request_id": action.request_id} if isinstance(message, server.Answer) else {}


def started(total_codes: int = 412, warnings: tuple[str, ...] = (), *, epoch: int = 1) -> server.Started:
    """The scan is open."""
    return server.Started(
        session_id=SESSION,
        epoch=epoch,
        message="Scanning.",
        timestamp="2026-03-02T08:15:00+00:00",
        total_codes=total_codes,
        warnings=warnings,
    )


def progress(
    processed: int, total: int, *, matched: int = 0, failed: int = 0, state: ScanState = ScanState.PROCESSING
) -> server.ProgressMessage:
    """How far the scan is."""
    value = 100 * processed // total if total and state is not ScanState.LISTING else 0
    return server.ProgressMessage(
        session_id=SESSION,
        epoch=1,
        value=value,
        processed=processed,
        total=total,
        matched=matched,
        failed=failed,
        state=state,
    )


def synced(script: Script, rows: list[row_models.MatchRow]) -> server.SyncState:
    """What the server knows, with these of its rows."""
    last = script.last or progress(0, 0, state=ScanState.LISTING)
    return server.SyncState(
        session_id=SESSION,
        epoch=script.epoch,
        state=script.end.state if script.end else last.state,
        processed=last.processed,
        total=last.total,
        matched=len(script.matches),
        failed=len(script.failures),
        matches=tuple(rows),
        failures=tuple(script.failures),
    )


def complete(script: Script, **numbers: Any) -> server.Complete:
    """The end, with every number at its most harmless unless it is given."""
    harmless = {
        "download_url": script.report_url,
        "total_matches": 0,
        "total_processed": 1,
        "message": "The scan is over.",
        "total_files": 1,
        "failed": 0,
        "unread_files": 0,
        "folders_failed": 0,
        "codes_not_found": 0,
        "listing_complete": True,
        "state": ScanState.COMPLETE,
    }
    return server.Complete.model_validate({"session_id": SESSION, "epoch": 1, **harmless, **numbers})
