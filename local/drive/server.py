"""The application on a port of 127.0.0.1: in this process's main thread, or beside a test."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import uvicorn

from local.drive.app import create_app
from local.drive.faults import Faults
from local.drive.items import Tree
from local.drive.quota import Quota
from local.drive.tree import DriveTree

HOST = "127.0.0.1"
_START_WITHIN_S = 20


@dataclass(frozen=True, slots=True)
class ServedDrive:
    """A Drive that answers.

    Attributes:
        url: scheme, host and port, no slash at the end.
    """

    url: str
    root_id: str

    @property
    def folder_url(self) -> str:
        """What a person pastes to scan the served folder."""
        return f"{self.url}/drive/folders/{self.root_id}"


class _Server(uvicorn.Server):
    """Tells when it accepts connections."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_started = on_started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening, then say so."""
        await super().startup(sockets)
        self._on_started()


def serve(
    tree: Tree, *, port: int, token: str, faults: Faults, quota: Quota, on_started: Callable[[ServedDrive], None]
) -> None:
    """Serve until SIGINT or SIGTERM. Port 0 takes a free one."""
    with socket.create_server((HOST, port)) as listening:
        drive = ServedDrive(_url(listening), tree.root_id)
        server = _Server(_config(tree, token, faults, quota), lambda: on_started(drive))
        server.run(sockets=[listening])


@contextmanager
def serving(
    served: Path | Tree, *, token: str, faults: Faults | None = None, quota: Quota | None = None
) -> Iterator[ServedDrive]:
    """Serve a folder, or another tree, on a free port from another thread for the length of the block."""
    tree, is_up = DriveTree(served) if isinstance(served, Path) else served, Event()
    with socket.create_server((HOST, 0)) as listening:
        server = _Server(_config(tree, token, faults or Faults(), quota or Quota()), is_up.set)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, name="local drive")
        thread.start()
        try:
            if not is_up.wait(_START_WITHIN_S):
                raise TimeoutError("the local Drive did not start")
            yield ServedDrive(_url(listening), tree.root_id)
        finally:
            server.should_exit = True
            thread.join()


def _config(tree: Tree, token: str, faults: Faults, quota: Quota) -> uvicorn.Config:
    application = create_app(tree, token=token, faults=faults, quota=quota)
    return uvicorn.Config(application, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)


def _url(listening: socket.socket) -> str:
    return f"http://{HOST}:{listening.getsockname()[1]}"
