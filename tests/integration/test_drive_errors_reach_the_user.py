"""Every row of the table of Drive's errors, provoked through the local Drive on the real template (law 6, law 8)."""

import io
import json
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from holescan.adapters.report.reason_words import REASON_WORDS
from holescan.domain.listing import FolderFailure
from holescan.domain.reasons import Reason
from local.deploy import client
from local.drive.errors import ON_DEMAND
from local.drive.ids import item_id
from tests.builders import a_folder
from tests.integration.error_rows import (
    EXPECTED,
    EXPORTED,
    PAUSED,
    REFUSED,
    STATUS_ROWS,
    THROTTLED,
    TRIED_AGAIN,
    UNLISTED,
    rows_without_expectation,
)
from tests.integration.gateway_client import ANSWER_LIMIT_S, SCAN_LIMIT_S, Message, Viewer, viewer_at
from tests.local_world import World

Order = Mapping[str, Any]


class Fallible:
    """The world's Drive, with a folder of files that fail as ordered."""

    def __init__(self, world: World, name: str) -> None:
        self._world = world
        self.folder = world.drive / name
        self.folder_id = item_id(name.encode())

    def order(self, items: Order) -> None:
        self._faults(json.dumps(items).encode())

    def struck(self, names: Mapping[str, Any]) -> set[str]:
        """Those of the items whose fault struck."""
        return {name for name, times in self._faults(None).items() if times and name in names}

    def _faults(self, body: bytes | None) -> Any:
        token = {"Authorization": f"Bearer {self._world.outputs['Token']}"}
        request = urllib.request.Request(f"{self._world.outputs['DriveUrl']}/faults", body, token)  # noqa: S310 - http, to ourselves
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return json.load(answer)

    def start(self, viewer: Viewer) -> None:
        viewer.send(
            "start_scan",
            token=self._world.outputs["Token"],
            drive_link=self.folder_id,
            target_hole_codes=["HOLE-1"],
        )


@contextmanager
def fallible(world: World, name: str) -> Iterator[Fallible]:
    drive = Fallible(world, name)
    drive.folder.mkdir()
    try:
        yield drive
    finally:
        _remove(drive.folder)


def _remove(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            _remove(path)
        else:
            path.unlink()
    folder.rmdir()


@pytest.fixture
def opened(world: World) -> Iterator[Callable[[str], Fallible]]:
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(fallible(world, name))


def write_hits(folder: Path, names: Mapping[str, Any]) -> None:
    for name in names:
        (folder / name).write_text("ends at HOLE-1")


def told(viewer: Viewer, kind: str, count: int) -> dict[str, Message]:
    """The last such message of each item, once so many items have one: COMPLETE may overtake another worker's."""
    while True:
        data = [message["data"] for message in viewer.seen if message["type"] == kind]
        by_name = {each["file_name"]: each for each in data}
        if len(by_name) >= count:
            return by_name
        viewer.next_message(ANSWER_LIMIT_S)


def said(rows: Mapping[str, Message]) -> dict[str, tuple[str, str]]:
    return {name: (row["reason"], row["message"]) for name, row in rows.items()}


def results_of(viewer: Viewer, session_id: str) -> list[Message]:
    """All pages of what was not examined."""
    rows: list[Message] = []
    cursor = ""
    while True:
        viewer.send("get_results", session_id=session_id, section="not_examined", cursor=cursor)
        page = viewer.wait_for("RESULTS")
        rows += page["rows"]
        cursor = page["next_cursor"]
        if not cursor:
            return rows


def report_of(complete: Message) -> dict[str, tuple[str, str]]:
    """Reason and what to do by the item's name, as the sheet "Not examined" has them."""
    with urllib.request.urlopen(complete["download_url"]) as answer:  # noqa: S310 - http, to ourselves
        sheet = openpyxl.load_workbook(io.BytesIO(answer.read()))["Not examined"]
    header, *rows = sheet.iter_rows(values_only=True)
    named = [dict(zip(header, row, strict=True)) for row in rows]
    return {str(row["Item"]): (str(row["Reason"]), str(row["What to do"])) for row in named}


def test_every_row_has_its_expectation_and_can_be_ordered() -> None:
    assert rows_without_expectation() == set()
    assert {*EXPECTED, *STATUS_ROWS.values()} == {*ON_DEMAND}
    assert {ON_DEMAND[name].status for name in STATUS_ROWS.values()} == {*STATUS_ROWS}


def test_what_drive_refuses_is_told_with_its_sentence_live_in_the_results_and_in_the_report(
    world: World, opened: Callable[[str], Fallible]
) -> None:
    drive = opened("refused rows")
    files = {f"refused {row}{'' if row in EXPORTED else '.txt'}": row for row in REFUSED}
    folders = {f"unlisted {row}": row for row in UNLISTED}
    for name, row in files.items():
        (drive.folder / (f"{name}.gdoc" if row in EXPORTED else name)).write_text("ends at HOLE-1")
    for name in folders:
        (drive.folder / name).mkdir()
    drive.order({name: {"reason": row, "on": ["list"]} for name, row in folders.items()})
    drive.order({name: {"reason": row, "on": ["media", "export"]} for name, row in files.items()})
    expected = {name: REFUSED[row] for name, row in files.items()}
    expected |= {name: UNLISTED[row] for name, row in folders.items()}
    advice = {name: reason.message for name, reason in expected.items()}
    advice |= {name: FolderFailure(a_folder(), UNLISTED[row]).message for name, row in folders.items()}
    sentences = {name: (str(reason), advice[name]) for name, reason in expected.items()}

    with viewer_at(world.url) as viewer:
        drive.start(viewer)
        complete = viewer.wait_for("COMPLETE", limit_s=SCAN_LIMIT_S)
        live = told(viewer, "FILE_FAILED", len(expected))
        results = {row["file_name"]: row for row in results_of(viewer, complete["session_id"])}

    assert said(live) == sentences
    assert said(results) == sentences
    assert report_of(complete) == {name: (REASON_WORDS[reason], advice[name]) for name, reason in expected.items()}
    assert drive.struck(expected) == {*expected}
    totals = [complete[name] for name in ("total_files", "failed", "folders_failed", "listing_complete")]
    assert totals == [len(files), len(files), len(folders), False]


@pytest.mark.parametrize(("kind", "attempts"), [(THROTTLED, {1}), (TRIED_AGAIN, {2, 3, 4, 5})])
def test_what_passes_is_read_in_the_end_and_throttling_burns_no_receive(
    world: World, opened: Callable[[str], Fallible], kind: frozenset[str], attempts: set[int]
) -> None:
    drive = opened("passing rows")
    files = {f"passing {row}.txt": row for row in kind}
    write_hits(drive.folder, files)
    drive.order({name: {"reason": row, "on": ["media"], "times": 1} for name, row in files.items()})

    with viewer_at(world.url) as viewer:
        drive.start(viewer)
        complete = viewer.wait_for("COMPLETE", limit_s=SCAN_LIMIT_S)
        matches = told(viewer, "MATCH_FOUND", len(files))

    assert {*matches} == {*files}
    assert {match["attempt"] for match in matches.values()} <= attempts
    assert drive.struck(files) == {*files}
    assert (complete["total_files"], complete["failed"]) == (len(files), 0)


@contextmanager
def given_up_after_one_receive(world: World) -> Iterator[None]:
    """The queue of files with a patience that a test can wait for; the stack's own is five receives and some minutes."""
    sqs = client(world.outputs["AwsEndpointUrl"], "sqs")
    [url] = [url for url in sqs.list_queues()["QueueUrls"] if "ProcessingQueue" in url and "DLQ" not in url]
    asked = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["RedrivePolicy"])
    policy = asked["Attributes"]["RedrivePolicy"]
    hasty = json.dumps({**json.loads(policy), "maxReceiveCount": 1})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"RedrivePolicy": hasty})
    try:
        yield
    finally:
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"RedrivePolicy": policy})


def test_a_server_error_that_never_ends_is_told_as_given_up(world: World, opened: Callable[[str], Fallible]) -> None:
    drive = opened("failing rows")
    files = {f"failing {row}.txt": row for row in TRIED_AGAIN}
    write_hits(drive.folder, files)
    drive.order({name: {"reason": row, "on": ["media"]} for name, row in files.items()})
    sentences = dict.fromkeys(files, ("gave_up", Reason.GAVE_UP.message))

    with given_up_after_one_receive(world), viewer_at(world.url) as viewer:
        drive.start(viewer)
        session_id = viewer.wait_for("STARTED", limit_s=SCAN_LIMIT_S)["session_id"]
        live = told(viewer, "FILE_FAILED", len(files))
        # A file that was given up may yet be read, so the scan waits for a slow worker; who does not want to wait cancels.
        viewer.send("cancel_scan", session_id=session_id)
        complete = viewer.wait_for("COMPLETE", limit_s=SCAN_LIMIT_S)
        results = {row["file_name"]: row for row in results_of(viewer, session_id)}

    assert said(live) == sentences
    assert said(results) == sentences
    assert report_of(complete) == dict.fromkeys(files, (REASON_WORDS[Reason.GAVE_UP], Reason.GAVE_UP.message))
    assert (complete["total_files"], complete["failed"]) == (len(files), len(files))


def test_what_is_said_of_the_token_or_of_the_day_pauses_the_scan_and_costs_no_file(
    world: World, opened: Callable[[str], Fallible]
) -> None:
    drive = opened("pausing rows")
    name = "pausing.txt"
    write_hits(drive.folder, {name: None})
    said_of: dict[str, str] = {}

    with viewer_at(world.url) as viewer:
        go_on = partial(drive.start, viewer)
        for row in PAUSED:
            drive.order({name: {"reason": row, "on": ["media"], "times": 1}})
            go_on()
            paused = viewer.wait_for("PAUSED", limit_s=SCAN_LIMIT_S)
            said_of[row] = paused["reason"]
            go_on = partial(refresh, viewer, world, paused["session_id"])
        go_on()
        complete = viewer.wait_for("COMPLETE", limit_s=SCAN_LIMIT_S)
        matches = told(viewer, "MATCH_FOUND", 1)

    assert said_of == PAUSED
    assert [match["attempt"] for match in matches.values()] == [1]
    assert (complete["total_files"], complete["failed"]) == (1, 0)


def refresh(viewer: Viewer, world: World, session_id: str) -> None:
    viewer.send("refresh_token", session_id=session_id, token=world.outputs["Token"])
    viewer.wait_for("RESUMED")


def test_the_sentences_of_all_these_differ() -> None:
    reasons: set[Reason] = {*REFUSED.values(), *UNLISTED.values()}
    assert len({reason.message for reason in reasons}) == len(reasons)
