"""Asks Drive for the folder of a scan, and says in the caller's words what is wrong with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from holescan.domain.access import Access
from holescan.domain.drive_links import Place
from holescan.domain.errors import DependencyFailed, FileUnreadable, QuotaSpent, RequestRejected, TokenRefused
from holescan.domain.files import FileRef, FolderRef
from holescan.domain.ids import UNKNOWN_ACCOUNT, AccountId
from holescan.domain.reasons import ErrorCode, Reason
from holescan.ports import AddressedDrive, FileSource


@dataclass(frozen=True, slots=True)
class Entered:
    """A place that was found.

    Attributes:
        access: that it was found with, and that a scan of it reads Drive with.
    """

    root: FolderRef | FileRef
    access: Access


@dataclass(frozen=True, slots=True)
class Folders:
    """One look at a folder or file with a caller's token, which also shows whether Google accepts the token."""

    drive: AddressedDrive

    def enter(self, token: str, place: Place) -> Entered:
        """What the place is, and whose the token is.

        Raises:
            RequestRejected: TOKEN_REFUSED, FOLDER_NOT_FOUND, FOLDER_FORBIDDEN, or NOT_AVAILABLE when Drive gives nothing
                more today.
        """
        with self.opened(token) as source:
            return Entered(source.find(place), Access(token, _account(source) if token else UNKNOWN_ACCOUNT))

    @contextmanager
    def opened(self, token: str) -> Iterator[FileSource]:
        """Drive, for as long as the block; raises as `enter` does, for whatever the block asks of Drive."""
        try:
            with self.drive.open(Access(token)) as source:
                yield source
        except TokenRefused as refused:
            raise RequestRejected(
                ErrorCode.TOKEN_REFUSED,
                _SIGN_IN_AGAIN if token else _TELL_THE_OPERATOR,
                hint="token",
            ) from refused
        except QuotaSpent as spent:
            raise RequestRejected(
                ErrorCode.NOT_AVAILABLE,
                "Drive's quota of this deployment is used up for today. Ask again tomorrow; it is back at 08:15 UTC.",
            ) from spent
        except FileUnreadable as unreadable:
            ours = "" if token else _share_it_with_us(self.drive.own_address())
            raise _bad_folder(unreadable.reason, ours) from unreadable


def _account(source: FileSource) -> AccountId:
    """No scan fails for the want of it: its quota is then kept for this token alone."""
    try:
        return source.account()
    except (DependencyFailed, FileUnreadable):
        return UNKNOWN_ACCOUNT


_SIGN_IN_AGAIN = "Google did not accept the sign-in. Sign in again and start once more."
_TELL_THE_OPERATOR = (
    "Google did not accept this server's own sign-in. Tell whoever runs this server, or sign in to Google yourself."
)


def _share_it_with_us(address: str) -> str:
    account = address or "that account; whoever runs this server knows its address"
    return f"This server's own account cannot open that folder. Check the link, and ask its owner to share it with {account}."


def _bad_folder(reason: Reason, ours: str) -> RequestRejected:
    """`ours`: what to say where the deployment's own account did not find it, or may not open it; "" where a caller's did not."""
    match reason:
        case Reason.NOT_FOUND:
            return RequestRejected(
                ErrorCode.FOLDER_NOT_FOUND,
                ours
                or "Drive knows no such folder for this account. Check the link, or ask its owner to share it with you.",
                hint="drive_link",
            )
        case Reason.DRIVE_ERROR:
            return RequestRejected(
                ErrorCode.INVALID_FIELD,
                "Drive does not know this place in the folder any more. Open the folder from its beginning.",
                hint="cursor",
            )
        case _:
            return RequestRejected(
                ErrorCode.FOLDER_FORBIDDEN,
                ours or "You may not open this folder. Ask its owner to share it with the account you signed in with.",
                hint="drive_link",
            )
