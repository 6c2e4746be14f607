"""Word's automatic numbering: a list style may spell tags (`HOLE-%1`) that stand in no run of the document."""

import re
from dataclasses import dataclass, field

from holescan.adapters.extraction.numerals import numeral

_COUNTED = re.compile(r"%(\d)")
_LEVELS = 9


@dataclass(slots=True)
class Level:
    """One level of a list as its style describes it; `text` has %1 where the number of the first level stands."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


Levels = dict[int, Level]


@dataclass(frozen=True, slots=True)
class Reference:
    """How a paragraph, or its style, points at a list: the list's id, and a level from 0."""

    list_id: str = ""
    level: str = ""

    def or_else(self, other: "Reference") -> "Reference":
        """Filled up from another."""
        return Reference(self.list_id or other.list_id, self.level or other.level)


@dataclass(slots=True)
class Numbering:
    """The lists of one document, which count while its paragraphs go by in their order.

    Attributes:
        lists: which levels each list has, by their key.
        restarts: where a list begins anew on a level, once.
        styles: what a paragraph takes from its style, by the style's id.
    """

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, Levels] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, Reference] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, style: str, own: Reference) -> str:
        """The number before the next paragraph; "" where it has none, or one without a letter of its own."""
        reference = own.or_else(self.styles.get(style, Reference()))
        levels = self.levels.get(self.lists.get(reference.list_id, ""), {})
        number = int(reference.level) if reference.level.isdigit() else 0
        level = levels.get(number)
        if level is None:
            return ""
        counts = self._counted(reference.list_id, number, levels)
        if not any(map(str.isalpha, _COUNTED.sub("", level.text))):
            return ""
        return _COUNTED.sub(lambda found: _shown(int(found[1]) - 1, levels, counts), level.text)

    def _counted(self, list_id: str, number: int, levels: Levels) -> dict[int, int]:
        """One more on this level; deeper ones begin anew."""
        counts = self._counts.setdefault(self.lists[list_id], {})
        start = self.restarts.pop((list_id, number), None)
        if start is not None:
            counts[number] = start
        else:
            counts[number] = counts.get(number, levels[number].start - 1) + 1
        for deeper in range(number + 1, _LEVELS):
            counts.pop(deeper, None)
        return counts


def _shown(number: int, levels: Levels, counts: dict[int, int]) -> str:
    level = levels.get(number, Level())
    return numeral(counts.get(number, level.start), level.form)
