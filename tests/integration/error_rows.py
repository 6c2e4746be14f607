"""What a file comes to for every row of the table of Drive's errors, said a second time and in the user's terms."""

from holescan.adapters.drive.errors import BY_REASON, BY_STATUS
from holescan.domain.reasons import Reason

REFUSED = {
    "downloadQuotaExceeded": Reason.DRIVE_QUOTA,
    "quotaExceeded": Reason.DRIVE_QUOTA,
    "notFound": Reason.NOT_FOUND,
    "teamDriveNotFound": Reason.NOT_FOUND,
    "deleted": Reason.NOT_FOUND,
    "insufficientFilePermissions": Reason.FORBIDDEN,
    "teamDriveMembershipRequired": Reason.FORBIDDEN,
    "cannotDownloadFile": Reason.FORBIDDEN,
    "cannotExportFile": Reason.FORBIDDEN,
    "appNotAuthorizedToFile": Reason.FORBIDDEN,
    "domainPolicy": Reason.FORBIDDEN,
    "forbidden": Reason.FORBIDDEN,
    "cannotDownloadAbusiveFile": Reason.ABUSIVE,
    "abuse": Reason.ABUSIVE,
    "exportSizeLimitExceeded": Reason.EXPORT_TOO_LARGE,
    "fileNotDownloadable": Reason.UNSUPPORTED,
    "fileNotExportable": Reason.UNSUPPORTED,
    "invalid": Reason.DRIVE_ERROR,
}
"""The file is not examined, and this is why."""

EXPORTED = frozenset({"cannotExportFile", "exportSizeLimitExceeded", "fileNotExportable"})
"""Rows that only Google's own documents meet."""

UNLISTED = {"insufficientFilePermissions": Reason.FORBIDDEN, "incompleteSearch": Reason.INCOMPLETE_LISTING}
"""A folder that answers so is a row of its own."""

THROTTLED = frozenset(
    {"rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded", "RATE_LIMIT_EXCEEDED", "tooManyRequests"}
)
"""Waited for, without a receive of SQS being used up."""

TRIED_AGAIN = frozenset(
    {
        "backendError",
        "internalError",
        "transientError",
        "serviceUnavailable",
        "accessNotConfigured",
        "SERVICE_DISABLED",
    }
)
"""Nobody's fault: read at the next attempt."""

PAUSED = {
    "authError": "AUTH_EXPIRED",
    "ACCESS_TOKEN_EXPIRED": "AUTH_EXPIRED",
    "insufficientPermissions": "AUTH_EXPIRED",
    "dailyLimitExceededUnreg": "AUTH_EXPIRED",
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": "AUTH_EXPIRED",
    "dailyLimitExceeded": "QUOTA",
}
"""The scan waits, for this reason."""

EXPECTED = {*REFUSED, *THROTTLED, *TRIED_AGAIN, *PAUSED}

STATUS_ROWS = {400: "invalid", 401: "authError", 404: "notFound", 410: "deleted"}
"""An answer of each status that has a row of its own."""


def rows_without_expectation() -> set[str | int]:
    """Rows of the table that nothing above speaks of."""
    return {*BY_REASON} - EXPECTED | {*BY_STATUS} - {*STATUS_ROWS}
