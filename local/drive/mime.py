"""The type Drive gives a file by its name, and the names that stand for what only Drive has."""

import mimetypes
from collections.abc import Mapping

FOLDER = "application/vnd.google-apps.folder"
SHORTCUT = "application/vnd.google-apps.shortcut"
_OFFICE = "application/vnd.openxmlformats-officedocument"

NATIVE: Mapping[str, str] = {
    ".gdoc": "application/vnd.google-apps.document",
    ".gsheet": "application/vnd.google-apps.spreadsheet",
    ".gslides": "application/vnd.google-apps.presentation",
}
"""A file of this ending is shown as Google's own document; its bytes are what export answers."""

EXPORTED_AS: Mapping[str, str] = {
    NATIVE[".gdoc"]: f"{_OFFICE}.wordprocessingml.document",
    NATIVE[".gsheet"]: f"{_OFFICE}.spreadsheetml.sheet",
    NATIVE[".gslides"]: f"{_OFFICE}.presentationml.presentation",
}

SHORTCUT_SUFFIX = ".gshortcut"
"""A file of this ending is a shortcut; it holds the id of its target."""

DRIVE_SUFFIX = ".gshareddrive"
"""A directory of this ending in the served folder is no folder of it but a shared drive."""

# Written out where the machine's own table may differ or be silent: an id and a type are the same everywhere.
_BY_SUFFIX: Mapping[str, str] = {
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".dwg": "image/vnd.dwg",
    ".dxf": "image/vnd.dxf",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def mime_type_of(suffix: str) -> str:
    """Type of a plain file by its ending, lower case with the dot."""
    if suffix == SHORTCUT_SUFFIX:
        return SHORTCUT
    known = NATIVE.get(suffix) or _BY_SUFFIX.get(suffix)
    return known or mimetypes.types_map.get(suffix, "application/octet-stream")
