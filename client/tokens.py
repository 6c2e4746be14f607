"""The Google token that a file holds, read again and again: something else may rewrite it while a scan runs."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TokenFile:
    """A token file; None for no file."""

    path: Path | None

    def token(self) -> str:
        """What it holds now; "" while it is being rewritten, and without a file."""
        if self.path is None:
            return ""
        try:
            return self.path.read_text().strip()
        except OSError:
            return ""
