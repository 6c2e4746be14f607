"""With what a scan reads Drive, and whose quota it uses up."""

from dataclasses import dataclass, field
from hashlib import sha256

from holescan.domain.ids import UNKNOWN_ACCOUNT, AccountId


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
