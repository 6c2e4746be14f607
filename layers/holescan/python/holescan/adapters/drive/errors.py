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

_BY_REASON: dict[str, Verdict] = {
    "rateLimitExceeded": _slow_down,
    "userRateLimitExceeded": _slow_down,
    "sharingRateLimitExceeded": _slow_down,
    "authError": TokenRefused,
    # The token lacks Drive's scope: nobody's file is at fault, the user has to sign in once more.
    "insufficientPermissions": TokenRefused,
    "notFound": _unreadable(Reason.NOT_FOUND),
    "teamDriveNotFound": _unreadable(Reason.NOT_FOUND),
    "insufficientFilePermissions": _unreadable(Reason.FORBIDDEN),
    "cannotDownloadFile": _unreadable(Reason.FORBIDDEN),
    "appNotAuthorizedToFile": _unreadable(Reason.FORBIDDEN),
    "domainPolicy": _unreadable(Reason.FORBIDDEN),
    "forbidden": _unreadable(Reason.FORBIDDEN),
    "cannotDownloadAbusiveFile": _unreadable(Reason.ABUSIVE),
    "exportSizeLimitExceeded": _unreadable(Reason.EXPORT_TOO_LARGE),
    "fileNotDownloadable": _unreadable(Reason.UNSUPPORTED),
    "fileNotExportable": _unreadable(Reason.UNSUPPORTED),
    "downloadQuotaExceeded": _unreadable(Reason.DRIVE_QUOTA),
    # Of the project and the day; the line above is of one file.
    "dailyLimitExceeded": QuotaSpent,
    "quotaExceeded": _unreadable(Reason.DRIVE_QUOTA),
    # The deployment's Google project has the Drive API switched off: an operator mends it, the file is innocent.
    "accessNotConfigured": _try_again,
    "backendError": _try_again,
    "internalError": _try_again,
}

_BY_STATUS: dict[int, Verdict] = {
    400: _unreadable(Reason.DRIVE_ERROR),
    401: TokenRefused,
    404: _unreadable(Reason.NOT_FOUND),
    410: _unreadable(Reason.NOT_FOUND),
    429: _slow_down,
}

_FORBIDDEN_STATUS = 403


def error_of(status: int, reason: str, message: str = "") -> HolescanError:
    """The one reaction to an error answer. An unknown answer is nobody's fault and may be asked for again.

    Args:
        status: HTTP's.
        reason: of the first entry of `error.errors`; "" where the body is not Drive's (a proxy's page, an empty one).
        message: Drive's own sentence, for the log.
    """
    detail = f"{status} {reason} {message}".strip()
    return _verdict(status, reason)(detail)


def _verdict(status: int, reason: str) -> Verdict:
    if status == _FORBIDDEN_STATUS and reason:
        return _BY_REASON.get(reason, _unreadable(Reason.FORBIDDEN))
    return _BY_STATUS.get(status) or _BY_REASON.get(reason, _try_again)


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
    try:
        first = json.loads(body)["error"]["errors"][0]
    except (ValueError, LookupError, TypeError):
        return "", ""
    return _text(first, "reason"), _text(first, "message")


def _text(entry: Any, key: str) -> str:
    return str(entry.get(key, "")) if isinstance(entry, dict) else ""
