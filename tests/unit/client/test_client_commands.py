"""The commands against a scripted server on a real socket: what is sent, what is printed, how it ends."""

import json
from pathlib import Path

import pytest

from client.errors import ExitCode
from client.main import main
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import ScanState
from holescan.protocol.row_models import Sent
from holescan.protocol.server import Deleted, Error, ReportReady, Scans, ScanSummary, UploadReady
from tests.fakes.scripted_server import Script, ScriptedServer, Visitor, scripted_server
from tests.unit.client_messages import (
    complete,
    file_failed,
    match_found,
    progress,
    refusal,
    scan_failed,
    started,
    sync_state,
)
from tests.unit.report_samples import SESSION_ID

SECRET = "A" * 43


@pytest.fixture(autouse=True)
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOLESCAN_TOKEN", "ya29.token")
    monkeypatch.setenv("HOLESCAN_CLIENT", SECRET)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def scan(server: ScriptedServer, *more: str) -> int:
    return main(["scan", "--url", server.url, "--folder", "folder-1", "--code", "HOLE-1", *more])


def answering(*messages: Sent) -> Script:
    def script(visitor: Visitor) -> None:
        start = visitor.hear("start_scan")
        visitor.say(started(start["request_id"]), *messages)
        visitor.linger()

    return script


def test_a_scan_is_followed_to_its_end_and_its_report_fetched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def script(visitor: Visitor) -> None:
        start = visitor.hear("start_scan")
        assert (start["drive_link"], start["token"]) == ("folder-1", "ya29.token")
        assert start["target_hole_codes"] == ["HOLE-1"]
        visitor.say(started(start["request_id"]), match_found("a.pdf"), progress(9, 9, matched=1))
        visitor.say(complete(matches=1, url=f"{server.bucket_url}/report"))
        visitor.linger()

    with scripted_server(script) as server:
        server.objects["/report"] = b"workbook"
        assert scan(server, "--report", str(tmp_path / "out.xlsx")) == 0
    assert (tmp_path / "out.xlsx").read_bytes() == b"workbook"
    assert "MATCH         Area 1/a.pdf  HOLE-1" in capsys.readouterr().out


@pytest.mark.parametrize("token", ["", "ya29.token"])
def test_as_the_server_no_token_is_sent_whatever_the_shell_holds(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLESCAN_TOKEN", token)
    with scripted_server(answering(complete())) as server:
        assert scan(server, "--as-server") == 0
    assert server.heard[0].get("token", "") == ""


def test_without_a_token_nothing_is_asked_of_the_server(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOLESCAN_TOKEN", "")
    with scripted_server(answering(complete())) as server:
        assert scan(server) == ExitCode.USAGE
        assert server.heard == []
    assert "--as-server" in capsys.readouterr().err


def test_the_secret_travels_as_a_subprotocol() -> None:
    with scripted_server(answering(complete())) as server:
        scan(server)
    assert server.subprotocols == [f"holescan.v1, client.{SECRET}"]


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        (complete(), 0),
        (complete(failed=1), 2),
        (complete(unread=1), 2),
        (complete(folders=1), 2),
        (complete(listing=False), 2),
        (complete(state=ScanState.CANCELLED), 1),
        (scan_failed(), 1),
    ],
)
def test_the_exit_code_says_how_it_ended(ending: Sent, code: int) -> None:
    # As many rows as COMPLETE counts: else the client would wait for the difference.
    failures = [file_failed("locked.pdf")] if getattr(ending, "failed", 0) else []
    with scripted_server(answering(*failures, ending)) as server:
        assert scan(server) == code


@pytest.mark.parametrize(("ending", "code"), [(complete(files=0), 0), (complete(files=0, folders=1), 2)])
def test_a_scan_of_no_file_says_that_nothing_was_searched(
    ending: Sent, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with scripted_server(answering(ending)) as server:
        assert scan(server) == code
    assert "Nothing was searched" in capsys.readouterr().err


def test_a_scan_of_files_says_no_such_thing(capsys: pytest.CaptureFixture[str]) -> None:
    with scripted_server(answering(complete())) as server:
        scan(server)
    assert capsys.readouterr().err == ""


def test_an_error_answer_is_printed_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    def script(visitor: Visitor) -> None:
        visitor.say(refusal(visitor.hear("start_scan")["request_id"]))
        visitor.linger()

    with scripted_server(script) as server:
        assert scan(server) == 1
    assert "There are no codes. (target_hole_codes)" in capsys.readouterr().err


def test_a_dropped_connection_is_taken_up_where_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    def first(visitor: Visitor) -> None:
        visitor.say(started(visitor.hear("start_scan")["request_id"]), match_found("a.pdf"))

    def second(visitor: Visitor) -> None:
        assert visitor.hear("resume_scan")["session_id"] == SESSION_ID
        rows = (match_found("a.pdf").data, match_found("b.pdf").data)
        visitor.say(sync_state(*rows, matched=2), complete(matches=2))
        visitor.linger()

    with scripted_server(first, second) as server:
        assert scan(server) == 0
    shown = capsys.readouterr().out
    assert (shown.count("a.pdf"), shown.count("b.pdf")) == (1, 1)


def test_events_are_written_as_received(tmp_path: Path) -> None:
    sent = [match_found("a.pdf"), complete(matches=1)]
    with scripted_server(answering(*sent)) as server:
        scan(server, "--events", str(tmp_path / "events.jsonl"))
    lines = (tmp_path / "events.jsonl").read_text().splitlines()
    assert lines[1:] == [message.model_dump_json() for message in sent]


def test_a_message_of_a_later_server_is_skipped_and_kept_in_the_events(tmp_path: Path) -> None:
    def script(visitor: Visitor) -> None:
        start = visitor.hear("start_scan")
        visitor.socket.send('{"type":"HOLIDAY"}')
        visitor.say(started(start["request_id"]), complete())
        visitor.linger()

    with scripted_server(script) as server:
        assert scan(server, "--events", str(tmp_path / "events.jsonl")) == 0
    assert "HOLIDAY" in (tmp_path / "events.jsonl").read_text()


def test_a_small_sheet_travels_in_the_message(tmp_path: Path) -> None:
    sheet = tmp_path / "codes.csv"
    sheet.write_bytes(b"HOLE-7\n")
    with scripted_server(answering(complete())) as server:
        scan(server, "--codes", str(sheet))
    assert server.heard[0]["file_content"] == "SE9MRS03Cg=="


def test_a_large_sheet_is_uploaded_with_the_signed_headers(tmp_path: Path) -> None:
    def upload(visitor: Visitor) -> None:
        request = visitor.hear("request_upload")
        url = f"{server.bucket_url}/upload"
        visitor.say(
            UploadReady(
                request_id=request["request_id"],
                upload_id="up-1",
                upload_url=url,
                headers={"If-None-Match": "*"},
                expires_in_s=300,
            )
        )
        visitor.linger()

    sheet = tmp_path / "codes.csv"
    sheet.write_bytes(b"HOLE-7\n" * 4000)
    with scripted_server(upload, answering(complete())) as server:
        assert scan(server, "--codes", str(sheet)) == 0
    assert server.objects["/upload"] == sheet.read_bytes()
    assert server.put_headers["If-None-Match"] == "*"
    start = server.heard[-1]
    assert (start["upload_id"], start["file_content"]) == ("up-1", "")


def test_a_dead_link_in_complete_is_replaced_by_a_fresh_one(tmp_path: Path) -> None:
    def fresh(visitor: Visitor) -> None:
        request_id = visitor.hear("get_report")["request_id"]
        url = f"{server.bucket_url}/fresh"
        visitor.say(ReportReady(request_id=request_id, session_id=SESSION_ID, download_url=url, expires_in_s=900))
        visitor.linger()

    def follow(visitor: Visitor) -> None:
        start = visitor.hear("start_scan")
        visitor.say(started(start["request_id"]), complete(url=f"{server.bucket_url}/dead"))
        visitor.linger()

    with scripted_server(follow, fresh) as server:
        server.objects["/fresh"] = b"workbook"
        assert scan(server, "--report", str(tmp_path / "out.xlsx")) == 0
    assert (tmp_path / "out.xlsx").read_bytes() == b"workbook"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["scan"],
        ["scan", "--code", "HOLE-1", "--url", "https://example.org"],
        ["scan", "--code", "HOLE-1", "--codes-column", "B", "--url", "ws://127.0.0.1:9"],
        ["scan", "--code", "HOLE-1", "--mode", "fuzzy"],
        ["scan", "--codes", "absent.xlsx", "--url", "ws://127.0.0.1:9"],
        ["resume"],
    ],
)
def test_wrong_usage_ends_with_64(arguments: list[str]) -> None:
    try:
        code = main(arguments)
    except SystemExit as leaving:  # argparse leaves by itself
        code = int(leaving.code or 0)
    assert code == 64


def test_without_a_token_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOLESCAN_TOKEN")
    with scripted_server() as server:
        assert scan(server) == 64
    assert server.subprotocols == []


def test_without_a_url_the_local_stack_of_this_directory_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOLESCAN_TOKEN")
    monkeypatch.chdir(tmp_path)
    with scripted_server(answering(complete())) as server:
        outputs = {"WebSocketUrl": server.url, "Token": "local-token", "DriveFolderId": "local-folder"}
        (tmp_path / ".local").mkdir()
        (tmp_path / ".local" / "outputs.json").write_text(json.dumps(outputs))
        assert main(["scan", "--code", "HOLE-1"]) == 0
    assert (server.heard[0]["token"], server.heard[0]["drive_link"]) == ("local-token", "local-folder")


def test_scans_lists_page_after_page(capsys: pytest.CaptureFixture[str]) -> None:
    def page(number: int, cursor: str) -> Script:
        def script(visitor: Visitor) -> None:
            request_id = visitor.hear("list_scans")["request_id"]
            visitor.say(Scans(request_id=request_id, scans=(summary(f"scan-{number}"),), next_cursor=cursor))
            visitor.linger()

        return script

    with scripted_server(page(1, "more"), page(2, "")) as server:
        assert main(["scans", "--url", server.url]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["scan-1", "scan-2"]
    assert [message["cursor"] for message in server.heard] == ["", "more"]


def summary(session_id: str) -> ScanSummary:
    return ScanSummary(
        session_id=session_id,
        epoch=1,
        state=ScanState.COMPLETE,
        folder_name="Drawings",
        folder_link="",
        started_at="2026-03-04T09:30:00Z",
        ended_at=None,
        total_codes=2,
        total=9,
        processed=9,
        matched=1,
        failed=0,
    )


def test_resume_follows_to_the_end() -> None:
    def script(visitor: Visitor) -> None:
        visitor.hear("resume_scan")
        visitor.say(sync_state(match_found("a.pdf").data, matched=1), complete(matches=1))
        visitor.linger()

    with scripted_server(script) as server:
        assert main(["resume", SESSION_ID, "--url", server.url]) == 0


def test_a_cancel_that_was_obeyed_is_a_success() -> None:
    def script(visitor: Visitor) -> None:
        visitor.hear("cancel_scan")
        visitor.say(progress(3, 9), complete(state=ScanState.CANCELLED))
        visitor.linger()

    with scripted_server(script) as server:
        assert main(["cancel", SESSION_ID, "--url", server.url]) == 0


def test_what_the_server_cannot_do_yet_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    def script(visitor: Visitor) -> None:
        request_id = visitor.hear("retry_failed")["request_id"]
        visitor.say(Error(request_id=request_id, code=ErrorCode.NOT_AVAILABLE, message="Retry is not built yet."))
        visitor.linger()

    with scripted_server(script) as server:
        assert main(["retry", SESSION_ID, "--url", server.url]) == 1
    assert "Retry is not built yet." in capsys.readouterr().err


def test_report_fetches_by_a_fresh_link(tmp_path: Path) -> None:
    def script(visitor: Visitor) -> None:
        request_id = visitor.hear("get_report")["request_id"]
        url = f"{server.bucket_url}/report"
        visitor.say(ReportReady(request_id=request_id, session_id=SESSION_ID, download_url=url, expires_in_s=900))
        visitor.linger()

    with scripted_server(script) as server:
        server.objects["/report"] = b"workbook"
        assert main(["report", SESSION_ID, "--url", server.url, "--report", str(tmp_path / "r.xlsx")]) == 0
    assert (tmp_path / "r.xlsx").read_bytes() == b"workbook"


def test_delete_says_that_nothing_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    def script(visitor: Visitor) -> None:
        asked = visitor.hear("delete_scan")
        visitor.say(Deleted(session_id=asked["session_id"], request_id=asked["request_id"]))
        visitor.linger()

    with scripted_server(script) as server:
        assert main(["delete", SESSION_ID, "--url", server.url]) == 0
    assert SESSION_ID in capsys.readouterr().out


def test_a_scan_that_runs_is_not_deleted_and_the_server_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    def script(visitor: Visitor) -> None:
        asked = visitor.hear("delete_scan")
        visitor.say(refusal(asked["request_id"], ErrorCode.WRONG_STATE))
        visitor.linger()

    with scripted_server(script) as server:
        assert main(["delete", SESSION_ID, "--url", server.url]) == 1
    assert "holescan delete:" in capsys.readouterr().err
