"""`--events`: every server message as it was received, one a line."""

from pathlib import Path
from typing import TextIO


class EventLog:
    """Appends to a file as messages come, so that a run that is cut short leaves what it saw."""

    def __init__(self, path: Path | None) -> None:
        self._file: TextIO | None = path.open("w", encoding="utf-8") if path else None

    def write(self, message: str) -> None:
        """Keep one message. JSON as the server writes it has no line ends."""
        if self._file:
            self._file.write(message.replace("\n", " ") + "\n")
            self._file.flush()

    def close(self) -> None:
        """No more messages."""
        if self._file:
            self._file.close()
