"""With what a scan reads Drive, and whose quota it uses up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256

from holescan.domain.errors import FileUnreadable, OwnSignInRefused, TokenRefused
from holescan.domain.ids import UNKNOWN_ACCOUNT, AccountId
from holescan.domain.reasons import Reason

_OF_THE_SERVER = {Reason.NOT_FOUND: Reason.SERVER_NOT_FOUND, Reason.FORBIDDEN: Reason.SERVER_FORBIDDEN}
"""What is shared with a user may not be shared with the deployment, and what helps is another thing."""


@dataclass(frozen=True, slots=True)
class Access:
    """What opens Drive.

    Attributes:
        token: a caller's; "": the deployment's own credential.
        account: of whom the token is, as far as Google told.
    """

    token: str = field(repr=False)
    account: AccountId = UNKNOWN_ACCOUNT

    @property
    def user(self) -> str:
        """A name for whose quota it is, from which no token can be had: one for all tokens of an account that is known."""
        return self.account or sha256(self.token.encode()).hexdigest()[:16]

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Within, what Drive refuses to the deployment's own credential is told apart from what it refuses to a caller's token.

        Raises:
            OwnSignInRefused: in the place of a TokenRefused.
            FileUnreadable: SERVER_NOT_FOUND and SERVER_FORBIDDEN in the place of NOT_FOUND and FORBIDDEN.
        """
        try:
            yield
        except TokenRefused as refused:
            if self.token:
                raise
            raise OwnSignInRefused(refused.detail) from refused
        except FileUnreadable as unreadable:
            if self.token or unreadable.reason not in _OF_THE_SERVER:
                raise
            raise FileUnreadable(_OF_THE_SERVER[unreadable.reason], unreadable.detail) from unreadable
