import json
from pathlib import Path
from typing import Any

import httplib2
import pytest
from google.auth.exceptions import RefreshError
from googleapiclient.errors import HttpError

from holescan.adapters.drive.errors import error_of, translated
from holescan.domain.errors import DependencyFailed, FileUnreadable, HolescanError, QuotaSpent, Throttled, TokenRefused
from holescan.domain.reasons import Reason


def _answer(status: int, body: bytes) -> HttpError:
    return HttpError(httplib2.Response({"status": str(status)}), body)


def _raised(error: Exception) -> HolescanError:
    with pytest.raises(HolescanError) as translation, translated():
        raise error
    return translation.value


TABLE = [
    (403, "rateLimitExceeded", Throttled, None),
    (403, "userRateLimitExceeded", Throttled, None),
    (403, "RATE_LIMIT_EXCEEDED", Throttled, None),
    (503, "rateLimitExceeded", Throttled, None),
    (403, "dailyLimitExceeded", QuotaSpent, None),
    (429, "dailyLimitExceeded", QuotaSpent, None),
    (403, "downloadQuotaExceeded", FileUnreadable, Reason.DRIVE_QUOTA),
    (404, "notFound", FileUnreadable, Reason.NOT_FOUND),
    (410, "deleted", FileUnreadable, Reason.NOT_FOUND),
    (404, "teamDriveNotFound", FileUnreadable, Reason.NOT_FOUND),
    (403, "insufficientFilePermissions", FileUnreadable, Reason.FORBIDDEN),
    (403, "cannotDownloadFile", FileUnreadable, Reason.FORBIDDEN),
    (403, "cannotExportFile", FileUnreadable, Reason.FORBIDDEN),
    (403, "teamDriveMembershipRequired", FileUnreadable, Reason.FORBIDDEN),
    (403, "cannotDownloadAbusiveFile", FileUnreadable, Reason.ABUSIVE),
    (403, "exportSizeLimitExceeded", FileUnreadable, Reason.EXPORT_TOO_LARGE),
    (403, "fileNotDownloadable", FileUnreadable, Reason.UNSUPPORTED),
    (400, "invalid", FileUnreadable, Reason.DRIVE_ERROR),
    (401, "authError", TokenRefused, None),
    (403, "insufficientPermissions", TokenRefused, None),
    (403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", TokenRefused, None),
    (403, "accessNotConfigured", DependencyFailed, None),
    (403, "SERVICE_DISABLED", DependencyFailed, None),
    (500, "internalError", DependencyFailed, None),
    (500, "notFound", DependencyFailed, None),
    (503, "authError", DependencyFailed, None),
]


@pytest.mark.parametrize(("status", "reason", "reaction", "said"), TABLE)
def test_each_answer_has_its_one_reaction(
    status: int, reason: str, reaction: type[HolescanError], said: Reason | None
) -> None:
    error = error_of(status, reason)

    assert type(error) is reaction
    assert getattr(error, "reason", None) is said


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408, 302])
def test_what_nobody_is_to_blame_for_may_be_asked_again(status: int) -> None:
    assert type(error_of(status, "")) is DependencyFailed


@pytest.mark.parametrize("reason", ["rateLimitExceeded", "", "anythingNew"])
def test_429_is_a_throttle_whatever_its_reason(reason: str) -> None:
    assert type(error_of(429, reason)) is Throttled


@pytest.mark.parametrize("reason", ["authError", "required", ""])
def test_401_is_the_token_whatever_its_reason(reason: str) -> None:
    assert type(error_of(401, reason)) is TokenRefused


def test_a_403_of_a_new_kind_is_forbidden_and_not_tried_for_ever() -> None:
    error = error_of(403, "someNewPolicy")
    assert isinstance(error, FileUnreadable)
    assert error.reason is Reason.FORBIDDEN


@pytest.mark.parametrize(
    "body",
    [
        b"<html>blocked by the proxy</html>",
        b"",
        b"{}",
        b"[1]",
        b'{"error": {"errors": [7]}}',
        b'{"error": {"code": []}}',
    ],
)
@pytest.mark.parametrize("status", [400, 403, 404, 410])
def test_an_answer_that_is_not_drives_own_condemns_no_file(status: int, body: bytes) -> None:
    assert type(_raised(_answer(status, body))) is DependencyFailed


@pytest.mark.parametrize("status", [404, 410])
def test_a_code_in_googles_own_body_is_reason_enough_for_what_is_gone(status: int) -> None:
    body = json.dumps({"error": {"code": status, "message": "File not found"}}).encode()
    error = _raised(_answer(status, body))
    assert isinstance(error, FileUnreadable)
    assert error.reason is Reason.NOT_FOUND


def test_the_reason_is_read_from_the_body() -> None:
    body = json.dumps({"error": {"errors": [{"reason": "cannotDownloadAbusiveFile", "message": "malware"}]}}).encode()
    error = _raised(_answer(403, body))
    assert isinstance(error, FileUnreadable)
    assert (error.reason, error.detail) == (Reason.ABUSIVE, "403 cannotDownloadAbusiveFile malware")


def test_the_reason_is_read_from_the_newer_kind_of_body_too() -> None:
    error = {
        "code": 403,
        "status": "PERMISSION_DENIED",
        "message": "Request had insufficient authentication scopes.",
        "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}],
    }
    raised = _raised(_answer(403, json.dumps({"error": error}).encode()))

    assert type(raised) is TokenRefused
    assert "insufficient authentication scopes" in str(raised)


RECORDED = json.loads((Path(__file__).parents[2] / "data" / "drive_errors.json").read_text())


@pytest.mark.parametrize("answer", RECORDED, ids=lambda answer: answer["seen"])
def test_answers_that_people_got_from_drive_are_understood(answer: dict[str, Any]) -> None:
    raised = _raised(_answer(answer["status"], json.dumps(answer["body"]).encode()))

    assert answer["reaction"] == getattr(raised, "reason", type(raised).__name__)


TRANSPORT_FAILURES = [
    TimeoutError(),
    ConnectionResetError(),
    httplib2.ServerNotFoundError("www.googleapis.com"),
    RefreshError("no refresh token"),  # type: ignore[no-untyped-call]
]


@pytest.mark.parametrize("failure", TRANSPORT_FAILURES, ids=repr)
def test_a_broken_connection_is_a_failed_dependency(failure: Exception) -> None:
    assert type(_raised(failure)) is DependencyFailed


def test_a_bug_is_never_caught() -> None:
    with pytest.raises(KeyError), translated():
        raise KeyError
