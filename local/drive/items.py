"""An item of the served Drive, and what serves one: a folder of this machine, or a tree that is made up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from local.drive.mime import FOLDER


@dataclass(frozen=True, slots=True)
class Item:
    """One file or folder.

    Attributes:
        parent_id: the folder it lies in; "" for a top folder.
        name: as Drive shows it: readable text, and no ending for Google's own types.
        size_bytes: of its bytes; 0 for a folder.
        drive_id: the shared drive it lies in, "" in My Drive.
    """

    item_id: str
    parent_id: str
    name: str
    mime_type: str
    size_bytes: int
    modified_ns: int
    drive_id: str = ""

    @property
    def is_folder(self) -> bool:
        """True for a directory."""
        return self.mime_type == FOLDER


class Tree(Protocol):
    """Items by id and by folder."""

    @property
    def root_id(self) -> str:
        """Of My Drive's top folder."""
        ...

    def item(self, wanted_id: str) -> Item:
        """The item of this id; "root" is My Drive's top folder.

        Raises:
            DriveError: 404.
        """
        ...

    def child_names(self, folder: Item) -> tuple[str, ...]:
        """Names in a folder, sorted; cheap when asked again. Not every name is an item: see `child`."""
        ...

    def child(self, folder: Item, name: str) -> Item | None:
        """The child of this name; None when there is none (any more)."""
        ...

    def folders(self) -> Iterator[Item]:
        """Every folder, My Drive's top folder first."""
        ...

    def drives(self) -> Iterator[Item]:
        """The top folders of all shared drives."""
        ...

    def open(self, item: Item) -> BinaryIO:
        """The item's bytes."""
        ...
