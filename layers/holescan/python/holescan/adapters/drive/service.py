"""One connection to the Drive API: one credential, one host, time limits, no redirect, no retry."""

from http import HTTPStatus
from typing import Any

import httplib2
from google.auth.credentials import Credentials
from google.oauth2 import credentials as oauth
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build

TIMEOUT_S = 30
"""For connecting and for each read. Above Drive's slowest listings, well under a worker's time for one file."""


def bearing(token: str) -> Credentials:
    """A caller's token as google-auth wants it; nothing renews it."""
    return oauth.Credentials(token=token)  # type: ignore[no-untyped-call]  # google-auth types its constructors not at all


def drive_service(credentials: Credentials, api_url: str, *, renews: bool) -> Any:
    """The client library's `drive.v3` service, bound to `api_url` (scheme and host, no path).

    `renews`: these credentials get another token, once, where Drive refuses theirs.

    The library is generated at run time, so its type is Any; `close()` ends its connections.
    """
    return build(
        "drive",
        "v3",
        http=_authorized_http(credentials, renews=renews),
        client_options={"api_endpoint": f"{api_url.rstrip('/')}/drive/v3/"},
        static_discovery=True,
        cache_discovery=False,
    )


def _authorized_http(credentials: Credentials, *, renews: bool) -> AuthorizedHttp:
    http = httplib2.Http(timeout=TIMEOUT_S)
    http.follow_redirects = False  # the token is for this host only
    refused = (HTTPStatus.UNAUTHORIZED,) if renews else ()
    return AuthorizedHttp(credentials, http=http, refresh_status_codes=refused, max_refresh_attempts=1)
