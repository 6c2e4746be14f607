"""A scan that is followed gets the caller's newest token; `holescan refresh` gives it one from elsewhere."""

from pathlib import Path

import pytest

from client.errors import ExitCode
from client.main import main
from client.renewal import Renewal
from holescan.domain.reasons import ErrorCode
from holescan.protocol.client import Action, RefreshToken
from holescan.protocol.server import Paused, Resumed, ServerMessage
from tests.fakes.scripted_server import Visitor, scripted_server
from tests.unit.client_messages import complete, refusal, started
from tests.unit.report_samples import SESSION_ID

PAUSED = Paused(session_id=SESSION_ID, epoch=1, reason="AUTH_EXPIRED", message="The sign-in has ended.", until=None)


class Sent:
    """A wire that remembers the tokens that went through it."""

    def __init__(self) -> None:
        self.renewals: list[RefreshToken] = []

    def send(self, action: Action) -> None:
        assert isinstance(action, RefreshToken)
        self.renewals.append(action)

    def receive(self, timeout_s: float) -> ServerMessage | None:
        raise AssertionError(f"nobody listens here, for {timeout_s} s or at all")

    @property
    def tokens(self) -> list[str]:
        return [renewal.token for renewal in self.renewals]


def resumed(request_id: str | None) -> Resumed:
    return Resumed(session_id=SESSION_ID, epoch=1, request_id=request_id, reason="AUTH_EXPIRED", message="Goes on.")


def renewing(*tokens: str) -> tuple[Renewal, Sent]:
    """A renewal whose token changes with each look, from the one that the server knows."""
    return Renewal(iter(tokens).__next__, known="old"), Sent()


def test_a_token_that_changed_is_sent_once() -> None:
    renewal, wire = renewing("old", "new", "new", "", "newer")
    for _ in range(5):
        renewal.tend(wire, SESSION_ID)

    assert wire.tokens == ["new", "newer"]


def test_a_token_that_was_not_answered_is_sent_again_on_the_next_connection() -> None:
    renewal, wire = renewing("new", "new")
    renewal.tend(wire, SESSION_ID)
    renewal.begin()
    renewal.tend(wire, SESSION_ID)

    assert wire.tokens == ["new", "new"]


def test_a_token_that_has_arrived_is_not_sent_again() -> None:
    renewal, wire = renewing("new", "new")
    renewal.tend(wire, SESSION_ID)
    renewal.take(resumed(wire.renewals[0].request_id))
    renewal.begin()
    renewal.tend(wire, SESSION_ID)

    assert wire.tokens == ["new"]


def test_a_scan_that_goes_on_for_another_reason_says_nothing_of_the_token() -> None:
    renewal, wire = renewing("new", "new")
    renewal.tend(wire, SESSION_ID)
    renewal.take(resumed(None))
    renewal.begin()
    renewal.tend(wire, SESSION_ID)

    assert wire.tokens == ["new", "new"]


@pytest.fixture
def token_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOLESCAN_CLIENT", "A" * 43)
    path = tmp_path / "token"
    path.write_text("ya29.old\n")
    return path


def test_rewriting_the_token_file_lets_a_paused_scan_go_on(
    token_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def script(visitor: Visitor) -> None:
        start = visitor.hear("start_scan")
        visitor.say(started(start["request_id"]), PAUSED)
        token_file.write_text("ya29.new\n")
        renewal = visitor.hear("refresh_token")
        assert (renewal["session_id"], renewal["token"]) == (SESSION_ID, "ya29.new")
        visitor.say(resumed(renewal["request_id"]), complete())
        visitor.linger()

    with scripted_server(script) as server:
        given = ["--url", server.url, "--folder", "folder-1", "--code", "HOLE-1", "--token-file", str(token_file)]
        assert main(["scan", *given]) == ExitCode.OK
    said = capsys.readouterr().out
    assert PAUSED.message in said
    assert f"holescan refresh {SESSION_ID}" in said
    assert "Goes on." in said


def test_who_brings_no_token_is_not_told_to_bring_another(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOLESCAN_CLIENT", "A" * 43)

    def script(visitor: Visitor) -> None:
        visitor.say(started(visitor.hear("start_scan")["request_id"]), PAUSED, complete())
        visitor.linger()

    with scripted_server(script) as server:
        assert main(["scan", "--url", server.url, "--folder", "f", "--code", "HOLE-1", "--as-server"]) == ExitCode.OK
    said = capsys.readouterr().out
    assert f"holescan refresh {SESSION_ID} --as-server" in said
    assert "token" not in said


def test_refresh_gives_a_scan_the_token_of_a_file(token_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def script(visitor: Visitor) -> None:
        renewal = visitor.hear("refresh_token")
        assert (renewal["session_id"], renewal["token"]) == (SESSION_ID, "ya29.old")
        visitor.say(resumed(renewal["request_id"]))
        visitor.linger()

    with scripted_server(script) as server:
        ended = main(["refresh", SESSION_ID, "--url", server.url, "--token-file", str(token_file)])
    assert (ended, capsys.readouterr().out) == (ExitCode.OK, "Goes on.\n")


def test_a_token_that_google_refuses_is_said_so(token_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def script(visitor: Visitor) -> None:
        renewal = visitor.hear("refresh_token")
        visitor.say(refusal(renewal["request_id"], ErrorCode.TOKEN_REFUSED))
        visitor.linger()

    with scripted_server(script) as server:
        ended = main(["refresh", SESSION_ID, "--url", server.url, "--token-file", str(token_file)])
    assert ended == ExitCode.FAILED
    assert capsys.readouterr().err.startswith("holescan refresh: ")
