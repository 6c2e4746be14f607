"""Why something was not read, in the words of the dashboard: the wire's names are for programs."""

from holescan.domain.reasons import Reason

REASON_WORDS = {
    Reason.PASSWORD: "Protected by a password",
    Reason.CORRUPT: "Damaged",
    Reason.UNSUPPORTED: "Unknown kind of file",
    Reason.TOO_LARGE: "Too large",
    Reason.TIMED_OUT: "Took too long",
    Reason.CRASHED: "Stopped the reader",
    Reason.NEEDS_OCR: "Pictures without text",
    Reason.EMPTY: "Empty",
    Reason.NOT_FOUND: "Gone from Drive",
    Reason.FORBIDDEN: "Not shared with you",
    Reason.SERVER_NOT_FOUND: "Not found by the server’s account",
    Reason.SERVER_FORBIDDEN: "Not shared with the server’s account",
    Reason.ABUSIVE: "Blocked by Google",
    Reason.EXPORT_TOO_LARGE: "Too large to export",
    Reason.DRIVE_QUOTA: "Download quota used up",
    Reason.DRIVE_ERROR: "Drive refused the request",
    Reason.AUTH_EXPIRED: "Sign-in ended",
    Reason.SERVER_SIGN_IN: "Server’s sign-in refused",
    Reason.INCOMPLETE_LISTING: "Folder not listed completely",
    Reason.CANCELLED: "Cancelled before it was read",
    Reason.LOST: "No answer came back",
    Reason.GAVE_UP: "Failed several times",
}
"""frontend/src/results/notexamined/reasonNames.ts says the same; a test holds the two together."""
