"""The slow, obvious matcher: every code is tried at every character. It shares no rule, table or pattern with the product.

Written from docs/matching.md; where it and the product disagree, one of them misread that page.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

DASHES = {chr(n) for n in (0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2043, 0x2212, 0xFE58, 0xFE63, 0xFF0D)} | {
    chr(n) for n in (0x2D, 0x02D7, 0x058A, 0x05BE, 0x207B, 0x208B, 0x30FC, 0xFF70, 0x2500, 0x23AF)
}
MARKS = {"\xad", "\ufffe", "\x02"}
DOUBLE_QUOTES = set('"“”„‟″‶〝〞〟＂ʺˮ״')
SINGLE_QUOTES = set("'‘’‚‛′‵ʹʻʼʽˈ＇´׳`")
LINE_ENDS = set("\n\v\f\x85\u2028\u2029")
LOOK_ALIKE = [
    set("O0") | set("ОΟ"),
    set("I1L") | set("ІΙ"),
    set("S5") | set("Ѕ"),
    set("B8") | set("ВΒ"),
    set("Z2") | set("Ζ"),
    set("G6"),
    *(
        set(kind)
        for kind in ("AАΑ", "EЕΕ", "KКΚ", "MМΜ", "HНΗ", "PРΡ", "CС", "TТΤ", "YУΥ", "XХΧ", "JЈ", "QԚ", "WԜ", "NΝ")
    ),
]
UNSPACED_BLOCKS = [
    (0x0E00, 0x0FFF),
    (0x1000, 0x109F),
    (0x1100, 0x11FF),
    (0x1780, 0x17FF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3031, 0x3035),
    (0x3040, 0x318F),
    (0x31A0, 0x31BF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
]


class Found(NamedTuple):
    code: str
    how: str
    weak: bool
    start: int
    end: int


class Cell(NamedTuple):
    """A character of a reading, and the stretch of the folded text that it stands for."""

    char: str
    start: int
    end: int


def find(codes: list[str], text: str, mode: str, *, leading_zeros: bool = False) -> list[Found]:
    source = unicodedata.normalize("NFC", text)
    folded, origins = fold(source)
    found = [
        hit
        for code in dict.fromkeys(codes)
        for hit in places(code, source, folded, origins, mode, leading_zeros)
        if mode != "exact" or hit.how == "exact"
    ]
    return sorted(owners(set(found)), key=lambda hit: (hit.start, hit.end, hit.code))


# Folding


def fold(source: str) -> tuple[str, list[int]]:
    folded, origins = "", []
    for at, char in enumerate(source):
        piece = fold_one(char)
        if unicodedata.decomposition(char).startswith("<fraction>") and at and source[at - 1].isdecimal():
            piece = "-" + piece
        folded += piece
        origins += [at] * len(piece)
    return folded, origins


def fold_one(char: str) -> str:
    simple = fold_alone(char)
    if simple is not None:
        return simple
    pieces = []
    for each in unicodedata.normalize("NFKC", char).upper():
        folded = fold_alone(each)
        pieces.append(each if folded is None else folded)
    return "".join(pieces)


def fold_alone(char: str) -> str | None:
    kinds = [
        (char in DASHES, "-"),
        (char in MARKS, "\x02"),
        (char in DOUBLE_QUOTES, '"'),
        (char in SINGLE_QUOTES, "'"),
        (char in LINE_ENDS, "\n"),
        (char in "⁄∕", "/"),
        (char == "\r" or unicodedata.category(char) == "Zs", " "),
        (unicodedata.category(char) == "Cf" or is_variation(char), ""),
        (unicodedata.category(char) == "Cs", "\ufffd"),
        (char.isdecimal(), str(unicodedata.decimal(char, ""))),
    ]
    return next((folded for is_kind, folded in kinds if is_kind), None)


def is_variation(char: str) -> bool:
    return char in "\u034f\u180b\u180c\u180d" or 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF


# What a character is


def is_unspaced(char: str) -> bool:
    return char.isalnum() and any(low <= ord(char) <= high for low, high in UNSPACED_BLOCKS)


def is_digit(char: str) -> bool:
    return char in set("0123456789")


def is_letter(char: str) -> bool:
    return char.isalnum() and not is_digit(char) and not is_unspaced(char)


def glues(char: str) -> bool:
    return is_digit(char) or is_letter(char)


def kind_of(char: str) -> str:
    return "D" if is_digit(char) else "L" if is_letter(char) else "C" if is_unspaced(char) else ""


# A code as a list of steps: ("run", kind, text), ("gap", text, may be missing), ("literal", text, "")


def steps_of(code: str) -> list[tuple[str, str, str]]:
    folded = fold(unicodedata.normalize("NFC", code))[0].strip().replace("''", '"')
    groups: list[tuple[str, str]] = []
    for char in folded:
        kind = kind_of(char)
        if groups and groups[-1][0] == kind and kind != "C":
            groups[-1] = (kind, groups[-1][1] + char)
        else:
            groups.append((kind, char))
    return list(steps_of_groups(groups))


def steps_of_groups(groups: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    previous = ""
    for at, (kind, text) in enumerate(groups):
        following = groups[at + 1][0] if at + 1 < len(groups) else ""
        if kind:
            if previous and at and groups[at - 1][0]:
                yield "gap", "", "optional" if previous != kind else "none"
            yield "run", kind, text
            previous = kind
        elif not previous or not following:
            yield "literal", text, ""
        elif all(char in '-_ "\x02' for char in text):
            yield "gap", text, "optional" if previous != following else "required"
        else:
            yield from hard_gap(text)


def hard_gap(text: str) -> Iterator[tuple[str, str, str]]:
    stretch = ""
    for char in text:
        if char in '-_ "\x02':
            stretch += char
            continue
        if stretch:
            yield "gap", stretch, "required"
        stretch = ""
        yield "literal", char, ""
    if stretch:
        yield "gap", stretch, "required"


def runs_of(steps: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [(kind, text) for what, kind, text in steps if what == "run"]


def is_weak(runs: list[tuple[str, str]]) -> bool:
    size = sum(len(text) for _, text in runs)
    if any(kind != "D" for kind, _ in runs):
        return size < 3
    return size < 5 or (len(runs) == 1 and size < 6)


# Trying a code at every place


def places(code: str, source: str, folded: str, origins: list[int], mode: str, leading_zeros: bool) -> Iterator[Found]:
    steps = steps_of(code)
    runs = runs_of(steps)
    if not runs:
        return
    readings = [False] if mode == "exact" or not leading_zeros else [True, False]
    levels = ["normalised", "ocr"] if mode == "ocr" else ["normalised"]
    best: dict[tuple[int, int], str] = {}
    for level in levels:
        for shortens in readings:
            for start, end in stretches(steps, folded, level, shortens):
                if stands_alone(folded, start, end, runs):
                    best.setdefault((start, end), level)
    spelling = spelled(code)
    for (start, end), level in best.items():
        span = origins[start], origins[end - 1] + 1
        how = "exact" if level == "normalised" and source[slice(*span)] == spelling else level
        yield Found(code, how, is_weak(runs), *span)


def spelled(code: str) -> str:
    chars = list(unicodedata.normalize("NFC", code))
    while chars and not fold_one(chars[0]).strip():
        chars.pop(0)
    while chars and not fold_one(chars[-1]).strip():
        chars.pop()
    return "".join(chars)


def stretches(steps: list[tuple[str, str, str]], folded: str, level: str, shortens: bool) -> Iterator[tuple[int, int]]:
    runs = runs_of(steps)
    if shortens:
        steps = [(w, k, t.lstrip("0") or "0") if (w, k) == ("run", "D") else (w, k, t) for w, k, t in steps]
    if level == "ocr" and (is_weak(runs) or sum(len(text) for _, text in runs_of(steps)) < 4):
        return
    cells = without_leading_zeros(folded) if shortens else [Cell(c, n, n + 1) for n, c in enumerate(folded)]
    chars = [cell.char for cell in cells]
    walker = Walker(chars, level, tight=is_weak(runs) or all(kind == "D" for kind, _ in runs))
    for start in range(len(cells)):
        for end, wrong in walker.walk(steps, start, 0):
            if wrong <= (2 if level == "ocr" else 0):
                yield cells[start].start, cells[end - 1].end


def without_leading_zeros(folded: str) -> list[Cell]:
    cells: list[Cell] = []
    zeros = 0
    for at, char in enumerate(folded):
        begins = at - zeros == 0 or not is_digit(folded[at - zeros - 1])
        if char == "0" and begins and is_digit(folded[at + 1 : at + 2] or " "):
            zeros += 1
            continue
        cells.append(Cell(char, at - zeros, at + 1))
        zeros = 0
    return cells


class Walker:
    """Follows the steps of a code through a text, in every possible way."""

    def __init__(self, chars: list[str], level: str, *, tight: bool) -> None:
        self.chars = chars
        self.tight = tight
        self.tolerant = level == "ocr"
        self.dashes = set("-_\x02~·¬") if self.tolerant else set("-_\x02")

    def char(self, at: int) -> str:
        return self.chars[at] if at < len(self.chars) else ""

    def walk(self, steps: list[tuple[str, str, str]], at: int, wrong: int) -> Iterator[tuple[int, int]]:
        if not steps:
            yield at, wrong
            return
        what, first, second = steps[0]
        if what == "run":
            ways = self.run(first, second, at)
        elif what == "literal":
            ways = ((end, 0) for end in self.literal(first, at))
        else:
            ways = ((end, 0) for end in self.gap(first, second, at))
        for end, more in ways:
            yield from self.walk(steps[1:], end, wrong + more)

    def run(self, kind: str, text: str, at: int) -> Iterator[tuple[int, int]]:
        wrong = 0
        for number, expected in enumerate(text):
            if number and kind == "L" and self.char(at) == "\x02":
                at += 1
            actual = self.char(at)
            if actual != expected:
                if not self.tolerant or not any({actual, expected} <= alike for alike in LOOK_ALIKE):
                    return
                wrong += 1
            at += 1
        yield at, wrong

    def literal(self, text: str, at: int) -> Iterator[int]:
        if not text:
            yield at
            return
        for end in self.literal_char(text[0], at):
            yield from self.literal(text[1:], end)

    def literal_char(self, char: str, at: int) -> Iterator[int]:
        if char == '"':
            yield from self.inch(at)
        elif self.char(at) == char or (char == "-" and self.char(at) == "\x02"):
            yield at + 1

    def gap(self, own: str, need: str, at: int) -> Iterator[int]:
        if need in ("optional", "none"):
            yield at
        if need == "none":
            return
        if own:
            yield from self.literal(own, at)
        yield from self.separator(at)

    def separator(self, at: int) -> Iterator[int]:
        if self.tight:
            yield from self.inch(at)
            for start in (at, *self.inch(at)):
                yield from self.dash_run(start)
            return
        for one in self.spaces(at):
            if one > at:
                yield one
            for two in self.inch(one):
                yield from self.spaces(two)
            for two in (one, *(three for inch in self.inch(one) for three in self.spaces(inch))):
                for dashed in self.dash_run(two):
                    yield from self.after_dash(dashed)

    def after_dash(self, at: int) -> Iterator[int]:
        for spaced in self.spaces(at):
            yield spaced
            if self.char(spaced) == "\n" and self.chars[at - 2 : at] != ["_", "_"]:
                yield from self.spaces(spaced + 1)

    def spaces(self, at: int) -> Iterator[int]:
        yield at
        if self.char(at) == " ":
            yield at + 1
            if self.char(at + 1) == " ":
                yield at + 2

    def inch(self, at: int) -> Iterator[int]:
        if self.char(at) == '"':
            yield at + 1
        if self.char(at) == self.char(at + 1) == "'":
            yield at + 2

    def dash_run(self, at: int) -> Iterator[int]:
        for size in (1, 2, 3):
            if self.char(at + size - 1) not in self.dashes:
                return
            yield at + size


# Boundaries


def stands_alone(folded: str, start: int, end: int, runs: list[tuple[str, str]]) -> bool:
    before = folded[:start][::-1]
    after = folded[end:]
    if side_glues(before, folded[start], "left") or side_glues(after, folded[end - 1], "right"):
        return False
    if not is_weak(runs):
        return True
    only_digits = all(kind == "D" for kind, _ in runs)
    return not any(
        side_is_quantity(outside, edge, only_digits)
        for outside, edge in ((before, folded[start]), (after, folded[end - 1]))
    )


def side_glues(outside: str, edge: str, side: str) -> bool:
    """`outside` is read away from the hit."""
    if not outside:
        return False
    if glues(outside[0]):
        return True
    if outside[0] in ".+":
        return is_digit(edge) and is_digit(outside[1:2] or " ")
    if outside[0] in "/\\":
        return is_suffix(outside[1:])
    if side == "left":
        return glued_by_dash(outside) or glued_to_the_line_before(outside)
    return glued_by_dash(outside) or glued_to_the_line_after(outside, edge)


def is_suffix(beyond: str) -> bool:
    chunk = ""
    for at, char in enumerate(beyond):
        if not (glues(char) or char in '-_"\x02') or is_blank(beyond[at:]):
            break
        chunk += char
    return any(map(is_digit, chunk)) != any(map(is_letter, chunk))


def is_blank(outside: str) -> bool:
    """Four dashes or underscores on end, which part."""
    return len(outside) > 3 and all(char in "-_\x02" for char in outside[:4])


def skip_glue(outside: str) -> str:
    while outside and not is_blank(outside) and (outside[0] in '-_"\x02' or outside[:2] == "''"):
        signs = len(outside) - len(outside.lstrip("-_\x02"))
        outside = outside[signs or (2 if outside[0] == "'" else 1) :]
    return outside


def glued_by_dash(outside: str) -> bool:
    rest = skip_glue(outside)
    return rest not in (outside, "") and glues(rest[0])


def glued_to_the_line_before(outside: str) -> bool:
    rest = skip_line_end(outside)
    return rest != outside and breaks_a_name(rest[:2]) and glued_by_dash(rest)


def glued_to_the_line_after(outside: str, edge: str) -> bool:
    rest = skip_glue(outside)
    line = edge + outside.removesuffix(rest)
    if rest == outside or not breaks_a_name(line[:-3:-1]):
        return False
    beyond = skip_line_end(rest)
    return beyond not in (rest, "") and glues(beyond[0])


def breaks_a_name(last: str) -> bool:
    """`last` is what a line ends with, read from its end."""
    return last[:1] in ("-", "_", "\x02") and last != "__"


def skip_line_end(outside: str) -> str:
    first = outside.removeprefix(" ").removeprefix(" ")
    if not first.startswith("\n"):
        return outside
    return first[1:].removeprefix(" ").removeprefix(" ")


def side_is_quantity(outside: str, edge: str, only_digits: bool) -> bool:
    if not outside:
        return False
    if outside[0] in "%°'$€±":
        return True
    if outside[0] in ".,:" and is_digit(edge) and is_digit(outside[1:2] or " "):
        return True
    return only_digits and outside[0] in '-"\x02'


# Overlaps


def owners(found: set[Found]) -> list[Found]:
    kept: list[Found] = []
    for hit in sorted(found, key=lambda hit: (rank(hit), hit.start - hit.end, hit.start, hit.code)):
        rivals = [other for other in kept if other.start < hit.end and hit.start < other.end]
        if all((other.start, other.end, rank(other)) == (hit.start, hit.end, rank(hit)) for other in rivals):
            kept.append(hit)
    return kept


def rank(hit: Found) -> tuple[bool, int]:
    return hit.weak, ["exact", "normalised", "ocr"].index(hit.how)
