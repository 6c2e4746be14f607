"""Why something was not examined, and why a request was refused: closed enums with the sentence the user reads."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a file, a folder or a part of a file was not read."""

    PASSWORD = "password"
    CORRUPT = "corrupt"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"
    NEEDS_OCR = "needs_ocr"
    EMPTY = "empty"
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    SERVER_NOT_FOUND = "server_not_found"
    SERVER_FORBIDDEN = "server_forbidden"
    ABUSIVE = "abusive"
    EXPORT_TOO_LARGE = "export_too_large"
    DRIVE_QUOTA = "drive_quota"
    DRIVE_ERROR = "drive_error"
    AUTH_EXPIRED = "auth_expired"
    SERVER_SIGN_IN = "server_sign_in"
    INCOMPLETE_LISTING = "incomplete_listing"
    CANCELLED = "cancelled"
    LOST = "lost"
    GAVE_UP = "gave_up"

    @property
    def message(self) -> str:
        """What happened and what the user can do about it."""
        return _REASON_MESSAGES[self]

    @property
    def is_provisional(self) -> bool:
        """True where nobody tried to the end, so a real outcome of the same epoch still replaces it."""
        return self in _PROVISIONAL

    @property
    def is_final(self) -> bool:
        """True where a retry, which has the options of its scan, can only end the same: what mends it takes a new scan."""
        return self in _FINAL


_PROVISIONAL = frozenset({Reason.LOST, Reason.GAVE_UP, Reason.CANCELLED})
_FINAL = frozenset(
    {Reason.UNSUPPORTED, Reason.TOO_LARGE, Reason.ABUSIVE, Reason.EXPORT_TOO_LARGE, Reason.INCOMPLETE_LISTING}
)

_REASON_MESSAGES: dict[Reason, str] = {
    Reason.PASSWORD: "The file is protected by a password. Save it in its place without the password and retry it.",
    Reason.CORRUPT: "The file is damaged and could not be opened. Open it in its own program, save it again and retry it.",
    Reason.UNSUPPORTED: "This kind of file cannot be read yet. Export it as PDF, Excel, Word or text and scan the folder again.",
    Reason.TOO_LARGE: "The file is larger than this scan or this server reads. Split it and scan the folder again, or scan with a higher limit.",
    Reason.TIMED_OUT: "Reading the file took longer than the limit. Retry it; if it stays so, split it into smaller files and scan those.",
    Reason.CRASHED: "The file made the reader stop. Save it again from its own program and retry it.",
    Reason.NEEDS_OCR: "The page is a picture without text, and text recognition did not read it: it was off, its pages for this scan were used up, or it made nothing of it. Check it by eye, or start a new scan with it on and more pages.",
    Reason.EMPTY: "The file has no content: 0 bytes. Upload it again in its place and retry it.",
    Reason.NOT_FOUND: "Drive no longer has this item. It was deleted or moved out of your reach; restore it and retry it.",
    Reason.FORBIDDEN: "You may not read this item. Ask its owner to share it with you and retry it.",
    Reason.SERVER_NOT_FOUND: "This server's own account does not find this item in Drive. Restore it if it was deleted; else ask its owner to share it with that account, whose address you have from whoever runs this server. Then retry it.",
    Reason.SERVER_FORBIDDEN: "This server's own account may not read this item. Ask its owner to share it with that account, whose address you have from whoever runs this server, and retry it.",
    Reason.ABUSIVE: "Drive marked the file as malware or spam and does not hand it out. Only its owner can download it.",
    Reason.EXPORT_TOO_LARGE: "Google exports at most 10 MB of this document. Download it from Drive, upload the result and scan that.",
    Reason.DRIVE_QUOTA: "The download quota of this file or project is used up. Retry it tomorrow.",
    Reason.DRIVE_ERROR: "Drive refused the request for this item as wrong. Retry it; if it stays so, tell whoever runs this server.",
    Reason.AUTH_EXPIRED: "The sign-in to Google ended before the file was read. Sign in again and retry it.",
    Reason.SERVER_SIGN_IN: "Google refused this server's own sign-in before the file was read. Tell whoever runs this server, and retry it when that is mended.",
    Reason.INCOMPLETE_LISTING: "Drive could not list this folder completely, so files may be missing. Scan the folder again.",
    Reason.CANCELLED: "The scan was cancelled before the file was read. Retry it to read it.",
    Reason.LOST: "The file was handed out but no answer came back. Retry it.",
    Reason.GAVE_UP: "Reading the file failed several times for reasons outside the file. Retry it.",
}


class ErrorCode(StrEnum):
    """What an ERROR message says to a program."""

    MALFORMED_JSON = "malformed_json"
    UNKNOWN_ACTION = "unknown_action"
    INVALID_FIELD = "invalid_field"
    NO_CODES = "no_codes"
    TOO_MANY_CODES = "too_many_codes"
    BAD_SHEET = "bad_sheet"
    BAD_LINK = "bad_link"
    FOLDER_NOT_FOUND = "folder_not_found"
    FOLDER_FORBIDDEN = "folder_forbidden"
    TOKEN_REFUSED = "token_refused"
    NOT_AVAILABLE = "not_available"
    UNKNOWN_SESSION = "unknown_session"
    NOT_YOURS = "not_yours"
    WRONG_STATE = "wrong_state"
    INTERNAL = "internal"
