"""The deployment's own credential for Drive: a service account's key, or a user who said yes once, from a secret.

https://developers.google.com/identity/protocols/oauth2/service-account
https://developers.google.com/identity/protocols/oauth2/web-server#offline
"""

import json
import logging
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from google.auth.credentials import Credentials
from google.auth.exceptions import RefreshError
from google.oauth2 import credentials as oauth
from google.oauth2 import service_account

from holescan.domain.errors import DependencyFailed, TokenRefused
from holescan.settings import GOOGLE_API_URL

SCOPE = "https://www.googleapis.com/auth/drive.readonly"
GOOGLE_TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 -- an address

_log = logging.getLogger(__name__)

ReadSecret = Callable[[], str]


def token_url_of(drive_api_url: str) -> str:
    """Where tokens are asked for: at Google, or at the local Drive server. Never where a secret says."""
    return GOOGLE_TOKEN_URL if drive_api_url == GOOGLE_API_URL else f"{drive_api_url.rstrip('/')}/token"


def no_secret() -> str:
    """The secret of a deployment that has none.

    Raises:
        TokenRefused: always. A scan that was begun without a token before the credential was taken away waits for one.
    """
    raise TokenRefused("this deployment has no credential of its own")


class OwnCredential(Credentials):
    """What signs each request to Drive that came without a token; one for the process, and for all its threads.

    The secret is read again for every token, some minutes before the last one ends: a new version of it is taken within
    the hour, and after a refusal by the next request.

    Attributes:
        address: of the service account that the last token is of; "" before the first one, and where it is a person.
    """

    def __init__(self, read_secret: ReadSecret, token_url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._read_secret = read_secret
        self._token_url = token_url
        self._one_at_a_time = Lock()
        self.address = ""

    def before_request(self, request: Any, method: str, url: str, headers: Any) -> None:
        """Sign a request, with another token first where there is none that lives on; raises as `refresh` does."""
        with self._one_at_a_time:  # of the threads that come at once, the first fetches one for all
            if not self.valid:
                self._fetch(request)
        super().before_request(request, method, url, headers)  # type: ignore[no-untyped-call]

    def refresh(self, request: Any) -> None:
        """Have another token: Drive refused this one.

        Raises:
            TokenRefused: the secret is no credential, or Google takes it no more.
            DependencyFailed: the secret or Google did not answer.
        """
        with self._one_at_a_time:
            self._fetch(request)

    def _fetch(self, request: Any) -> None:
        minted = _credentials_in(self._read_secret(), self._token_url)
        try:
            minted.refresh(request)  # type: ignore[no-untyped-call]
        except RefreshError as error:
            raise _refusal(error) from error
        self.token, self.expiry = minted.token, minted.expiry
        self.address = minted.service_account_email if isinstance(minted, service_account.Credentials) else ""


def _credentials_in(secret: str, token_url: str) -> Credentials:
    try:
        return _made_of(json.loads(secret), token_url)
    except (ValueError, KeyError, TypeError, AttributeError):
        # Neither the error nor its cause is told: both may quote the secret.
        _log.error("the secret holds neither a service account's key nor an authorized user")
        raise TokenRefused("the deployment's secret is no credential") from None


def _made_of(told: Mapping[str, str], token_url: str) -> Credentials:
    """Only what is needed is taken from the secret: its `token_uri` and the like would say where the key is sent."""
    if told["type"] == "service_account":
        return _service_account(told, token_url)
    if told["type"] == "authorized_user":
        return _authorized_user(told, token_url)
    raise ValueError("another kind of credential")


def _service_account(told: Mapping[str, str], token_url: str) -> Credentials:
    key = {name: told[name] for name in ("type", "client_email", "private_key", "private_key_id")}
    made: Credentials = service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
        key | {"token_uri": token_url}, scopes=[SCOPE]
    )
    return made


def _authorized_user(told: Mapping[str, str], token_url: str) -> Credentials:
    return oauth.Credentials(  # type: ignore[no-untyped-call]
        token=None,
        refresh_token=told["refresh_token"],
        client_id=told["client_id"],
        client_secret=told["client_secret"],
        token_uri=token_url,
    )


def _refusal(error: RefreshError) -> DependencyFailed:
    """Google's own "no" has a body with the error's name; anything else may be a proxy's, and asking again may help."""
    if error.retryable or not _is_googles_no(error):
        return DependencyFailed("google", type(error).__name__)
    _log.error("Google refuses the deployment's own credential: %s", error.args[1]["error"])
    return TokenRefused("Google refuses the deployment's own credential")


def _is_googles_no(error: RefreshError) -> bool:
    match error.args:
        case [_, {"error": str()}]:
            return True
        case _:
            return False
