"""The local Drive over HTTP, as any client would meet it."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest

from local.drive.errors import DriveError
from local.drive.faults import Fault, Faults
from local.drive.ids import item_id, root_id
from local.drive.listing import list_page
from local.drive.server import ServedDrive, serving
from local.drive.tree import DriveTree

TOKEN = "a-token"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "Site"
    (root / "sub").mkdir(parents=True)
    (root / "a.pdf").write_bytes(b"%PDF-1.7 0123456789")
    (root / "sub" / "b.txt").write_text("HOLE-1")
    return root


@pytest.fixture
def drive(folder: Path) -> Iterator[ServedDrive]:
    with serving(folder, token=TOKEN) as served:
        yield served


class Answer:
    def __init__(self, drive: ServedDrive, path: str, headers: dict[str, str]) -> None:
        connection = HTTPConnection(urlsplit(drive.url).netloc, timeout=20)
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            self.status, self.headers, self.body = response.status, response.headers, response.read()
        finally:
            connection.close()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> tuple[int, str]:
        error = self.json["error"]
        assert error["code"] == self.status
        return self.status, error["errors"][0]["reason"]


def ask(
    drive: ServedDrive, path: str, *, token: str = TOKEN, headers: dict[str, str] | None = None, **query: str
) -> Answer:
    query_string = f"?{urlencode(query)}" if query else ""
    return Answer(drive, f"{path}{query_string}", {"Authorization": f"Bearer {token}", **(headers or {})})


def ask_list(drive: ServedDrive, folder_id: str = "root", **query: str) -> Answer:
    searched = {"q": f"'{folder_id}' in parents and trashed = false", **query}
    return ask(drive, f"/drive/v3/files?{urlencode(searched)}")


def names(answer: Answer) -> list[str]:
    return [file["name"] for file in answer.json["files"]]


def test_without_a_token_nothing_is_answered(drive: ServedDrive) -> None:
    missing = Answer(drive, "/drive/v3/files", {})
    assert missing.error == (401, "required")
    assert missing.json["error"]["status"] == "UNAUTHENTICATED"
    assert ask(drive, "/drive/v3/about", token="other", fields="user").error == (401, "authError")


def test_a_listing_names_what_drive_names_by_default(drive: ServedDrive) -> None:
    answer = ask_list(drive).json
    assert answer["kind"] == "drive#fileList"
    assert [set(file) for file in answer["files"]] == [{"kind", "id", "name", "mimeType"}] * 2
    assert "nextPageToken" not in answer


def test_pages_follow_each_other_without_gap_or_repetition(folder: Path, drive: ServedDrive) -> None:
    for number in range(25):
        (folder / "sub" / f"{number:02}.csv").touch()
    seen, token = [], ""
    while True:
        query = {"pageToken": token} if token else {}
        page = ask_list(drive, item_id(b"sub"), pageSize="10", **query)
        seen += names(page)
        token = page.json.get("nextPageToken", "")
        if not token:
            break
    assert seen == [*(f"{number:02}.csv" for number in range(25)), "b.txt"]


def test_a_file_removed_between_pages_shifts_no_other(folder: Path, drive: ServedDrive) -> None:
    for name in "abcd":
        (folder / "sub" / name).touch()
    first = ask_list(drive, item_id(b"sub"), pageSize="2")
    (folder / "sub" / "a").unlink()
    second = ask_list(drive, item_id(b"sub"), pageSize="10", pageToken=first.json["nextPageToken"])
    assert names(first) + names(second) == ["a", "b", "b.txt", "c", "d"]


def test_several_folders_are_listed_by_one_query(drive: ServedDrive) -> None:
    query = f"('root' in parents or '{item_id(b'sub')}' in parents) and trashed = false"
    assert names(ask(drive, "/drive/v3/files", q=query)) == ["a.pdf", "sub", "b.txt"]


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ({"pageSize": "0"}, "pageSize"),
        ({"pageSize": "-1"}, "pageSize"),
        ({"pageSize": "ten"}, "pageSize"),
        ({"pageToken": "bm8="}, "pageToken"),
        ({"supportsAllDrives": "yes"}, "supportsAllDrives"),
        ({"fields": "files(colour)"}, "fields"),
        ({"fileds": "id"}, "fileds"),
        ({"orderBy": "colour"}, "orderBy"),
        ({"orderBy": "name down"}, "orderBy"),
        ({"alt": "xml"}, "alt"),
    ],
)
def test_a_parameter_drive_does_not_take_is_answered_400(
    drive: ServedDrive, query: dict[str, str], location: str
) -> None:
    answer = ask_list(drive, **query)
    assert answer.status == 400
    assert answer.json["error"]["errors"][0]["location"] == location


def test_a_page_token_belongs_to_its_query(drive: ServedDrive) -> None:
    token = ask_list(drive, pageSize="1").json["nextPageToken"]
    assert ask_list(drive, item_id(b"sub"), pageToken=token).error == (400, "invalid")
    assert ask_list(drive, orderBy="name", pageToken=token).error == (400, "invalid")


def test_the_parameters_for_shared_drives_are_taken(drive: ServedDrive) -> None:
    answer = ask_list(drive, supportsAllDrives="true", includeItemsFromAllDrives="true", corpora="user", orderBy="name")
    assert answer.status == 200


def test_an_unknown_item_is_not_found(drive: ServedDrive) -> None:
    assert ask(drive, "/drive/v3/files/1nothing").error == (404, "notFound")
    assert ask_list(drive, "1nothing").error == (404, "notFound")


def test_bytes_come_whole_and_in_ranges(drive: ServedDrive) -> None:
    path = f"/drive/v3/files/{item_id(b'a.pdf')}"
    whole = ask(drive, path, alt="media")
    assert (whole.status, whole.headers["content-type"], whole.body) == (200, "application/pdf", b"%PDF-1.7 0123456789")
    part = ask(drive, path, alt="media", headers={"Range": "bytes=9-12"})
    assert (part.status, part.headers["content-range"], part.body) == (206, "bytes 9-12/19", b"0123")
    assert ask(drive, path, alt="media", headers={"Range": "bytes=99-"}).status == 416


def test_a_folder_has_no_bytes(drive: ServedDrive) -> None:
    assert ask(drive, f"/drive/v3/files/{item_id(b'sub')}", alt="media").error == (403, "fileNotDownloadable")


def test_only_googles_own_documents_are_exported_and_only_to_their_form(folder: Path, drive: ServedDrive) -> None:
    (folder / "Notes.gdoc").write_bytes(b"PK")
    assert ask(drive, f"/drive/v3/files/{item_id(b'a.pdf')}/export", mimeType="x/y").error == (403, "fileNotExportable")
    notes = f"/drive/v3/files/{item_id(b'Notes.gdoc')}"
    assert ask(drive, f"{notes}/export", mimeType="image/png").error == (400, "badRequest")
    assert ask(drive, notes, alt="media").error == (403, "fileNotDownloadable")


def test_about_wants_to_know_which_fields(drive: ServedDrive) -> None:
    assert ask(drive, "/drive/v3/about").error == (400, "required")
    user = ask(drive, "/drive/v3/about", fields="user/emailAddress").json["user"]
    assert user == {"emailAddress": "local@example.com"}


ODD_NAMES = [
    "=cmd.pdf",
    'it\'s "quoted".txt',
    "ünïcode 図面.pdf",
    "a\\b.txt",
    "@sum+1-2.csv",
    "x" * 250 + ".txt",
    "new\nline.txt",
]


def test_odd_names_are_listed_and_read_like_any_other(folder: Path, drive: ServedDrive) -> None:
    (folder / "odd").mkdir()
    for name in ODD_NAMES:
        (folder / "odd" / name).write_text(name)
    listed = ask_list(drive, item_id(b"odd")).json["files"]
    assert sorted(file["name"] for file in listed) == sorted(ODD_NAMES)
    for file in listed:
        assert ask(drive, f"/drive/v3/files/{file['id']}", alt="media").body.decode() == file["name"]


def test_a_name_that_is_no_text_is_shown_as_text_and_can_be_read(folder: Path, drive: ServedDrive) -> None:
    raw = os.fsencode(folder) + b"/sub/caf\xe9.txt"
    with open(raw, "wb") as opened:  # noqa: PTH123 (a path of bytes)
        opened.write(b"latin")
    odd = next(file for file in ask_list(drive, item_id(b"sub")).json["files"] if file["name"] == "caf\ufffd.txt")
    assert ask(drive, f"/drive/v3/files/{odd['id']}", alt="media").body == b"latin"


def test_links_and_pipes_are_not_there(folder: Path, drive: ServedDrive, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("outside")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    assert names(ask_list(drive)) == ["a.pdf", "sub"]
    assert ask(drive, f"/drive/v3/files/{item_id(b'link.txt')}", alt="media").status == 404
    assert ask(drive, f"/drive/v3/files/{item_id(b'loop/a.pdf')}", alt="media").status == 404


def test_ids_are_those_of_the_path_in_every_run(folder: Path) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{33}", item_id(b"sub/b.txt"))
    with serving(folder, token=TOKEN) as first, serving(folder, token=TOKEN) as second:
        assert first.root_id == second.root_id == root_id(folder)
        assert ask_list(first).json["files"] == ask_list(second).json["files"]


def test_the_links_of_items_open_without_a_token(drive: ServedDrive) -> None:
    files = ask_list(drive, fields="files(name,webViewLink)").json["files"]
    links = {file["name"]: file["webViewLink"].removeprefix(drive.url) for file in files}
    shown = Answer(drive, links["a.pdf"], {})
    assert (shown.status, shown.headers["content-type"]) == (200, "application/pdf")
    assert shown.headers["content-disposition"].startswith("inline")
    assert b"b.txt" in Answer(drive, links["sub"], {}).body


def test_markup_in_files_and_names_never_runs(folder: Path, drive: ServedDrive) -> None:
    (folder / "page.html").write_text("<script>alert(1)</script>")
    (folder / "<img src=x onerror=alert(1)>.txt").touch()
    page = Answer(drive, f"/file/d/{item_id(b'page.html')}/view", {})
    assert page.headers["content-type"].startswith("text/plain")
    assert page.headers["x-content-type-options"] == "nosniff"
    assert b"<img" not in Answer(drive, f"/drive/folders/{drive.root_id}", {}).body


def test_a_foreign_host_name_is_refused(drive: ServedDrive) -> None:
    assert Answer(drive, f"/drive/folders/{drive.root_id}", {"Host": "rebound.example"}).status == 400


def test_a_fault_strikes_as_often_and_where_it_was_ordered(folder: Path, tmp_path: Path) -> None:
    orders = tmp_path / "faults.json"
    orders.write_text(
        json.dumps(
            {"items": {"a.pdf": {"reason": "backendError", "on": ["media"], "times": 1}}, "requests": {"4": "notFound"}}
        )
    )
    path = f"/drive/v3/files/{item_id(b'a.pdf')}"
    with serving(folder, token=TOKEN, faults=Faults.from_file(orders)) as drive:
        answers = [ask(drive, path), *(ask(drive, path, alt="media") for _ in range(4))]
    assert [answer.status for answer in answers] == [200, 500, 200, 404, 200]


def test_a_fault_that_does_not_exist_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="unknown fault"):
        Fault("rateLimitExeeded")


def test_a_listing_of_many_files_reads_the_folder_once(tmp_path: Path) -> None:
    root = tmp_path / "many"
    root.mkdir()
    for number in range(3000):
        (root / f"{number:05}").touch()
    tree = DriveTree(root, now_ns=lambda: root.stat().st_mtime_ns + 3_000_000_000)
    query, token, seen = "'root' in parents", "", 0
    first = tree.child_names(tree.item("root"))
    while True:
        page = list_page(tree, query, 100, token)
        seen += len(page.items)
        token = page.next_token
        if not token:
            break
    assert seen == 3000
    assert tree.child_names(tree.item("root")) is first


def test_a_folder_written_to_just_now_is_read_again(folder: Path) -> None:
    tree = DriveTree(folder, now_ns=lambda: folder.stat().st_mtime_ns)
    before = folder.stat().st_mtime_ns
    assert tree.child_names(tree.item("root")) == ("a.pdf", "sub")
    (folder / "c.pdf").touch()
    os.utime(folder, ns=(before, before))
    assert tree.child_names(tree.item("root")) == ("a.pdf", "c.pdf", "sub")


def test_a_folder_that_vanished_is_not_found(folder: Path) -> None:
    tree = DriveTree(folder)
    sub = tree.item(item_id(b"sub"))
    (folder / "sub" / "b.txt").unlink()
    (folder / "sub").rmdir()
    with pytest.raises(DriveError) as gone:
        tree.child_names(sub)
    assert gone.value.answer.status == 404


def test_the_command_prints_the_folders_link_and_ends_on_ctrl_c(folder: Path) -> None:
    command = [sys.executable, "-m", "local.drive", "--folder", str(folder), "--token", TOKEN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        link = process.stdout.readline().strip()
        served = ServedDrive(link.partition("/drive/")[0], root_id(folder))
        assert link == served.folder_url
        assert names(ask_list(served)) == ["a.pdf", "sub"]
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")


def test_a_query_with_quotes_survives_the_url(drive: ServedDrive) -> None:
    assert ask(drive, f"/drive/v3/files?q={quote(chr(39) + 'root' + chr(39) + ' in parents')}").status == 200
