"""Brings the user's codes to the server: inside `start_scan` where they fit, by upload where they do not."""

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

from client.errors import CommandFailed, WrongUsage
from client.transfer import put
from holescan.protocol.client import MAX_INLINE_BYTES, MAX_UPLOAD_BYTES, RequestUpload, StartScan
from holescan.protocol.server import ServerMessage, UploadReady

Ask = Callable[[RequestUpload], ServerMessage]


def read_sheet(path: Path | None) -> bytes:
    """The bytes of the sheet; b"" when none was named.

    Raises:
        WrongUsage: it cannot be read, is empty or too large.
    """
    if path is None:
        return b""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WrongUsage(f"The sheet of codes cannot be read: {error}") from error
    if not 0 < len(content) <= MAX_UPLOAD_BYTES:
        raise WrongUsage(f"{path} has {len(content):,} bytes; a sheet of codes has between 1 and {MAX_UPLOAD_BYTES:,}.")
    return content


def with_sheet(start: StartScan, sheet: Path | None, ask: Ask) -> StartScan:
    """`start` with the sheet in it, or with the id under which the sheet was uploaded.

    Raises:
        WrongUsage: the codes typed one by one are too many for a message.
    """
    content = read_sheet(sheet)
    if _bytes_of(start) > MAX_INLINE_BYTES:
        raise WrongUsage("These are too many codes to type one by one. Put them in a sheet and name it with --codes.")
    if not content or sheet is None:
        return start
    if 4 * len(content) // 3 < MAX_INLINE_BYTES:
        inline = start.model_copy(update={"file_content": b64encode(content).decode()})
        if _bytes_of(inline) <= MAX_INLINE_BYTES:
            return inline
    return start.model_copy(update={"upload_id": _upload(sheet.name, content, ask)})


def _upload(name: str, content: bytes, ask: Ask) -> str:
    match ask(RequestUpload(file_name=name[-255:], size_bytes=len(content), request_id=token_hex(8))):
        case UploadReady() as ready:
            put(ready.upload_url, ready.headers, content)
            return ready.upload_id
        case other:
            raise CommandFailed(f"The server answered {type(other).__name__} to an upload.")


def _bytes_of(start: StartScan) -> int:
    return len(start.model_dump_json().encode())
