import json

import httplib2
import pytest
from google.auth.exceptions import RefreshError
from googleapiclient.errors import HttpError

from holescan.adapters.drive.errors import error_of, translated
from holescan.domain.errors import DependencyFailed, FileUnreadable, HolescanError, Throttled, TokenRefused
from holescan.domain.reasons import Reason


def _answer(status: int, body: bytes) -> HttpError:
    return HttpError(httplib2.Response({"status": str(status)}), body)


def _raised(error: Exception) -> HolescanError:
    with pytest.raises(HolescanError) as translation, translated():
        raise error
    return translation.value


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
    "body", [b"<html>blocked by the proxy</html>", b"", b"{}", b"[1]", b'{"error": {"errors": [7]}}']
)
def test_a_403_that_is_not_drives_own_condemns_no_file(body: bytes) -> None:
    assert type(_raised(_answer(403, body))) is DependencyFailed


def test_the_reason_is_read_from_the_body() -> None:
    body = json.dumps({"error": {"errors": [{"reason": "cannotDownloadAbusiveFile", "message": "malware"}]}}).encode()
    error = _raised(_answer(403, body))
    assert isinstance(error, FileUnreadable)
    assert (error.reason, error.detail) == (Reason.ABUSIVE, "403 cannotDownloadAbusiveFile malware")


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
