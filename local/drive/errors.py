"""Drive's error answers, word for word what a client library parses."""

from dataclasses import dataclass
from typing import Any

UNAUTHORIZED = 401
_ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
"""https://google.aip.dev/193"""


@dataclass(frozen=True, slots=True)
class ErrorAnswer:
    """One error answer of the Drive API.

    Attributes:
        status: HTTP's.
        reason: the machine's word in `error.errors[0]`; one in capitals stands in the `details` of Google's newer bodies.
        location: the parameter or header at fault, "" where none is.
    """

    status: int
    reason: str
    message: str
    domain: str = "global"
    location: str = ""
    location_type: str = "parameter"

    @property
    def body(self) -> dict[str, Any]:
        """The JSON body."""
        error: dict[str, Any] = {"code": self.status, "message": self.message, **self._reasons}
        if self.status == UNAUTHORIZED:
            error["status"] = "UNAUTHENTICATED"
        return {"error": error}

    @property
    def _reasons(self) -> dict[str, list[dict[str, str]]]:
        if self.reason.isupper():
            return {"details": [{"@type": _ERROR_INFO, "reason": self.reason, "domain": "googleapis.com"}]}
        return {"errors": [self._entry]}

    @property
    def _entry(self) -> dict[str, str]:
        entry = {"message": self.message, "domain": self.domain, "reason": self.reason}
        if self.location:
            entry |= {"location": self.location, "locationType": self.location_type}
        return entry


class DriveError(Exception):
    """The request ends with this answer."""

    def __init__(self, answer: ErrorAnswer) -> None:
        super().__init__(answer)
        self.answer = answer


def not_found(file_id: str) -> DriveError:
    """No such item, or none that this caller may see."""
    return DriveError(ErrorAnswer(404, "notFound", f"File not found: {file_id}.", location="fileId"))


def invalid_parameter(name: str, message: str) -> DriveError:
    """A parameter that the method does not know, or a value out of its range."""
    return DriveError(ErrorAnswer(400, "invalidParameter", message, location=name))


def invalid_value(name: str) -> DriveError:
    """A query or page token that cannot be read."""
    return DriveError(ErrorAnswer(400, "invalid", "Invalid Value", location=name))


ON_DEMAND: dict[str, ErrorAnswer] = {
    answer.reason: answer
    for answer in (
        ErrorAnswer(400, "invalid", "Invalid Value"),
        ErrorAnswer(401, "authError", "Invalid Credentials", location="Authorization", location_type="header"),
        ErrorAnswer(401, "ACCESS_TOKEN_EXPIRED", "Request had invalid authentication credentials."),
        ErrorAnswer(403, "rateLimitExceeded", "Rate Limit Exceeded", domain="usageLimits"),
        ErrorAnswer(403, "userRateLimitExceeded", "User Rate Limit Exceeded", domain="usageLimits"),
        ErrorAnswer(403, "sharingRateLimitExceeded", "Rate limit exceeded for sharing."),
        ErrorAnswer(403, "RATE_LIMIT_EXCEEDED", "Quota exceeded for quota metric 'Queries'."),
        ErrorAnswer(403, "dailyLimitExceeded", "Daily Limit Exceeded", domain="usageLimits"),
        ErrorAnswer(403, "dailyLimitExceededUnreg", "Daily Limit for Unauthenticated Use Exceeded."),
        ErrorAnswer(403, "quotaExceeded", "The quota has been exceeded.", domain="usageLimits"),
        ErrorAnswer(
            403, "downloadQuotaExceeded", "The download quota for this file has been exceeded.", domain="usageLimits"
        ),
        ErrorAnswer(403, "insufficientFilePermissions", "The user does not have sufficient permissions for this file."),
        ErrorAnswer(403, "insufficientPermissions", "Insufficient Permission: Request had insufficient scopes."),
        ErrorAnswer(403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "Request had insufficient authentication scopes."),
        ErrorAnswer(403, "forbidden", "Forbidden"),
        ErrorAnswer(403, "domainPolicy", "The domain administrators have disabled Drive apps."),
        ErrorAnswer(403, "teamDriveMembershipRequired", "The attempted action requires shared drive membership."),
        ErrorAnswer(403, "accessNotConfigured", "Access Not Configured.", domain="usageLimits"),
        ErrorAnswer(403, "SERVICE_DISABLED", "The API is disabled for this project."),
        ErrorAnswer(403, "appNotAuthorizedToFile", "The user has not granted the app read access to the file."),
        ErrorAnswer(403, "cannotDownloadFile", "This file cannot be downloaded by the user."),
        ErrorAnswer(403, "cannotExportFile", "This file cannot be exported by the user."),
        ErrorAnswer(403, "fileNotExportable", "Export only supports Docs Editors files."),
        ErrorAnswer(
            403,
            "cannotDownloadAbusiveFile",
            "This file has been identified as malware or spam and cannot be downloaded.",
        ),
        ErrorAnswer(403, "abuse", "This file has been identified as malware or spam and cannot be downloaded"),
        ErrorAnswer(403, "exportSizeLimitExceeded", "This file is too large to be exported."),
        ErrorAnswer(
            403,
            "fileNotDownloadable",
            "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
            location="alt",
        ),
        ErrorAnswer(404, "notFound", "File not found: .", location="fileId"),
        ErrorAnswer(404, "teamDriveNotFound", "Shared drive not found.", location="driveId"),
        ErrorAnswer(410, "deleted", "The file was deleted."),
        ErrorAnswer(500, "backendError", "Backend Error"),
        ErrorAnswer(500, "internalError", "Internal Error"),
        ErrorAnswer(503, "transientError", "Transient failure."),
    )
} | {
    "tooManyRequests": ErrorAnswer(429, "rateLimitExceeded", "Rate Limit Exceeded", domain="usageLimits"),
    "serviceUnavailable": ErrorAnswer(503, "backendError", "The service is currently unavailable."),
}
"""Every answer that may be ordered (local/drive/faults.py): by its reason, or by another name where two share one."""
