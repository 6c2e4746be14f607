"""Tokens from the local world's OAuth server, for tests that need one to die."""

import json
import urllib.request
from typing import Any
from urllib.parse import urlencode


def new_token(drive_url: str, standing: str, **asked: float | str) -> str:
    """A token of `user` that lives for `lives_s` seconds and for `requests` requests; an hour and any number when left out."""
    answer = _post(f"{drive_url}/token", grant_type="refresh_token", refresh_token=standing, **asked)
    return str(answer["access_token"])


def revoke(drive_url: str, token: str) -> None:
    """Let the token die now."""
    _post(f"{drive_url}/revoke", token=token)


def _post(url: str, **form: Any) -> Any:
    with urllib.request.urlopen(url, data=urlencode(form).encode()) as answer:  # noqa: S310 - http, to ourselves
        return json.load(answer)
