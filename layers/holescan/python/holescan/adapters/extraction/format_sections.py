"""Formats of Excel as they are spelled: `"BH-"000;-0` has two sections, with fixed text among places for digits."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<sign>[^\]-]*)[^\]]*\]'
    r"|\[(?P<condition>(?:<=|>=|<>|[<>=])-?\d+(?:\.\d*)?)\]|\[[^\]]*\]|(?P<general>(?i:General))"
    r"|(?P<digit>[0#?])|(?P<text>@)|(?P<end>;)|(?P<strange>[.,%/E])|(?P<bare>.)",
    re.DOTALL,
)
_FIXED = ("quoted", "escaped", "sign", "bare")
_WORD = re.compile(r"[^\W_]|[-_/#]")
_COMPARISON = re.compile(r"([<>=]+)(.*)")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {"<": lt, ">": gt, "=": eq, "<=": le, ">=": ge, "<>": ne}


@dataclass(frozen=True, slots=True)
class Section:
    """One section: pieces of fixed text and places, as (kind, text)."""

    pieces: tuple[tuple[str, str], ...]

    @property
    def has_words(self) -> bool:
        """Its fixed text may be part of a tag; signs of currencies and brackets are not."""
        return any(kind in _FIXED and _WORD.search(text) for kind, text in self.pieces)

    @property
    def counts_digits(self) -> bool:
        """It shows a whole number, digit by digit: no fraction, no percent."""
        return any(kind == "digit" for kind, _ in self.pieces) and not self._has("strange")

    @property
    def takes_text(self) -> bool:
        """It shows a text, or a number as it is."""
        return self._has("text")

    def holds(self, number: Decimal) -> bool | None:
        """Whether its condition is met; None where it has none."""
        written = next((text for kind, text in self.pieces if kind == "condition"), "")
        if not (found := _COMPARISON.fullmatch(written)):
            return None
        return _COMPARE[found[1]](number, Decimal(found[2]))

    def around(self, shown: str) -> str:
        """A number or text as it is, with the fixed text before and behind it."""
        places = [at for at, (kind, _) in enumerate(self.pieces) if kind in {"digit", "text", "general"}]
        if not places:
            return self._fixed(self.pieces)
        return self._fixed(self.pieces[: places[0]]) + shown + self._fixed(self.pieces[places[-1] + 1 :])

    def digits(self, number: Decimal) -> str:
        """A number that is not negative, rounded, each digit at its place, more of them before the first place."""
        return "".join(reversed(list(self._backwards(f"{number.to_integral_value(ROUND_HALF_UP):f}"))))

    def _backwards(self, left: str) -> Iterator[str]:
        first = next(at for at, (kind, _) in enumerate(self.pieces) if kind == "digit")
        left = left.lstrip("0")
        for at in range(len(self.pieces) - 1, -1, -1):
            kind, text = self.pieces[at]
            if kind == "digit":
                last, left = (left, "") if at == first else (left[-1:], left[:-1])
                yield last or text.translate(_EMPTY_PLACE)
            elif kind in _FIXED:
                yield text

    def _has(self, kind: str) -> bool:
        return any(each == kind for each, _ in self.pieces)

    @staticmethod
    def _fixed(pieces: Iterable[tuple[str, str]]) -> str:
        return "".join(text for kind, text in pieces if kind in _FIXED)


# What a place shows that no digit is left for.
_EMPTY_PLACE = str.maketrans({"#": "", "?": " "})


def section_for(number: Decimal, code: str) -> Section:
    """The section that shows this number, and by which a sign is told: the second is for negative ones."""
    sections = sections_of(code)
    for section in sections:
        if section.holds(number):
            return section
    unbound = [section for section in sections if section.holds(number) is None] or sections
    at = 1 if number < 0 else 2 if number == 0 else 0
    return unbound[at] if at < len(unbound) else unbound[0]


def text_section(code: str) -> Section | None:
    """The section that shows texts; None where they are shown as they are."""
    return next((section for section in sections_of(code) if section.takes_text and section.has_words), None)


@lru_cache(maxsize=1024)
def adds_to_numbers(code: str) -> bool:
    """It may put words around a number, or zeros before it; most formats only choose how many decimals are shown."""
    return any(section.has_words or section.counts_digits for section in sections_of(code))


@lru_cache(maxsize=1024)
def sections_of(code: str) -> tuple[Section, ...]:
    """All of a format, at least one."""
    sections: list[list[tuple[str, str]]] = [[]]
    for found in _PIECE.finditer(code):
        kind = found.lastgroup or ""
        if kind == "end":
            sections.append([])
        elif kind:
            sections[-1].append((kind, found[kind]))
    return tuple(Section(tuple(pieces)) for pieces in sections)
