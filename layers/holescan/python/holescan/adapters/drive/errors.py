"""What Drive's error answers mean: one table by reason, one by status, and the translation of the client's exceptions.

Reasons: https://developers.google.com/workspace/drive/api/guides/handle-errors
"""

import http.client
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import httplib2
from google.auth.exceptions import GoogleAuthError
from googleapiclient.errors import Error as GoogleClientError
from googleapiclient.errors import HttpError

from holescan.domain.errors import DependencyFailed, FileUnreadable, HolescanError, QuotaSpent, Throttled, TokenRefused
from holescan.domain.reasons import Reason

Verdict = Callable[[str], HolescanError]


def _unreadable(reason: Reason) -> Verdict:
    return partial(FileUnreadable, reason)


_slow_down: Verdict = partial(Throttled, "drive")
_try_again: Verdict = partial(DependencyFailed, "drive")

BY_REASON: dict[str, Verdict] = {
    "rateLimitExceeded": _slow_down,
    "userRateLimitExceeded": _slow_down,
    "sharingRateLimitExceeded": _slow_down,
    "RATE_LIMIT_EXCEEDED": _slow_down,
    # Of the project and the day.
    "dailyLimitExceeded": QuotaSpent,
    # Of one file, which many people downloaded.
    "downloadQuotaExceeded": _unreadable(Reason.DRIVE_QUOTA),
    "quotaExceeded": _unreadable(Reason.DRIVE_QUOTA),
    "authError": TokenRefused,
    "ACCESS_TOKEN_EXPIRED": TokenRefused,
    # The token lacks Drive's scope: nobody's file is at fault, the user has to sign in once more.
    "insufficientPermissions": TokenRefused,
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": TokenRefused,
    # Google took the request for one without a token, and such requests have next to no quota.
    "dailyLimitExceededUnreg": TokenRefused,
    "notFound": _unreadable(Reason.NOT_FOUND),
    "teamDriveNotFound": _unreadable(Reason.NOT_FOUND),
    "insufficientFilePermissions": _unreadable(Reason.FORBIDDEN),
    "teamDriveMembershipRequired": _unreadable(Reason.FORBIDDEN),
    "cannotDownloadFile": _unreadable(Reason.FORBIDDEN),
    "cannotExportFile": _unreadable(Reason.FORBIDDEN),
    "appNotAuthorizedToFile": _unreadable(Reason.FORBIDDEN),
    "domainPolicy": _unreadable(Reason.FORBIDDEN),
    "forbidden": _unreadable(Reason.FORBIDDEN),
    "cannotDownloadAbusiveFile": _unreadable(Reason.ABUSIVE),
    "abuse": _unreadable(Reason.ABUSIVE),
    "exportSizeLimitExceeded": _unreadable(Reason.EXPORT_TOO_LARGE),
    "fileNotDownloadable": _unreadable(Reason.UNSUPPORTED),
    "fileNotExportable": _unreadable(Reason.UNSUPPORTED),
    # The deployment's Google project has the Drive API switched off: an operator mends it, the file is innocent.
    "accessNotConfigured": _try_again,
    "SERVICE_DISABLED": _try_again,
    "backendError": _try_again,
    "internalError": _try_again,
    "transientError": _try_again,
}
"""Drive's words, and in capitals those of Google's newer error bodies."""

BY_STATUS: dict[int, Verdict] = {
    400: _unreadable(Reason.DRIVE_ERROR),
    401: TokenRefused,
    404: _unreadable(Reason.NOT_FOUND),
    410: _unreadable(Reason.NOT_FOUND),
}

SAID_BY_CODE = {404: "notFound", 410: "notFound"}
"""The reason where Google's body has a code and no more. A proxy's page has neither."""

_UNAUTHORIZED, _FORBIDDEN, _TOO_MANY, _SERVERS_FAULT = 401, 403, 429, 500


def error_of(status: int, reason: str, message: str = "") -> HolescanError:
    """The one reaction to an error answer. An unknown answer is nobody's fault and may be asked for again.

    Args:
        status: HTTP's.
        reason: the first that the body names; "" where the body is not Drive's (a proxy's page, an empty one).
        message: Drive's own sentence, for the log.
    """
    detail = f"{status} {reason} {message}".strip()
    return _verdict(status, reason)(detail)


def _verdict(status: int, reason: str) -> Verdict:
    by_reason = BY_REASON.get(reason)
    if status == _TOO_MANY:
        return QuotaSpent if by_reason is QuotaSpent else _slow_down
    if status >= _SERVERS_FAULT:
        return _slow_down if by_reason is _slow_down else _try_again
    if not reason and status != _UNAUTHORIZED:
        return _try_again  # somebody between Drive and us, who knows nothing of the file
    if status == _FORBIDDEN:
        return by_reason or _unreadable(Reason.FORBIDDEN)
    return BY_STATUS.get(status) or by_reason or _try_again


@contextmanager
def translated() -> Iterator[None]:
    """Turn whatever the client raises for a failed request into the project's error tree."""
    try:
        yield
    except HttpError as error:
        reason, message = _first_error(error.content)
        raise error_of(error.resp.status, reason, message) from error
    except (GoogleClientError, GoogleAuthError, httplib2.HttpLib2Error, http.client.HTTPException, OSError) as error:
        raise DependencyFailed("drive", type(error).__name__) from error


def _first_error(body: bytes) -> tuple[str, str]:
    """The reason, and the sentence: of `errors`, or of the `details` that newer bodies have instead."""
    try:
        error = json.loads(body)["error"]
        by_code = SAID_BY_CODE.get(error.get("code"), "")
        named = [entry for entry in (*error.get("errors", ()), *error.get("details", ())) if _text(entry, "reason")]
    except (ValueError, LookupError, TypeError, AttributeError):
        return "", ""
    first = named[0] if named else {}
    return _text(first, "reason") or by_code, _text(first, "message") or _text(error, "message")


def _text(entry: Any, key: str) -> str:
    return str(entry.get(key, "")) if isinstance(entry, dict) else ""
