"""The fast matcher finds exactly what the slow, obvious one finds."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from holescan.domain.matching import CompiledCodes, MatchMode, MatchOptions
from holescan.domain.text import ExtractedText, TextPart
from tests.oracle import reference_matcher

LETTERS = ["A", "B", "BH", "HOLE", "HO", "LE", "O", "l", "S", "b", "ß", "Ố", "о", "В", "ﬁ", "孔", "钻", "ก", "e\u0301"]
DIGITS = ["0", "1", "12", "012", "5", "8", "10", "104231", "٣", "²", "½", "1½", "1/2", "00"]
SEPARATORS = ["-", "_", " ", "  ", "   ", "\t", "\n", "\r\n", '"', "''", "'", "”", "″", "–", "\u2011", "\xad", "\ufffe"]
PUNCTUATION = [
    "/",
    "\\",
    ".",
    ",",
    ":",
    "+",
    "#",
    "*",
    "(",
    ")",
    "%",
    "°",
    "~",
    "·",
    "\u200b",
    "\ufeff",
    "\x02",
    "\ud800",
]
# Where a separator ends, and a blank or a rule begins.
RUNS = ["---", "----", "--_-", "_", "__", "___", "____", "________", "–––––", "-\ufffe--", '--"--', "-_", "_-"]

tokens = st.sampled_from(LETTERS + DIGITS + SEPARATORS * 2 + PUNCTUATION)
codes = st.one_of(
    st.lists(tokens, min_size=1, max_size=6).map("".join),
    st.lists(st.sampled_from(LETTERS[:8] + DIGITS[:7] + ["-", "-", "_", " ", '"', "/"]), min_size=2, max_size=6).map(
        "".join
    ),
)


# Codes of one list are often each other's beginning, or each other but for a sign.
KIN = [
    lambda code: f"{code}-1",
    lambda code: f"{code}0",
    lambda code: f"{code}/2",
    str.swapcase,
    lambda code: code.replace("1", "01"),
    lambda code: code.replace("B", "В").replace("O", "0"),
    lambda code: code.replace("-", "_"),
]


def as_misread(code: str) -> str:
    return code.translate(str.maketrans("O0I1LS5B8-", "0Ol1I5S8B~"))


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[str], str]:
    """Codes, and a text made of them, of distorted copies of them, and of what confuses a matcher."""
    chosen = draw(st.lists(codes, min_size=1, max_size=5))
    chosen += [kin(chosen[0]) for kin in draw(st.lists(st.sampled_from(KIN), max_size=2))]
    copies = st.sampled_from(chosen)
    swap = st.tuples(copies, st.sampled_from([*SEPARATORS, ""]), st.sampled_from([*SEPARATORS, "", "-", "_"]))
    distorted = st.one_of(
        copies,
        copies.map(str.lower),
        copies.map(as_misread),
        copies.map(lambda code: code.replace("0", "")),
        copies.map(lambda code: code.replace("1", "01")),
        swap.map(lambda parts: parts[0].replace("-", parts[2]).replace(" ", parts[1])),
    )
    neighbours = st.tuples(
        copies | tokens, st.sampled_from(RUNS), st.sampled_from(["", "\n", " \r\n  "]), copies | tokens
    )
    pieces = draw(
        st.lists(
            st.one_of(distorted, tokens, st.just(" "), neighbours.map("".join), st.sampled_from(RUNS)), max_size=12
        )
    )
    return chosen, "".join(pieces)


def hits(codes: list[str], text: str, options: MatchOptions) -> list[reference_matcher.Found]:
    compiled = CompiledCodes.from_bytes(CompiledCodes.compile(codes, options).to_bytes())
    return [reference_matcher.Found(h.code, h.how.value, h.weak, h.start, h.end) for h in compiled.hits(text)]


@pytest.mark.parametrize("leading_zeros", [False, True])
@pytest.mark.parametrize("mode", list(MatchMode))
@settings(max_examples=400, deadline=None)
@given(case=cases())
@example(case=(["BORE-HOLE-1", "BOREHOLE-1"], "BO\xadRE\xadHOLE-1"))
@example(case=(["AO1-2", "HOLE-01"], "A01-02 HOLE-O1"))
@example(case=(["HOO012", "HOO12"], "H00O12"))
@example(case=(["BH-1", "BH-01"], "BH-l BH-Ol"))
@example(case=(["½-P", "1½-P"], "1½-P ½-P 1 1/2-P"))
def test_the_matcher_equals_its_reference(case: tuple[list[str], str], mode: MatchMode, leading_zeros: bool) -> None:
    codes, text = case
    expected = reference_matcher.find(codes, text, mode.value, leading_zeros=leading_zeros)
    assert hits(codes, text, MatchOptions(mode, leading_zeros=leading_zeros)) == expected


@settings(max_examples=200, deadline=None)
@given(case=cases(), mode=st.sampled_from(MatchMode))
def test_a_match_counts_every_hit_of_its_code_in_all_parts(case: tuple[list[str], str], mode: MatchMode) -> None:
    codes, text = case
    compiled = CompiledCodes.compile(codes, MatchOptions(mode))
    parts = tuple(TextPart(piece, page=page) for page, piece in enumerate(text.split("\n"), 1))
    counts: dict[str, int] = {}
    for part in parts:
        for hit in compiled.hits(part.text):
            counts[hit.code] = counts.get(hit.code, 0) + 1
    assert {match.code: match.count for match in compiled.find(ExtractedText(parts, len(parts)))} == counts
