"""Files that hold files, made on the spot."""

import io
import zipfile

from holescan.domain.text import ExtractedText, Unread


def zipped(members: dict[str, bytes] | list[tuple[str, bytes]], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file; a list may name a member twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items() if isinstance(members, dict) else members:
            # Not the name itself: zipfile would make it a clean path of this system.
            info = zipfile.ZipInfo("clean")
            info.filename, info.compress_type = name, method
            archive.writestr(info, content)
    return buffer.getvalue()


def told(text: ExtractedText) -> dict[str, str]:
    """What was read, by its place."""
    return {part.place: part.text.strip() for part in text.parts}


def gaps(text: ExtractedText) -> set[Unread]:
    """What was not read."""
    return set(text.unread)
