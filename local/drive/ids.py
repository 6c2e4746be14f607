"""Drive-like ids of what lies on disk: the same path has the same id in every run."""

import base64
import hashlib
from pathlib import Path

ID_LENGTH = 33

ROOT_ALIAS = "root"
"""Stands for the served folder's id, as it stands for My Drive's with Google."""


def item_id(relative_path: bytes) -> str:
    """Id of a file or folder, from its path below the served folder as the file system spells it."""
    digest = hashlib.sha256(relative_path).digest()
    return "1" + base64.urlsafe_b64encode(digest).decode()[: ID_LENGTH - 1]


def permission_id(user: str) -> str:
    """Of a user in the permissions of files: twenty digits, as Google's are."""
    return f"{int.from_bytes(hashlib.sha256(user.encode()).digest()[:8], 'big'):020}"


def root_id(folder: Path) -> str:
    """Id of the served folder itself. Of its name alone, so that a copied folder keeps its link."""
    return item_id(b"/" + folder.resolve().name.encode(errors="surrogateescape"))
