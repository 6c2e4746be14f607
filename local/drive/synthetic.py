"""A made-up Drive of any size: folders and files exist while they are asked for, on no disk and in no memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Self

from local.drive.errors import not_found
from local.drive.ids import ROOT_ALIAS
from local.drive.items import Item
from local.drive.mime import FOLDER

MADE_AT_NS = 1_767_225_600_000_000_000
"""2026-01-01: every item's date."""

_SIZE = re.compile(r"(\d+)x(\d+)")
_ID = re.compile(r"1(?P<kind>folder|file)(?P<number>\d{26})")
_NAME = re.compile(r"(?P<kind>Area|ISO)-(?P<number>\d{8})(?:\.txt)?")


@dataclass(frozen=True, slots=True)
class SyntheticTree:
    """File n says that it carries HOLE-n.

    Attributes:
        folder_count: the top folder not among them.
        file_count: spread evenly over all folders.
        width: sub-folders of a folder, as far as there are folders.
    """

    folder_count: int
    file_count: int
    width: int = 20

    @classmethod
    def of_size(cls, text: str) -> Self:
        """Read "10000x100000": folders, files.

        Raises:
            ValueError: it is written in another way.
        """
        found = _SIZE.fullmatch(text)
        if not found:
            raise ValueError(f"{text} is no size such as 10000x100000 (folders, files)")
        return cls(int(found[1]), int(found[2]))

    @property
    def root_id(self) -> str:
        """Of folder 0."""
        return _id("folder", 0)

    def item(self, wanted_id: str) -> Item:
        """The item of this id, whether it was listed or not."""
        found = _ID.fullmatch(self.root_id if wanted_id == ROOT_ALIAS else wanted_id)
        number = int(found["number"]) if found else -1
        if found and found["kind"] == "folder" and 0 <= number <= self.folder_count:
            return self._folder(number)
        if found and found["kind"] == "file" and 0 <= number < self.file_count:
            return self._file(number)
        raise not_found(wanted_id)

    def child_names(self, folder: Item) -> tuple[str, ...]:
        """Sub-folders, then files."""
        number = _number(folder)
        first = number * self.width + 1
        below = range(first, min(first + self.width, self.folder_count + 1))
        files = range(number, self.file_count, self.folder_count + 1)
        return (*(f"Area-{n:08}" for n in below), *(f"ISO-{n:08}.txt" for n in files))

    def child(self, folder: Item, name: str) -> Item | None:
        """The child of this name."""
        found = _NAME.fullmatch(name)
        if not found:
            return None
        number = int(found["number"])
        child = self._folder(number) if found["kind"] == "Area" else self._file(number)
        return child if child.parent_id == folder.item_id else None

    def folders(self) -> Iterator[Item]:
        """In the order of their numbers, which is that of their levels."""
        return map(self._folder, range(self.folder_count + 1))

    def drives(self) -> Iterator[Item]:
        """None."""
        return iter(())

    def open(self, item: Item) -> BinaryIO:
        """Its one line."""
        return BytesIO(_content(_number(item)))

    def _folder(self, number: int) -> Item:
        parent_id = _id("folder", (number - 1) // self.width) if number else ""
        name = f"Area-{number:08}" if number else "Synthetic"
        return Item(_id("folder", number), parent_id, name, FOLDER, 0, MADE_AT_NS)

    def _file(self, number: int) -> Item:
        parent_id = _id("folder", number % (self.folder_count + 1))
        size = len(_content(number))
        return Item(_id("file", number), parent_id, f"ISO-{number:08}.txt", "text/plain", size, MADE_AT_NS)


def _id(kind: str, number: int) -> str:
    return f"1{kind}{number:026}"


def _number(item: Item) -> int:
    return int(item.item_id[-26:])


def _content(number: int) -> bytes:
    return f"This drawing carries HOLE-{number}.\n".encode()
