"""Who may ask: tokens that live as long as the world, and tokens that die, issued and revoked as Google's OAuth server does.

https://developers.google.com/identity/protocols/oauth2/web-server#offline
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from local.drive.errors import ON_DEMAND, DriveError, ErrorAnswer

HOUR_S = 3600.0
LOCAL_USER = "local"
_NO_TOKEN = ErrorAnswer(401, "required", "Login Required.", location="Authorization", location_type="header")


@dataclass(slots=True)
class _Life:
    """What is left of a user's token: until when, and for how many requests (None: any number)."""

    until_s: float
    requests: int | None
    user: str


@dataclass(slots=True)
class Tokens:
    """The tokens that are accepted now.

    Attributes:
        standing: LOCAL_USER's, accepted always; it is also the refresh token for which others are issued.
    """

    standing: str
    clock_s: Callable[[], float] = monotonic
    _issued: dict[str, _Life] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def issue(self, *, lives_s: float = HOUR_S, requests: int | None = None, user: str = LOCAL_USER) -> str:
        """A new token of this user; all see the same Drive."""
        token = f"ya29.{secrets.token_urlsafe(32)}"
        with self._lock:
            self._issued[token] = _Life(self.clock_s() + lives_s, requests, user)
        return token

    def revoke(self, token: str) -> None:
        """From now on it is refused."""
        with self._lock:
            self._issued.pop(token, None)

    def admit(self, request: Request) -> None:
        """Let a request pass that bears a living token.

        Raises:
            DriveError: 401.
        """
        if not self.accepts(_borne_by(request)):
            raise DriveError(ON_DEMAND["authError"])

    def user_of(self, request: Request) -> str:
        """Whose token a request bears that was let pass."""
        with self._lock:
            life = self._issued.get(_borne_by(request))
        return life.user if life else LOCAL_USER

    def accepts(self, token: str) -> bool:
        """May this request pass? It counts as one."""
        if hmac.compare_digest(token.encode(), self.standing.encode()):
            return True
        with self._lock:
            life = self._issued.get(token)
            if life is None or self.clock_s() >= life.until_s or life.requests == 0:
                return False
            if life.requests is not None:
                life.requests -= 1
            return True


@dataclass(frozen=True, slots=True)
class SignIn:
    """The two methods of Google's OAuth server."""

    tokens: Tokens

    async def token(self, request: Request) -> Response:
        """POST /token with the grant `refresh_token`. `lives_s` and `requests` say how long it lives, `user` whose it is."""
        sent = await _form(request)
        if sent.get("grant_type") != "refresh_token":
            return _refused("unsupported_grant_type")
        if not hmac.compare_digest(sent.get("refresh_token", "").encode(), self.tokens.standing.encode()):
            return _refused("invalid_grant")
        lives_s = float(sent.get("lives_s", HOUR_S))
        requests = int(sent["requests"]) if "requests" in sent else None
        token = self.tokens.issue(lives_s=lives_s, requests=requests, user=sent.get("user", LOCAL_USER))
        return JSONResponse({"access_token": token, "expires_in": int(lives_s), "token_type": "Bearer"})

    async def revoke(self, request: Request) -> Response:
        """POST /revoke."""
        self.tokens.revoke((await _form(request)).get("token", ""))
        return JSONResponse({})


def _borne_by(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise DriveError(_NO_TOKEN)
    return token


async def _form(request: Request) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs((await request.body()).decode()).items()}


def _refused(error: str) -> Response:
    return JSONResponse({"error": error}, status_code=400)
