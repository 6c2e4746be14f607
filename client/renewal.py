"""Gives a followed scan the caller's newest Google token: sent when it changes, and again where no answer came."""

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex

from client.connection import Wire
from holescan.protocol.client import RefreshToken
from holescan.protocol.server import Resumed, ServerMessage


@dataclass(slots=True)
class Renewal:
    """The tokens of one scan.

    Attributes:
        token: the caller's token as it is now, "" for none.
        known: the token that the server has.
        as_server: none is brought, for the server signs in itself.
    """

    token: Callable[[], str] = str
    known: str = ""
    as_server: bool = False
    _offered: str = ""
    _request_id: str = ""

    def begin(self) -> None:
        """A connection stands: what was offered on an earlier one may have been lost with it."""
        self._offered = ""

    def tend(self, wire: Wire, session_id: str) -> None:
        """Offer a token that is new; one that Google refuses is not offered again."""
        token = self.token()
        if token in {"", self.known, self._offered}:
            return
        self._offered, self._request_id = token, token_hex(8)
        wire.send(RefreshToken(session_id=session_id, token=token, request_id=self._request_id))

    def advice(self, session_id: str) -> str:
        """What brings a scan that waits for a sign-in another one."""
        if self.as_server:
            return f"Then: holescan refresh {session_id} --as-server"
        return f"Rewrite the token file, or: holescan refresh {session_id} --token-file FILE"

    def take(self, message: ServerMessage) -> None:
        """Learn from RESUMED that the token has arrived."""
        if isinstance(message, Resumed) and message.request_id == self._request_id:
            self.known = self._offered
