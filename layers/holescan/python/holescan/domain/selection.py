"""Which of the listed files a scan is about, by name and ending."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch

from holescan.domain.files import FileRef


@dataclass(frozen=True, slots=True)
class Selection:
    """The user's filters; an empty one lets everything through.

    Attributes:
        types: file endings without a dot, any case: "pdf".
        name_pattern: a shell pattern over the file's name, any case: "ISO-*".
    """

    types: tuple[str, ...] = ()
    name_pattern: str = ""

    def of(self, files: Iterable[FileRef]) -> tuple[FileRef, ...]:
        """Those files the scan is about, in order."""
        return tuple(file for file in files if self._wants(file.name.casefold()))

    def _wants(self, name: str) -> bool:
        endings = tuple(f".{ending.casefold().lstrip('.')}" for ending in self.types)
        return (not endings or name.endswith(endings)) and fnmatch(name, self.name_pattern.casefold() or "*")
