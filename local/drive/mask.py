"""The `fields` parameter: which parts of an answer the caller wants, as Google's partial responses define it.

https://developers.google.com/workspace/drive/api/guides/fields-parameter
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from local.drive.discovery import properties
from local.drive.errors import DriveError, invalid_parameter

_TOKEN = re.compile(r"\s*(?:(?P<name>[A-Za-z][A-Za-z0-9]*|\*)|(?P<sign>[,()/]))")


@dataclass(slots=True)
class Mask:
    """A tree of wanted names. A leaf wants everything below it."""

    children: dict[str, "Mask"] = field(default_factory=dict)

    def __contains__(self, name: object) -> bool:
        return not self.children or "*" in self.children or name in self.children

    def below(self, name: str) -> "Mask":
        """What is wanted of the part called `name`."""
        return self.children.get(name) or self.children.get("*") or Mask()

    def apply(self, answer: Any) -> Any:
        """The wanted part of a JSON value."""
        if isinstance(answer, list):
            return [self.apply(entry) for entry in answer]
        if not isinstance(answer, dict):
            return answer
        return {name: self.below(name).apply(value) for name, value in answer.items() if name in self}


def parse_mask(text: str, schema: str) -> Mask:
    """Read a `fields` value such as "nextPageToken,files(id,shortcutDetails/targetId)".

    Raises:
        DriveError: 400 where it cannot be read or names what the schema does not have.
    """
    mask = Mask()
    parser = _Parser(list(_tokens(text)), text)
    parser.selection(mask)
    if parser.position != len(parser.tokens):
        raise _invalid(text)
    _check(mask, properties(schema))
    return mask


@dataclass(slots=True)
class _Parser:
    tokens: list[str]
    text: str
    position: int = 0

    def selection(self, mask: Mask) -> None:
        self._path(mask)
        while self._skip(","):
            self._path(mask)

    def _path(self, mask: Mask) -> None:
        below = mask.children.setdefault(self._name(), Mask())
        while self._skip("/"):
            below = below.children.setdefault(self._name(), Mask())
        if self._skip("("):
            self.selection(below)
            if not self._skip(")"):
                raise _invalid(self.text)

    def _name(self) -> str:
        if self.position == len(self.tokens) or self.tokens[self.position] in ",()/":
            raise _invalid(self.text)
        self.position += 1
        return self.tokens[self.position - 1]

    def _skip(self, sign: str) -> bool:
        is_here = self.position < len(self.tokens) and self.tokens[self.position] == sign
        self.position += is_here
        return is_here


def _tokens(text: str) -> Iterator[str]:
    position = 0
    while position < len(text.rstrip()):
        found = _TOKEN.match(text, position)
        if found is None:
            raise _invalid(text)
        yield found["name"] or found["sign"]
        position = found.end()


def _check(mask: Mask, declared: dict[str, dict[str, Any]]) -> None:
    for name, below in mask.children.items():
        if name != "*" and name not in declared:
            raise _invalid(name)
        if name != "*" and below.children:
            _check(below, _properties_of(declared[name], name))


def _properties_of(spec: dict[str, Any], name: str) -> dict[str, dict[str, Any]]:
    inner = spec.get("items", spec)
    if "$ref" in inner:
        return properties(inner["$ref"])
    if "properties" not in inner:
        raise _invalid(name)
    declared: dict[str, dict[str, Any]] = inner["properties"]
    return declared


def _invalid(selection: str) -> DriveError:
    return invalid_parameter("fields", f"Invalid field selection {selection}")
