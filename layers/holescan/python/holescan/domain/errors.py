"""The error tree: the class says who reacts.

HolescanError
├── RequestRejected    the caller's fault: answered by ERROR with code, message and hint, never retried
│   └── one subclass is enough: its `code` tells the cases apart
├── FileUnreadable     the file's fault: becomes its outcome, never retried
└── DependencyFailed   nobody's fault: SQS redelivers, and in the end the dead-letter consumer answers
    ├── Throttled      a vendor asked us to slow down
    │   └── TurnTooLate    or we slow down ourselves, and this worker's time is up before its turn comes
    ├── Unfinished     pages are left to recognise; the next attempt goes on from there
    ├── TokenRefused   Google no longer accepts the caller's token: the scan pauses
    ├── QuotaSpent     Drive gives this project nothing more today: the scan pauses
    └── StoreConflict  somebody else wrote first; what was read is stale
"""

from holescan.domain.reasons import ErrorCode, Reason


class HolescanError(Exception):
    """Base of every error this project raises on purpose."""


class RequestRejected(HolescanError):
    """The caller asked for something that cannot be done, and is told what to change.

    Attributes:
        code: for a program.
        message: for a person, says what to do.
        hint: a detail that helps to mend it: the field, the limit, an example. May be empty.
    """

    def __init__(self, code: ErrorCode, message: str, *, hint: str = "") -> None:
        super().__init__(code, message, hint)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class ForeignCursor(RequestRejected):
    """A cursor that this server never gave."""

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.INVALID_FIELD,
            "This cursor is none of ours. Ask again without a cursor to begin with the first page.",
            hint="cursor",
        )


class ColumnWithoutSheet(RequestRejected):
    """A column of a code sheet was chosen, and no sheet holds one: whoever chose it believes that it was read."""

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.INVALID_FIELD,
            "A column was chosen, and there is no code sheet with a column. Send the sheet too, or choose no column.",
            hint="code_column",
        )


class FileUnreadable(HolescanError):
    """A file or folder that will not be read however often it is tried.

    Attributes:
        reason: what the user is told.
        detail: for the log only; never file text.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}" if self.detail else str(self.reason)


class DependencyFailed(HolescanError):
    """A service did not answer as it should; the same work may be done again later.

    Attributes:
        service: who failed: "drive", "dynamodb", "s3", "sqs", "apigateway", "kms", "textract".
        detail: for the log.
    """

    def __init__(self, service: str, detail: str = "") -> None:
        super().__init__(service, detail)
        self.service = service
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.service}: {self.detail}"


class Throttled(DependencyFailed):
    """The service asked for fewer requests; waiting helps."""


class TurnTooLate(Throttled):
    """Drive's quota has room for this only when there is no time left to use it; another worker may have the time."""


class Unfinished(DependencyFailed):
    """A file's pages are not all recognised; those that are, are kept, and the next attempt goes on from there.

    Attributes:
        is_further: this attempt recognised a page.
    """

    def __init__(self, detail: str, *, is_further: bool) -> None:
        super().__init__("textract", detail)
        self.is_further = is_further


class TokenRefused(DependencyFailed):
    """Google did not accept the token: expired, revoked, or never valid."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("drive", detail)


class OwnSignInRefused(TokenRefused):
    """It was the deployment's own credential: whoever runs it can mend that, and no user."""


class QuotaSpent(DependencyFailed):
    """Drive's quota of the day is used up for everything, not for one file."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("drive", detail)


class StoreConflict(DependencyFailed):
    """A conditional write lost against another writer; read again and decide again."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("dynamodb", detail)
