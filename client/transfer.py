"""HTTP to presigned links: sheets up, reports and snapshots down."""

import gzip
import json
import shutil
from collections.abc import Iterator, Mapping
from http.client import HTTPResponse
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from pydantic import TypeAdapter

from client.errors import TransferFailed
from holescan.protocol.rows import Row

TIMEOUT_S = 120.0
_ROWS: TypeAdapter[Row] = TypeAdapter(Row)


def put(url: str, headers: Mapping[str, str], content: bytes) -> None:
    """Send `content` with exactly the headers that were signed.

    Raises:
        TransferFailed: it was not taken.
    """
    with _open(Request(_web(url), data=content, headers=dict(headers), method="PUT")):  # noqa: S310  # _web checked it
        pass


def download(url: str, target: Path) -> None:
    """Fetch into `target`, which is replaced only once all of it has come.

    Raises:
        TransferFailed: it did not come, or cannot be written.
    """
    draft = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _open(Request(_web(url))) as response, draft.open("wb") as file:  # noqa: S310  # _web checked it
            shutil.copyfileobj(response, file)
        draft.replace(target)
    except OSError as error:
        raise TransferFailed(f"The report could not be written to {target}: {error}") from error


def snapshot_rows(url: str) -> Iterator[Row]:
    """The rows behind a `snapshot_url`.

    Raises:
        TransferFailed: they did not come.
    """
    with _open(Request(_web(url))) as response, gzip.open(response, "rt", encoding="utf-8") as lines:  # noqa: S310
        for line in lines:
            yield _ROWS.validate_python(json.loads(line), extra="ignore")


def _open(request: Request) -> HTTPResponse:
    try:
        response: HTTPResponse = urlopen(request, timeout=TIMEOUT_S)  # noqa: S310  # the scheme is checked by _web
    except URLError as error:
        raise TransferFailed(f"{request.get_method()} to the server's storage failed: {error.reason}") from error
    return response


def _web(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise TransferFailed("The server sent a link that is no web address.")
    return url
