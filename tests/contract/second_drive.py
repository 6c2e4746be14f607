"""Two Drive servers with one small tree in them: ours, and npm's google-drive-mock, which others wrote and hold to Google's.

https://github.com/pubkey/google-drive-mock: its own tests also run against the real API.
"""

import json
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from local.drive.faults import Fault, Faults
from local.drive.ids import item_id
from local.drive.mime import FOLDER, SHORTCUT, mime_type_of
from local.drive.server import serving
from local.npm import NODE
from local.ports import HOST, accepts, free_ports
from local.processes import Leashed

TOKEN = "valid-token"
"""One of the two that the other server takes."""

ROOT = "Plant"
BINNED = "thrown away"
FILES = {
    "Unit 40/Isometrics/ISO-1.pdf": b"%PDF-1.4 ends at HOLE-1",
    "Unit 40/it's \u56f3\u9762.csv": b"tag\nHOLE-2\n",
    "Unit 50/BH-07.txt": b"HOLE-3",
    "register.csv": b"tag\nHOLE-4\n" * 2000,
    "empty.txt": b"",
}
FOLDERS = ("Unit 40", "Unit 40/Isometrics", "Unit 50", "Unit 60")
SHORTCUTS = {"latest": "Unit 40/Isometrics/ISO-1.pdf", "way in": "Unit 40"}

INSTALLED = Path(__file__).parent / "drive_mock"
START_LIMIT_S = 60.0


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """One of the two servers.

    Attributes:
        ids: by path; the scanned folder's own under "", and that of a folder in the bin.
    """

    url: str
    ids: Mapping[str, str]


@contextmanager
def ours(folder: Path) -> Iterator[SecondOpinion]:
    """The local world's Drive over a folder. It has no bin, so what is in there lies beside and says where it is."""
    for path in FOLDERS:
        (folder / ROOT / path).mkdir(parents=True)
    for path, content in FILES.items():
        (folder / ROOT / path).write_bytes(content)
    for name, target in SHORTCUTS.items():
        (folder / ROOT / f"{name}.gshortcut").write_text(_our_id(target))
    (folder / BINNED).mkdir()
    ids = {path: _our_id(path) for path in ("", *FOLDERS, *FILES)}
    ids |= {name: _our_id(f"{name}.gshortcut") for name in SHORTCUTS}
    ids[BINNED] = item_id(BINNED.encode())
    with serving(folder, token=TOKEN, faults=Faults(items={BINNED: Fault("trashed")})) as drive:
        yield SecondOpinion(drive.url, ids)


def _our_id(path: str) -> str:
    return item_id(str(PurePosixPath(ROOT, path)).encode())


@contextmanager
def theirs(folder: Path) -> Iterator[SecondOpinion]:
    """google-drive-mock in a process of its own, filled through its API."""
    [port] = free_ports(0, 1)
    start = f"require('google-drive-mock').startServer({port}, '{HOST}')"
    server = Leashed.start("the other Drive", [str(NODE), "-e", start], log=folder / "log", cwd=INSTALLED, env=None)
    try:
        server.wait_until(lambda: accepts(port), limit_s=START_LIMIT_S)
        yield _filled(_TheirApi(f"http://{HOST}:{port}"))
    finally:
        server.stop()


@dataclass(frozen=True, slots=True)
class _TheirApi:
    """The writing half of Drive v3, which holescan never calls."""

    url: str

    def create(self, name: str, mime_type: str, parent: str | None, **more: Any) -> str:
        parents = [parent] if parent else []
        made = self._send("POST", "/drive/v3/files", {"name": name, "mimeType": mime_type, "parents": parents, **more})
        return str(made["id"])

    def fill(self, file_id: str, content: bytes) -> None:
        self._ask("PATCH", f"/upload/drive/v3/files/{file_id}?uploadType=media", "text/plain", content)

    def throw_away(self, file_id: str) -> None:
        self._send("PATCH", f"/drive/v3/files/{file_id}", {"trashed": True})

    def _send(self, verb: str, path: str, resource: Mapping[str, Any]) -> Any:
        return self._ask(verb, path, "application/json", json.dumps(resource).encode())

    def _ask(self, verb: str, path: str, kind: str, body: bytes) -> Any:
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": kind}
        request = urllib.request.Request(self.url + path, body, headers, method=verb)  # noqa: S310 - http, to ourselves
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return json.load(answer)


def _filled(api: _TheirApi) -> SecondOpinion:
    ids = {"": api.create(ROOT, FOLDER, None)}
    for path in map(PurePosixPath, FOLDERS):
        ids[str(path)] = api.create(path.name, FOLDER, _parent(ids, path))
    for path in map(PurePosixPath, FILES):
        ids[str(path)] = api.create(path.name, mime_type_of(path.suffix), _parent(ids, path))
        if FILES[str(path)]:
            api.fill(ids[str(path)], FILES[str(path)])
    for name, target in SHORTCUTS.items():
        details = {"targetId": ids[target], "targetMimeType": mime_type_of(PurePosixPath(target).suffix)}
        if target in FOLDERS:
            details["targetMimeType"] = FOLDER
        ids[name] = api.create(name, SHORTCUT, ids[""], shortcutDetails=details)
    ids[BINNED] = api.create(BINNED, FOLDER, ids[""])
    api.throw_away(ids[BINNED])
    return SecondOpinion(api.url, ids)


def _parent(ids: Mapping[str, str], path: PurePosixPath) -> str:
    return ids["" if path.parent == PurePosixPath() else str(path.parent)]
