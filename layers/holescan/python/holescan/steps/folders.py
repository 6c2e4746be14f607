"""Asks Drive for the folder of a scan, and says in the caller's words what is wrong with it."""

from dataclasses import dataclass

from holescan.domain.errors import FileUnreadable, RequestRejected, TokenRefused
from holescan.domain.files import FolderRef
from holescan.domain.ids import FileId
from holescan.domain.reasons import ErrorCode, Reason
from holescan.ports import Drive


@dataclass(frozen=True, slots=True)
class Folders:
    """One look at a folder with a caller's token, which also shows whether Google accepts the token."""

    drive: Drive

    def find(self, token: str, folder_id: FileId) -> FolderRef:
        """The folder.

        Raises:
            RequestRejected: TOKEN_REFUSED, FOLDER_NOT_FOUND, FOLDER_FORBIDDEN, or BAD_LINK when it is no folder.
        """
        try:
            with self.drive.open(token) as source:
                return source.folder(folder_id)
        except TokenRefused as refused:
            raise RequestRejected(
                ErrorCode.TOKEN_REFUSED,
                "Google did not accept the sign-in. Sign in again and start once more.",
                hint="token",
            ) from refused
        except FileUnreadable as unreadable:
            raise _bad_folder(unreadable.reason) from unreadable


def _bad_folder(reason: Reason) -> RequestRejected:
    match reason:
        case Reason.NOT_FOUND:
            return RequestRejected(
                ErrorCode.FOLDER_NOT_FOUND,
                "Drive knows no such folder for this account. Check the link, or ask its owner to share it with you.",
                hint="drive_link",
            )
        case Reason.UNSUPPORTED:
            return RequestRejected(
                ErrorCode.BAD_LINK,
                "The link leads to a file, not to a folder. Send the link of the folder that holds it.",
                hint="drive_link",
            )
        case _:
            return RequestRejected(
                ErrorCode.FOLDER_FORBIDDEN,
                "You may not open this folder. Ask its owner to share it with the account you signed in with.",
                hint="drive_link",
            )
