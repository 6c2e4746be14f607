"""DriveSource, the real client library inside, against the local Drive."""

import hashlib
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from holescan.adapters.drive import DriveSource, GoogleDrive
from holescan.domain.access import Access
from holescan.domain.drive_links import MY_DRIVE, Place
from holescan.domain.errors import DependencyFailed, FileUnreadable, HolescanError, QuotaSpent, Throttled, TokenRefused
from holescan.domain.files import FileRef, FolderRef, Listing
from holescan.domain.ids import UNKNOWN_ACCOUNT, FileId, account_of_permission
from holescan.domain.reasons import Reason
from local.drive.faults import Fault, Faults
from local.drive.ids import item_id, permission_id
from local.drive.server import ServedDrive, serving
from local.drive.tokens import LOCAL_USER

TOKEN = "ya29.canary"
PLENTY = 1_000_000

Opener = Callable[[Faults], DriveSource]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "Plant"
    (root / "Unit 40" / "Isometrics").mkdir(parents=True)
    (root / "Unit 40" / "Isometrics" / "ISO-1.pdf").write_bytes(b"%PDF-1.4 iso")
    (root / "register.xlsx").write_bytes(b"PK register")
    (root / "empty.txt").touch()
    return root


@pytest.fixture
def drive(folder: Path) -> Iterator[Callable[[Faults], ServedDrive]]:
    with ExitStack() as stack:
        yield lambda faults: stack.enter_context(serving(folder, token=TOKEN, faults=faults))


@pytest.fixture
def opened(drive: Callable[[Faults], ServedDrive]) -> Iterator[Opener]:
    with ExitStack() as stack:
        yield lambda faults: stack.enter_context(GoogleDrive(drive(faults).url).open(Access(TOKEN)))


@pytest.fixture
def source(opened: Opener) -> DriveSource:
    return opened(Faults())


def _id(path: str) -> FileId:
    return FileId(item_id(path.encode()))


UNIT = FolderRef(_id("Unit 40"), "Unit 40", "Unit 40")


def _file(path: str, *, size_bytes: int | None = None, md5: str = "", mime_type: str = "application/pdf") -> FileRef:
    return FileRef(_id(path), Path(path).name, "", mime_type, size_bytes, "", _id(path), md5)


def _found(source: DriveSource, folder_id: FileId) -> FolderRef:
    found = source.find(Place(folder_id))
    assert isinstance(found, FolderRef)
    return found


def _root(source: DriveSource) -> FolderRef:
    return _found(source, MY_DRIVE.item_id)


def _listed(source: DriveSource, folder: FolderRef) -> Listing:
    return source.list_folders([folder], "")


def test_the_root_of_a_scan_has_name_id_and_link(source: DriveSource) -> None:
    root = _root(source)
    assert (root.name, root.path) == ("Plant", "")
    assert root.link.endswith(f"/drive/folders/{root.folder_id}")


def test_files_and_folders_of_one_folder_are_listed_with_their_path(source: DriveSource) -> None:
    listing = _listed(source, _root(source))
    assert [file.name for file in listing.files] == ["empty.txt", "register.xlsx"]
    assert [(folder.name, folder.path) for folder in listing.folders] == [("Unit 40", "Unit 40")]
    below = _listed(source, listing.folders[0])
    assert [folder.path for folder in below.folders] == ["Unit 40/Isometrics"]
    (iso,) = _listed(source, below.folders[0]).files
    content = b"%PDF-1.4 iso"
    assert (iso.path, iso.mime_type, iso.size_bytes) == ("Unit 40/Isometrics", "application/pdf", len(content))
    assert iso.md5 == hashlib.md5(content, usedforsecurity=False).hexdigest()
    assert iso.file_id == iso.target_id
    assert iso.link.endswith(f"/file/d/{iso.file_id}/view")


def test_more_than_a_page_of_files_is_listed_once_each(folder: Path, source: DriveSource) -> None:
    for number in range(1001):
        (folder / "Unit 40" / f"{number:04}.txt").touch()
    first = _listed(source, UNIT)
    second = source.list_folders([UNIT], first.next_cursor)
    names = [file.name for file in (*first.files, *second.files)]
    assert len(first.files) == 1000
    assert second.next_cursor == ""
    assert names == [f"{number:04}.txt" for number in range(1001)]


def test_a_shortcut_keeps_its_own_id_and_is_read_through_its_target(
    folder: Path, source: DriveSource, tmp_path: Path
) -> None:
    (folder / "latest.gshortcut").write_text(_id("Unit 40/Isometrics/ISO-1.pdf"))
    shortcut = next(file for file in _listed(source, _root(source)).files if file.name == "latest")
    assert (shortcut.file_id, shortcut.target_id) == (_id("latest.gshortcut"), _id("Unit 40/Isometrics/ISO-1.pdf"))
    assert (shortcut.mime_type, shortcut.size_bytes) == ("application/pdf", None)
    source.download(shortcut, tmp_path / "out", max_bytes=PLENTY)
    assert (tmp_path / "out").read_bytes() == b"%PDF-1.4 iso"


def test_a_shortcut_to_a_folder_is_a_folder_known_by_its_target(folder: Path, source: DriveSource) -> None:
    (folder / "Unit 40" / "up.gshortcut").write_text(_id("Unit 40"))
    listing = _listed(source, UNIT)
    loop = next(found for found in listing.folders if found.name == "up")
    assert (loop.folder_id, loop.path) == (_id("Unit 40"), "Unit 40/up")
    assert _found(source, _id("Unit 40/up.gshortcut")).folder_id == _id("Unit 40")


def test_a_shortcut_that_leads_nowhere_is_a_file_that_is_not_found(
    folder: Path, source: DriveSource, tmp_path: Path
) -> None:
    (folder / "gone.gshortcut").write_text("1gone")
    gone = next(file for file in _listed(source, _root(source)).files if file.name == "gone")
    with pytest.raises(FileUnreadable) as failed:
        source.download(gone, tmp_path / "out", max_bytes=PLENTY)
    assert failed.value.reason is Reason.NOT_FOUND


@pytest.mark.parametrize("ending", ["gdoc", "gsheet", "gslides"])
def test_googles_own_documents_have_no_size_and_are_exported(
    folder: Path, source: DriveSource, tmp_path: Path, ending: str
) -> None:
    (folder / f"Notes.{ending}").write_bytes(b"PK exported")
    notes = next(file for file in _listed(source, _root(source)).files if file.name == "Notes")
    assert (notes.size_bytes, notes.md5) == (None, "")
    source.download(notes, tmp_path / "out", max_bytes=PLENTY)
    assert (tmp_path / "out").read_bytes() == b"PK exported"


def test_an_export_over_ten_megabytes_is_refused_by_drive(folder: Path, source: DriveSource, tmp_path: Path) -> None:
    (folder / "Big.gdoc").write_bytes(bytes(10 * 1024 * 1024 + 1))
    big = _file("Big.gdoc", mime_type="application/vnd.google-apps.document")
    with pytest.raises(FileUnreadable) as failed:
        source.download(big, tmp_path / "out", max_bytes=100_000_000)
    assert failed.value.reason is Reason.EXPORT_TOO_LARGE


@pytest.mark.parametrize("size", [0, 1, 8 * 1024 * 1024, 8 * 1024 * 1024 + 1, 20_000_000])
def test_a_download_is_byte_for_byte_the_file_across_chunks(
    folder: Path, source: DriveSource, tmp_path: Path, size: int
) -> None:
    content = (bytes(range(251)) * (size // 251 + 1))[:size]
    (folder / "big.pdf").write_bytes(content)
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    source.download(_file("big.pdf", size_bytes=size, md5=md5), tmp_path / "out", max_bytes=20_000_000)
    assert (tmp_path / "out").read_bytes() == content


@pytest.mark.parametrize("known_size", [11, None])
def test_a_file_above_the_limit_is_too_large_whether_its_size_is_known_or_not(
    folder: Path, source: DriveSource, tmp_path: Path, known_size: int | None
) -> None:
    (folder / "eleven.txt").write_bytes(b"12345678901")
    with pytest.raises(FileUnreadable) as failed:
        source.download(_file("eleven.txt", size_bytes=known_size), tmp_path / "out", max_bytes=10)
    assert failed.value.reason is Reason.TOO_LARGE


def test_a_file_that_is_just_the_limit_is_read(folder: Path, source: DriveSource, tmp_path: Path) -> None:
    (folder / "ten.txt").write_bytes(b"1234567890")
    source.download(_file("ten.txt"), tmp_path / "out", max_bytes=10)
    assert (tmp_path / "out").read_bytes() == b"1234567890"


def test_a_file_edited_since_the_listing_is_read_as_it_is_now(
    folder: Path, source: DriveSource, tmp_path: Path
) -> None:
    listed = next(file for file in _listed(source, _root(source)).files if file.name == "register.xlsx")
    (folder / "register.xlsx").write_bytes(b"PK a newer register")
    source.download(listed, tmp_path / "out", max_bytes=PLENTY)
    assert (tmp_path / "out").read_bytes() == b"PK a newer register"


@pytest.mark.parametrize("effect", ["damagedContent", "cutContent"])
def test_bytes_damaged_or_lost_on_the_way_are_asked_for_again(opened: Opener, tmp_path: Path, effect: str) -> None:
    source = opened(Faults(items={"register.xlsx": Fault(effect)}))
    listed = next(file for file in _listed(source, _root(source)).files if file.name == "register.xlsx")
    with pytest.raises(DependencyFailed):
        source.download(listed, tmp_path / "out", max_bytes=PLENTY)


@pytest.mark.parametrize("size", [2, 100_000, 8 * 1024 * 1024 + 1])
def test_a_download_goes_on_where_the_connection_broke(folder: Path, opened: Opener, tmp_path: Path, size: int) -> None:
    content = bytes(range(250)) * (size // 250 + 1)
    (folder / "big.pdf").write_bytes(content)
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    faults = Faults(items={"big.pdf": Fault("cutContent", frozenset({"media"}), times=3)})
    opened(faults).download(_file("big.pdf", md5=md5), tmp_path / "out", max_bytes=20_000_000)
    whole_ranges = -(-len(content) // (8 * 1024 * 1024))

    assert (tmp_path / "out").read_bytes() == content
    assert faults.seen <= whole_ranges + 3 + 1


def test_pieces_of_a_file_without_a_known_checksum_are_held_against_what_drive_says_now(
    opened: Opener, tmp_path: Path
) -> None:
    content = b"%PDF-1.4 iso"
    cut = {"ISO-1.pdf": Fault("cutContent", frozenset({"media"}), times=1)}
    faults = Faults(items=cut)
    opened(faults).download(_file("Unit 40/Isometrics/ISO-1.pdf"), tmp_path / "out", max_bytes=PLENTY)

    assert (tmp_path / "out").read_bytes() == content
    two_pieces_and_a_look = 3
    assert faults.seen == two_pieces_and_a_look


READING = [
    ("authError", TokenRefused, None),
    ("insufficientPermissions", TokenRefused, None),
    ("rateLimitExceeded", Throttled, None),
    ("userRateLimitExceeded", Throttled, None),
    ("tooManyRequests", Throttled, None),
    ("dailyLimitExceeded", QuotaSpent, None),
    ("downloadQuotaExceeded", FileUnreadable, Reason.DRIVE_QUOTA),
    ("notFound", FileUnreadable, Reason.NOT_FOUND),
    ("insufficientFilePermissions", FileUnreadable, Reason.FORBIDDEN),
    ("appNotAuthorizedToFile", FileUnreadable, Reason.FORBIDDEN),
    ("cannotDownloadFile", FileUnreadable, Reason.FORBIDDEN),
    ("cannotDownloadAbusiveFile", FileUnreadable, Reason.ABUSIVE),
    ("exportSizeLimitExceeded", FileUnreadable, Reason.EXPORT_TOO_LARGE),
    ("fileNotDownloadable", FileUnreadable, Reason.UNSUPPORTED),
    ("backendError", DependencyFailed, None),
    ("serviceUnavailable", DependencyFailed, None),
]


@pytest.mark.parametrize(("fault", "expected", "reason"), READING)
def test_each_error_answer_has_its_one_reaction(
    opened: Opener, tmp_path: Path, fault: str, expected: type[HolescanError], reason: Reason | None
) -> None:
    source = opened(Faults(items={"ISO-1.pdf": Fault(fault)}))
    with pytest.raises(HolescanError) as failed:
        source.download(_file("Unit 40/Isometrics/ISO-1.pdf"), tmp_path / "out", max_bytes=PLENTY)
    assert type(failed.value) is expected
    assert getattr(failed.value, "reason", None) is reason
    assert TOKEN not in repr(failed.value) + str(failed.value)


def test_a_failed_request_is_not_repeated_behind_the_callers_back(opened: Opener) -> None:
    source = opened(Faults(requests={1: Fault("backendError")}))
    with pytest.raises(DependencyFailed):
        _root(source)
    assert _root(source).name == "Plant"


def test_a_folder_that_may_not_be_listed_says_so(opened: Opener) -> None:
    source = opened(Faults(items={"Unit 40": Fault("insufficientFilePermissions", frozenset({"list"}))}))
    unit = _found(source, _id("Unit 40"))
    with pytest.raises(FileUnreadable) as failed:
        _listed(source, unit)
    assert failed.value.reason is Reason.FORBIDDEN


def test_a_listing_that_drive_calls_incomplete_is_marked(opened: Opener) -> None:
    source = opened(Faults(items={"Plant": Fault("incompleteSearch")}))
    assert _listed(source, _root(source)).is_incomplete


@pytest.mark.parametrize(
    ("folder_id", "reason"),
    [
        (_id("nowhere"), Reason.NOT_FOUND),
        (FileId("x' in parents or 'y"), Reason.NOT_FOUND),
        (FileId("../about"), Reason.NOT_FOUND),
    ],
)
def test_what_is_not_there_cannot_be_scanned(source: DriveSource, folder_id: FileId, reason: Reason) -> None:
    with pytest.raises(FileUnreadable) as failed:
        source.find(Place(folder_id))
    assert failed.value.reason is reason


@pytest.mark.parametrize("way", ["Unit 40", "way in.gshortcut"])
def test_a_folder_in_the_bin_is_not_taken_for_an_empty_one(folder: Path, opened: Opener, way: str) -> None:
    (folder / "way in.gshortcut").write_text(_id("Unit 40"))
    source = opened(Faults(items={"Unit 40": Fault("trashed")}))
    with pytest.raises(FileUnreadable) as failed:
        source.find(Place(_id(way)))
    assert failed.value.reason is Reason.NOT_FOUND


def test_an_id_that_would_change_the_query_never_reaches_drive(source: DriveSource) -> None:
    with pytest.raises(FileUnreadable):
        _listed(source, FolderRef(FileId("root' in parents or 'x"), "", ""))


def test_a_wrong_token_is_refused_and_never_refreshed(drive: Callable[[Faults], ServedDrive]) -> None:
    with GoogleDrive(drive(Faults()).url).open(Access("expired")) as source, pytest.raises(TokenRefused):
        _root(source)


class _Elsewhere(BaseHTTPRequestHandler):
    """Sends every caller on to /elsewhere and remembers who came."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(302)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class _ProxyPage(_Elsewhere):
    """Has the status that is asked for in the path of the API's address, and a page for people."""

    def do_GET(self) -> None:
        page = b"<html><h1>The page you asked for is not here.</h1></html>"
        self.send_response(int(self.path.split("/")[1]))
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


class _TellsNothing(_Elsewhere):
    """Answers each question with an empty object."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")


@contextmanager
def answering(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server that is not Drive."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_the_token_follows_no_redirect() -> None:
    with answering(_Elsewhere) as url, GoogleDrive(url).open(Access(TOKEN)) as source, pytest.raises(DependencyFailed):
        _root(source)
    assert len(_Elsewhere.asked) == 1
    assert "/elsewhere" not in _Elsewhere.asked


@pytest.mark.parametrize("status", [400, 403, 404, 410])
def test_a_page_that_is_not_drives_condemns_no_file_and_no_folder(tmp_path: Path, status: int) -> None:
    file = _file("ISO-1.pdf")
    with answering(_ProxyPage) as url, GoogleDrive(f"{url}/{status}").open(Access(TOKEN)) as source:
        for ask in (
            lambda: source.download(file, tmp_path / "out", max_bytes=PLENTY),
            lambda: _listed(source, UNIT),
            lambda: _root(source),
        ):
            with pytest.raises(HolescanError) as failed:
                ask()
            assert type(failed.value) is DependencyFailed


def test_an_account_is_known_by_a_digest_and_one_that_is_not_told_is_unknown(source: DriveSource) -> None:
    assert source.account() == account_of_permission(permission_id(LOCAL_USER))
    with answering(_TellsNothing) as url, GoogleDrive(url).open(Access(TOKEN)) as silent:
        assert silent.account() == UNKNOWN_ACCOUNT


def test_a_drive_that_is_not_there_is_a_failed_dependency() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with GoogleDrive(f"http://127.0.0.1:{port}").open(Access(TOKEN)) as source, pytest.raises(DependencyFailed):
        _root(source)
