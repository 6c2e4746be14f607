"""The Drive adapter against two servers that know nothing of each other, with one expectation for both.

What google-drive-mock 1.2.0 cannot say anything about: ranges of a download (it answers all of a file), exports, shared
drives, resource keys, error answers other than 401 and 404, quotas, uploads above 100 KB. Where the two disagree on what
they share stands in DISAGREEMENTS, each with the verdict; docs/decisions/0022 says what was mended.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest

from holescan.adapters.drive import DriveSource, GoogleDrive
from holescan.domain.access import Access
from holescan.domain.drive_links import Place
from holescan.domain.errors import FileUnreadable, TokenRefused
from holescan.domain.files import FileRef, FolderRef, Listing
from holescan.domain.ids import FileId
from holescan.domain.reasons import Reason
from tests.contract.second_drive import BINNED, FILES, FOLDERS, ROOT, SHORTCUTS, TOKEN, SecondOpinion, ours, theirs

PLENTY = 1_000_000
NOWHERE = FileId("1nowhereXXXXXXXXXXXXXXXXXXXXXXXXX")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, SecondOpinion]]:
    with ours(tmp_path_factory.mktemp("ours")) as first, theirs(tmp_path_factory.mktemp("theirs")) as second:
        yield {"ours": first, "theirs": second}


@pytest.fixture(params=["ours", "theirs"])
def drive(both: dict[str, SecondOpinion], request: pytest.FixtureRequest) -> SecondOpinion:
    return both[request.param]


@pytest.fixture
def source(drive: SecondOpinion) -> Iterator[DriveSource]:
    with GoogleDrive(drive.url).open(Access(TOKEN)) as opened:
        yield opened


def folder(drive: SecondOpinion, path: str) -> FolderRef:
    return FolderRef(FileId(drive.ids[path]), path.rpartition("/")[2] or ROOT, path)


def file(drive: SecondOpinion, path: str) -> FileRef:
    file_id = FileId(drive.ids[path])
    return FileRef(file_id, path, "", "application/pdf", None, "", file_id)


def names(listing: Listing) -> tuple[list[str], list[str]]:
    return sorted(each.name for each in listing.files), sorted(each.name for each in listing.folders)


def test_a_folder_and_a_file_are_found_by_their_ids(drive: SecondOpinion, source: DriveSource) -> None:
    root, iso = (source.find(Place(FileId(drive.ids[path]))) for path in ("", "Unit 40/Isometrics/ISO-1.pdf"))
    assert isinstance(root, FolderRef)
    assert isinstance(iso, FileRef)
    assert (root.name, iso.name, iso.mime_type) == (ROOT, "ISO-1.pdf", "application/pdf")


def test_a_folder_lists_what_lies_in_it_and_nothing_from_the_bin(drive: SecondOpinion, source: DriveSource) -> None:
    listing = source.list_folders([folder(drive, "")], "")
    assert names(listing) == (["empty.txt", "latest", "register.csv"], ["Unit 40", "Unit 50", "Unit 60", "way in"])
    assert (listing.next_cursor, listing.is_incomplete, listing.is_doubtful) == ("", False, False)


def test_each_file_is_listed_with_type_size_and_checksum(drive: SecondOpinion, source: DriveSource) -> None:
    listed = {each.name: each for each in source.list_folders([folder(drive, "")], "").files}
    for name in ("register.csv", "empty.txt"):
        content = FILES[name]
        assert listed[name].size_bytes == len(content)
        assert listed[name].md5 == hashlib.md5(content, usedforsecurity=False).hexdigest()
    assert (listed["register.csv"].mime_type, listed["empty.txt"].mime_type) == ("text/csv", "text/plain")


def test_several_folders_are_listed_by_one_query_and_each_file_keeps_its_own_path(
    drive: SecondOpinion, source: DriveSource
) -> None:
    listing = source.list_folders([folder(drive, path) for path in FOLDERS], "")
    below = {path for path in FILES if "/" in path}
    assert {f"{each.path}/{each.name}" for each in listing.files} == below
    assert [each.path for each in listing.folders] == ["Unit 40/Isometrics"]
    assert not listing.is_doubtful


def test_empty_folders_asked_for_together_are_doubted(drive: SecondOpinion, source: DriveSource) -> None:
    empty = folder(drive, "Unit 60")
    assert source.list_folders([empty, empty], "").is_doubtful
    assert not source.list_folders([empty], "").is_doubtful


@pytest.mark.parametrize(
    ("since", "files"),
    [(datetime(2001, 1, 1, tzinfo=UTC), ["it's \u56f3\u9762.csv"]), (datetime(2201, 1, 1, tzinfo=UTC), [])],
)
def test_a_date_leaves_out_files_and_never_folders(
    drive: SecondOpinion, source: DriveSource, since: datetime, files: list[str]
) -> None:
    listing = source.list_folders([folder(drive, "Unit 40")], "", modified_since=since)
    assert names(listing) == (files, ["Isometrics"])


def test_pages_follow_each_other_without_gap_or_repetition(drive: SecondOpinion, source: DriveSource) -> None:
    cursor, seen = "", list[str]()
    for _ in range(len(FOLDERS) + len(SHORTCUTS)):
        page = source.subfolders(folder(drive, ""), cursor, limit=1)
        seen += [each.name for each in page.folders]
        cursor = page.next_cursor
        if not cursor:
            break
    assert sorted(seen) == ["Unit 40", "Unit 50", "Unit 60", "way in"]


def test_files_are_counted_without_folders(drive: SecondOpinion, source: DriveSource) -> None:
    files_and_shortcuts = 2 + len(SHORTCUTS)
    assert source.count_files(folder(drive, "")) == files_and_shortcuts


def test_a_shortcut_leads_to_its_target(drive: SecondOpinion, source: DriveSource, tmp_path: Path) -> None:
    listing = source.list_folders([folder(drive, "")], "")
    [latest] = [each for each in listing.files if each.name == "latest"]
    [way_in] = [each for each in listing.folders if each.name == "way in"]
    source.download(latest, tmp_path / "out", max_bytes=PLENTY)
    assert (tmp_path / "out").read_bytes() == FILES[SHORTCUTS["latest"]]
    assert (latest.file_id, latest.mime_type) == (drive.ids["latest"], "application/pdf")
    assert way_in.folder_id == drive.ids["Unit 40"]


@pytest.mark.parametrize("path", FILES)
def test_the_bytes_are_those_that_were_put_there(
    drive: SecondOpinion, source: DriveSource, tmp_path: Path, path: str
) -> None:
    source.download(file(drive, path), tmp_path / "out", max_bytes=PLENTY)
    assert (tmp_path / "out").read_bytes() == FILES[path]


def test_a_file_above_the_limit_is_too_large(drive: SecondOpinion, source: DriveSource, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as failed:
        source.download(file(drive, "register.csv"), tmp_path / "out", max_bytes=10)
    assert failed.value.reason is Reason.TOO_LARGE


def test_what_is_not_there_is_not_found(source: DriveSource, tmp_path: Path) -> None:
    nothing = FileRef(NOWHERE, "x", "", "text/plain", None, "", NOWHERE)
    with pytest.raises(FileUnreadable) as unfound:
        source.find(Place(NOWHERE))
    with pytest.raises(FileUnreadable) as unread:
        source.download(nothing, tmp_path / "out", max_bytes=PLENTY)
    assert {unfound.value.reason, unread.value.reason} == {Reason.NOT_FOUND}


def test_a_folder_in_the_bin_is_not_found(drive: SecondOpinion, source: DriveSource) -> None:
    with pytest.raises(FileUnreadable) as failed:
        source.find(Place(FileId(drive.ids[BINNED])))
    assert failed.value.reason is Reason.NOT_FOUND


def test_another_token_is_refused_whatever_is_asked_for(drive: SecondOpinion, tmp_path: Path) -> None:
    with GoogleDrive(drive.url).open(Access("another")) as source:
        with pytest.raises(TokenRefused):
            source.find(Place(FileId(drive.ids[""])))
        with pytest.raises(TokenRefused):
            source.list_folders([folder(drive, "")], "")
        with pytest.raises(TokenRefused):
            source.download(file(drive, "register.csv"), tmp_path / "out", max_bytes=PLENTY)


@dataclass(frozen=True)
class Disagreement:
    """One request that the two answer differently, by status.

    Attributes:
        because: where Google says which of them is right.
    """

    path: str
    ours: int
    theirs: int
    because: str


DISCOVERED = "the discovery document knows no such name"
SEARCH_GUIDE = "guides/search-files: such a query is invalid"
DISAGREEMENTS = [
    Disagreement("/drive/v3/files?colour=red", 400, 200, DISCOVERED),
    Disagreement("/drive/v3/files?fields=files(colour)", 400, 200, DISCOVERED),
    Disagreement("/drive/v3/files?pageSize=0", 400, 200, "discovery document: minimum 1"),
    Disagreement("/drive/v3/files?pageToken=bm8=", 400, 200, "guides/handle-errors: an invalid value is a 400"),
    Disagreement(f"/drive/v3/files?q={quote('colour = red')}", 400, 200, SEARCH_GUIDE),
    Disagreement("/drive/v3/about", 400, 200, "guides/fields-parameter: about.get requires fields"),
    Disagreement("/drive/v3/files/{folder}?alt=media", 403, 200, "guides/handle-errors: fileNotDownloadable"),
    Disagreement("/drive/v3/drives", 200, 404, "the discovery document has drives.list"),
]


@pytest.mark.parametrize("disagreement", DISAGREEMENTS, ids=lambda each: each.path)
def test_where_the_servers_disagree_google_is_with_ours(
    both: dict[str, SecondOpinion], disagreement: Disagreement
) -> None:
    answers = {name: status_of(drive, disagreement.path) for name, drive in both.items()}
    assert answers == {"ours": disagreement.ours, "theirs": disagreement.theirs}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("name", ["Unit 40", "Unit 50", "Unit 60", "empty.txt", "latest", "register.csv", "way in"]),
        ("name desc", ["way in", "register.csv", "latest", "empty.txt", "Unit 60", "Unit 50", "Unit 40"]),
    ],
)
def test_items_come_in_the_order_that_is_asked_for_across_pages(
    drive: SecondOpinion, order: str, expected: list[str]
) -> None:
    query = {
        "q": f"'{drive.ids['']}' in parents and trashed = false",
        "fields": "nextPageToken,files(name)",
        "orderBy": order,
        "pageSize": "3",
    }
    seen = list[list[str]]()
    for _ in range(3):
        page = json.loads(answer_of(drive, f"/drive/v3/files?{urlencode(query)}")[1])
        seen.append([each["name"] for each in page["files"]])
        query["pageToken"] = page.get("nextPageToken", "")
    assert (seen, query["pageToken"]) == ([expected[:3], expected[3:6], expected[6:]], "")


AGREEMENTS = [
    ("/drive/v3/files?fields=files(id,etag)", 400),
    ("/drive/v3/files/{folder}?fields=etag", 400),
    ("/drive/v3/files?pageSize=5000", 200),
    ("/drive/v3/files?orderBy=modifiedTime%20asc,name%20asc", 200),
    ("/drive/v3/about?fields=kind,user", 200),
    (f"/drive/v3/files/{NOWHERE}", 404),
]


@pytest.mark.parametrize(("path", "status"), AGREEMENTS)
def test_on_these_they_agree(drive: SecondOpinion, path: str, status: int) -> None:
    assert status_of(drive, path) == status


def status_of(drive: SecondOpinion, path: str) -> int:
    return answer_of(drive, path)[0]


def answer_of(drive: SecondOpinion, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection(urlsplit(drive.url).netloc, timeout=20)
    try:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        connection.request("GET", path.replace("{folder}", drive.ids[""]), headers=headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
