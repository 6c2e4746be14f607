"""Writes Microsoft's compound files, version 3 ([MS-CFB]), as small as tests need them."""

import struct
from dataclasses import dataclass, field

SECTOR, MINI = 512, 64
CUTOFF = 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5


@dataclass(eq=False)
class Node:
    name: str
    kind: int
    content: bytes = b""
    children: dict[str, "Node"] = field(default_factory=dict)


def compound(streams: dict[str, bytes]) -> bytes:
    """A file of these streams; slashes in a name make folders."""
    root = Node("Root Entry", ROOT)
    for path, content in streams.items():
        *folders, name = path.split("/")
        node = root
        for folder in folders:
            node = node.children.setdefault(folder, Node(folder, STORAGE))
        node.children[name] = Node(name, STREAM, content)
    return _Writer().written(root)


class _Writer:
    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        self.mini = b""
        self.mini_fat: list[int] = []

    def written(self, root: Node) -> bytes:
        nodes = _flat(root)
        places = [self._place(node) for node in nodes]
        places[0] = (self._chain(self.mini, SECTOR), len(self.mini))
        mini_fat = self._chain(_words(self.mini_fat), SECTOR) if self.mini_fat else END
        directory = self._chain(
            b"".join(_entry(node, nodes, *at) for node, at in zip(nodes, places, strict=True)), SECTOR
        )
        # One sector of the table serves files of up to 64 kB.
        fat_at = len(self.sectors)
        table = _words([*self.fat, FAT]).ljust(SECTOR, b"\xff")
        head = struct.pack(
            "<8s16sHHHHH6xIIIIIIIII",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"",
            62,
            3,
            0xFFFE,
            9,
            6,
            0,
            1,
            directory,
            0,
            CUTOFF,
            mini_fat,
            1 if self.mini_fat else 0,
            END,
            0,
        )
        return (head + _words([fat_at])).ljust(SECTOR, b"\xff") + b"".join(self.sectors) + table

    def _place(self, node: Node) -> tuple[int, int]:
        if node.kind != STREAM or not node.content:
            return (END, 0)
        if len(node.content) >= CUTOFF:
            return self._chain(node.content, SECTOR), len(node.content)
        start, count = len(self.mini_fat), -(-len(node.content) // MINI)
        self.mini_fat += [*range(start + 1, start + count), END]
        self.mini += node.content.ljust(count * MINI, b"\0")
        return start, len(node.content)

    def _chain(self, content: bytes, size: int) -> int:
        pieces = [content[at : at + size].ljust(size, b"\0") for at in range(0, len(content), size)]
        start = len(self.sectors)
        self.sectors += pieces
        self.fat += [*range(start + 1, start + len(pieces)), END]
        return start if pieces else END


def _flat(node: Node) -> list[Node]:
    return [node, *(inner for child in node.children.values() for inner in _flat(child))]


def _entry(node: Node, nodes: list[Node], start: int, size: int) -> bytes:
    """Brothers and sisters hang on each other's right hand: a tree that no writer makes and every reader walks."""
    parent = next((each for each in nodes if node in each.children.values()), None)
    siblings = list(parent.children.values()) if parent else [node]
    later = siblings[siblings.index(node) + 1 :]
    right = nodes.index(later[0]) if later else FREE
    child = nodes.index(next(iter(node.children.values()))) if node.children else FREE
    name = (node.name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", name, len(name), node.kind, 1, FREE, right, child, start, size)


def _words(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)
