"""The local Drive takes and answers what the discovery document of Drive v3 declares, and nothing else."""

import json
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from local.drive.discovery import document, parameters, properties
from local.drive.faults import Faults
from local.drive.ids import item_id
from local.drive.mime import EXPORTED_AS
from local.drive.server import ServedDrive, serving

TOKEN = "a-token"
DRIVE_ID = item_id(b"Plant 7.gshareddrive")
DOCUMENT_ID = item_id(b"Notes.gdoc")
ITEMS = {
    "a file": item_id(b"a.pdf"),
    "a document": DOCUMENT_ID,
    "a folder": item_id(b"sub"),
    "a shortcut": item_id(b"latest.gshortcut"),
    "a shared drive's top folder": DRIVE_ID,
}

METHODS: Mapping[str, tuple[str, dict[str, str]]] = {
    "files.list": ("/drive/v3/files", {}),
    "files.get": (f"/drive/v3/files/{ITEMS['a file']}", {}),
    "files.export": (f"/drive/v3/files/{DOCUMENT_ID}/export", {"mimeType": next(iter(EXPORTED_AS.values()))}),
    "drives.list": ("/drive/v3/drives", {}),
    "drives.get": (f"/drive/v3/drives/{DRIVE_ID}", {}),
    "about.get": ("/drive/v3/about", {"fields": "user"}),
}
"""Every method this server has: where, and what it asks for in any case."""


@pytest.fixture(scope="module")
def drive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDrive]:
    root = tmp_path_factory.mktemp("drive")
    (root / "sub").mkdir()
    (root / "Plant 7.gshareddrive").mkdir()
    (root / "a.pdf").write_bytes(b"%PDF-1.7")
    (root / "Notes.gdoc").write_bytes(b"PK exported")
    (root / "latest.gshortcut").write_text(ITEMS["a file"])
    with serving(root, token=TOKEN, faults=Faults(locks={"a.pdf": "key"})) as served:
        yield served


def ask(drive: ServedDrive, path: str, **query: str) -> tuple[int, bytes]:
    connection = HTTPConnection(urlsplit(drive.url).netloc, timeout=20)
    headers = {"Authorization": f"Bearer {TOKEN}", "X-Goog-Drive-Resource-Keys": f"{ITEMS['a file']}/key"}
    try:
        connection.request("GET", f"{path}?{urlencode(query)}", headers=headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize("method", METHODS)
def test_a_method_takes_no_parameter_that_is_not_declared(drive: ServedDrive, method: str) -> None:
    path, needed = METHODS[method]
    assert ask(drive, path, **needed)[0] == 200
    foreign = {name for other in METHODS for name in parameters(other)} | {"colour", "PageSize"}
    for name in foreign - {*parameters(method)}:
        status, body = ask(drive, path, **needed, **{name: "1"})
        assert (status, json.loads(body)["error"]["errors"][0]["location"]) == (400, name)


@pytest.mark.parametrize("method", METHODS)
def test_a_method_takes_every_declared_parameter(drive: ServedDrive, method: str) -> None:
    path, needed = METHODS[method]
    refused = {name for name in parameters(method) if is_unknown(ask(drive, path, **{name: "x", **needed}), name)}
    assert refused == set()


def is_unknown(answer: tuple[int, bytes], name: str) -> bool:
    return answer[0] == 400 and f'Unknown name "{name}"' in json.loads(answer[1])["error"]["message"]


@pytest.mark.parametrize("file_id", ITEMS.values(), ids=ITEMS)
def test_a_file_has_only_declared_fields_of_the_declared_types(drive: ServedDrive, file_id: str) -> None:
    status, body = ask(drive, f"/drive/v3/files/{file_id}", fields="*", supportsAllDrives="true")
    assert (status, misfits(json.loads(body), "File")) == (200, [])


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/drive/v3/files", "FileList"),
        ("/drive/v3/drives", "DriveList"),
        (f"/drive/v3/drives/{DRIVE_ID}", "Drive"),
        ("/drive/v3/about", "About"),
    ],
)
def test_every_other_answer_too(drive: ServedDrive, path: str, schema: str) -> None:
    status, body = ask(drive, path, fields="*")
    assert (status, misfits(json.loads(body), schema)) == (200, [])


def test_an_answer_that_does_not_fit_is_seen() -> None:
    odd = {"id": 7, "colour": "red", "capabilities": {"canFly": True}, "parents": "root", "size": 12}
    assert [name for name, _ in misfits(odd, "File")] == ["id", "colour", "canFly", "parents", "size"]


def test_sizes_are_told_of_files_and_of_googles_own_documents_but_of_nothing_else(drive: ServedDrive) -> None:
    told = {
        kind: ask(drive, f"/drive/v3/files/{file_id}", fields="size,md5Checksum") for kind, file_id in ITEMS.items()
    }
    sized = {kind: sorted(json.loads(body)) for kind, (status, body) in told.items() if status == 200}
    assert sized == {
        "a file": ["md5Checksum", "size"],
        "a document": ["size"],
        "a folder": [],
        "a shortcut": [],
    }


Misfit = tuple[str, Any]
_TYPES: Mapping[str, type] = {"string": str, "boolean": bool, "integer": int, "array": list, "object": dict}


def misfits(answer: Mapping[str, Any], schema: str) -> list[Misfit]:
    """What in a JSON object the schema does not declare, or declares to be of another type."""
    return list(_misfits(answer, properties(schema)))


def _misfits(answer: Mapping[str, Any], declared: Mapping[str, Any]) -> Iterator[Misfit]:
    for name, value in answer.items():
        if name not in declared:
            yield name, value
        else:
            yield from _misfits_of_value(name, value, declared[name])


def _misfits_of_value(name: str, value: Any, spec: Mapping[str, Any]) -> Iterator[Misfit]:
    if "$ref" in spec:
        spec = document()["schemas"][spec["$ref"]]
    if not isinstance(value, _TYPES[spec["type"]]):
        yield name, value
    elif isinstance(value, list):
        for entry in value:
            yield from _misfits_of_value(name, entry, spec["items"])
    elif isinstance(value, dict):
        yield from _misfits(value, spec["properties"])
