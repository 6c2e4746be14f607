"""The `q` of files.list: the part of Drive's query language that says which items, as a tree of conditions.

https://developers.google.com/workspace/drive/api/guides/search-files
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from local.drive.errors import invalid_value
from local.drive.ids import ROOT_ALIAS


class Queried(Protocol):
    """What a condition looks at."""

    @property
    def name(self) -> str:
        """As Drive shows it."""
        ...

    @property
    def mime_type(self) -> str:
        """Drive's."""
        ...

    @property
    def parent_id(self) -> str:
        """The folder it lies in."""
        ...

    @property
    def modified_ns(self) -> int:
        """When it was last changed."""
        ...


class Condition(Protocol):
    """One node of the tree."""

    def holds(self, item: Queried) -> bool:
        """Is the item wanted?"""
        ...

    @property
    def parents(self) -> tuple[str, ...]:
        """Folders outside of which nothing can hold, in order; empty where anything may."""
        ...


@dataclass(frozen=True, slots=True)
class InParents:
    """`'id' in parents`."""

    parent_id: str

    def holds(self, item: Queried) -> bool:
        """The item lies in that folder."""
        return item.parent_id == self.parent_id

    @property
    def parents(self) -> tuple[str, ...]:
        """That folder."""
        return (self.parent_id,)


@dataclass(frozen=True, slots=True)
class Trashed:
    """`trashed = false`: nothing in a folder on disk is in the bin."""

    wanted: bool
    parents: tuple[str, ...] = ()

    def holds(self, _item: Queried) -> bool:
        """True where items outside the bin are wanted."""
        return not self.wanted


@dataclass(frozen=True, slots=True)
class TextEquals:
    """`mimeType = 'x'`, `name != 'x'`."""

    field: str
    text: str
    equal: bool
    parents: tuple[str, ...] = ()

    def holds(self, item: Queried) -> bool:
        """The item's field is, or is not, the text."""
        value = item.name if self.field == "name" else item.mime_type
        return (value == self.text) is self.equal


@dataclass(frozen=True, slots=True)
class ModifiedSince:
    """`modifiedTime >= '2026-01-31T08:00:00+00:00'`, or `>`."""

    instant: datetime
    is_strict: bool
    parents: tuple[str, ...] = ()

    def holds(self, item: Queried) -> bool:
        """The item was changed then or later; at that instant only where `>=` asks so."""
        modified_at = datetime.fromtimestamp(item.modified_ns / 1e9, UTC)
        return modified_at > self.instant if self.is_strict else modified_at >= self.instant


@dataclass(frozen=True, slots=True)
class Not:
    """`not condition`."""

    inner: Condition

    def holds(self, item: Queried) -> bool:
        """The inner condition does not hold."""
        return not self.inner.holds(item)

    @property
    def parents(self) -> tuple[str, ...]:
        """None: what is excluded does not narrow the search."""
        return ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions joined by `and` (all hold) or by `or` (any holds)."""

    parts: tuple[Condition, ...]
    need_all: bool

    def holds(self, item: Queried) -> bool:
        """All hold, or any holds."""
        return (all if self.need_all else any)(part.holds(item) for part in self.parts)

    @property
    def parents(self) -> tuple[str, ...]:
        """Those of all parts, each once; none where a part of an `or` looks everywhere."""
        if not self.need_all and not all(part.parents for part in self.parts):
            return ()
        return tuple(dict.fromkeys(parent for part in self.parts for parent in part.parents))


_TOKEN = re.compile(r"\s*(?:'(?P<text>(?:[^'\\]|\\.)*)'|(?P<word>[A-Za-z]+)|(?P<sign>!=|>=|=|>|\(|\)))")
_ESCAPE = re.compile(r"\\(.)")


def parse_query(query: str, root_id: str) -> Condition:
    """Read a query; the alias "root" among parents becomes `root_id`. Without one every item is wanted.

    Raises:
        DriveError: 400 for what this server, or Drive, does not understand.
    """
    if not query.strip():
        return Trashed(wanted=False)
    parser = _Parser(tuple(_tokens(query)), root_id)
    condition = parser.any_of()
    parser.expect("")
    return condition


@dataclass(slots=True)
class _Parser:
    """Recursive descent: `or` binds weaker than `and`, `and` weaker than `not`."""

    tokens: tuple[tuple[str, str], ...]
    root_id: str
    position: int = 0

    def any_of(self) -> Condition:
        return self._joined("or")

    def _all_of(self) -> Condition:
        return self._joined("and")

    def _joined(self, word: str) -> Condition:
        inner = self._all_of if word == "or" else self._negation
        parts = [inner()]
        while self._skip(word):
            parts.append(inner())
        return parts[0] if len(parts) == 1 else Joined(tuple(parts), need_all=word == "and")

    def _negation(self) -> Condition:
        if self._skip("not"):
            return Not(self._negation())
        if self._skip("("):
            condition = self.any_of()
            self.expect(")")
            return condition
        return self._term()

    def _term(self) -> Condition:
        kind, value = self._next()
        if kind == "text":
            self.expect("in")
            self.expect("parents")
            return InParents(self.root_id if value == ROOT_ALIAS else value)
        if value == "trashed":
            self.expect("=")
            return Trashed(wanted=self._boolean())
        if value in {"mimeType", "name"}:
            return TextEquals(value, equal=self._is_equal(), text=self._quoted())
        if value == "modifiedTime":
            return ModifiedSince(is_strict=self._is_strict(), instant=self._instant())
        raise invalid_value("q")

    def _is_equal(self) -> bool:
        if self._skip("!="):
            return False
        self.expect("=")
        return True

    def _is_strict(self) -> bool:
        if self._skip(">"):
            return True
        self.expect(">=")
        return False

    def _instant(self) -> datetime:
        try:
            instant = datetime.fromisoformat(self._quoted())
        except ValueError:
            raise invalid_value("q") from None
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)

    def _quoted(self) -> str:
        kind, value = self._next()
        if kind != "text":
            raise invalid_value("q")
        return value

    def _boolean(self) -> bool:
        kind, value = self._next()
        if kind == "text" or value not in {"true", "false"}:
            raise invalid_value("q")
        return value == "true"

    def expect(self, word: str) -> None:
        if not self._skip(word):
            raise invalid_value("q")

    def _skip(self, word: str) -> bool:
        kind, value = self.tokens[self.position]
        is_here = kind != "text" and value == word
        self.position += is_here
        return is_here

    def _next(self) -> tuple[str, str]:
        token = self.tokens[self.position]
        self.position = min(self.position + 1, len(self.tokens) - 1)
        return token


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(query.rstrip()):
        found = _TOKEN.match(query, position)
        if found is None:
            raise invalid_value("q")
        kind = str(found.lastgroup)
        yield kind, _ESCAPE.sub(r"\1", found[kind])
        position = found.end()
    yield "end", ""
