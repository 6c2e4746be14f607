"""Which of a folder's files a scan is about, by name, ending and date. What is filtered out is not listed at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatch

from holescan.domain.files import FileRef

_GOOGLE = "application/vnd.google-apps"
_ENDINGS_OF_GOOGLE = {
    f"{_GOOGLE}.document": (".gdoc", ".docx"),
    f"{_GOOGLE}.spreadsheet": (".gsheet", ".xlsx"),
    f"{_GOOGLE}.presentation": (".gslides", ".pptx"),
    f"{_GOOGLE}.drawing": (".gdraw", ".pdf"),
}
"""Google's own documents have no ending in their names: they go by Drive's and by that of the form they are read in."""


def instant_of(text: str) -> datetime:
    """The instant that an ISO 8601 date or instant means; without an offset it is UTC, and a date is its midnight.

    Raises:
        ValueError: it is neither.
    """
    found = datetime.fromisoformat(text)
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError as beyond:
        raise ValueError(f"{text} is no year of this calendar") from beyond


@dataclass(frozen=True, slots=True)
class Selection:
    """The user's filters; an empty one lets everything through.

    Attributes:
        types: file endings without a dot, any case: "pdf".
        name_pattern: a shell pattern over the file's name, any case: "ISO-*".
        modified_since: Drive is asked for files changed then or later; a shortcut always goes through, for Drive does
            not say when its target changed. None: of any age.
    """

    types: tuple[str, ...] = ()
    name_pattern: str = ""
    modified_since: datetime | None = None

    def of(self, files: Iterable[FileRef]) -> tuple[FileRef, ...]:
        """Those files that pass by name and ending, in order; their age was Drive's to look at."""
        return tuple(file for file in files if self._wants(file))

    def _wants(self, file: FileRef) -> bool:
        name = file.name.casefold()
        return self._wants_type(name, file.mime_type) and fnmatch(name, self.name_pattern.casefold() or "*")

    def _wants_type(self, name: str, mime_type: str) -> bool:
        endings = tuple(f".{ending.casefold().lstrip('.')}" for ending in self.types)
        own = _ENDINGS_OF_GOOGLE.get(mime_type, ())
        return not endings or name.endswith(endings) or any(ending in endings for ending in own)
