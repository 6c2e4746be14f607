"""One connection to the Drive API: one token, one host, time limits, no refresh, no redirect, no retry."""

from typing import Any

import httplib2
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build

TIMEOUT_S = 30
"""For connecting and for each read. Above Drive's slowest listings, well under a worker's time for one file."""


def drive_service(token: str, api_url: str) -> Any:
    """The client library's `drive.v3` service, bound to `api_url` (scheme and host, no path).

    The library is generated at run time, so its type is Any; `close()` ends its connections.
    """
    return build(
        "drive",
        "v3",
        http=_authorized_http(token),
        client_options={"api_endpoint": f"{api_url.rstrip('/')}/drive/v3/"},
        static_discovery=True,
        cache_discovery=False,
    )


def _authorized_http(token: str) -> AuthorizedHttp:
    http = httplib2.Http(timeout=TIMEOUT_S)
    http.follow_redirects = False  # the token is for this host only
    credentials = Credentials(token=token)  # type: ignore[no-untyped-call]  # google-auth types its constructors not at all
    return AuthorizedHttp(credentials, http=http, refresh_status_codes=(), max_refresh_attempts=0)
