from hypothesis import given
from hypothesis import strategies as st

from holescan.domain.matching import letters_of, parse_code

# What might join two codes of one text, or part one: line ends of every kind, marks that cling to a letter, fractions.
PIECES = st.sampled_from(
    [*"AZaz09 -_/\"'", "\n", "\r", "\x85", "\u2028", "\x1c", "\u0301", "\u0338", "½", "孔", "ﾞ", "ガ", "Ⅳ", "ß"]
)
CODES = st.lists(st.one_of(st.text(PIECES, max_size=8), st.text(max_size=6)), max_size=6)


@given(CODES)
def test_codes_read_together_have_the_letters_that_each_has_alone(codes: list[str]) -> None:
    assert letters_of(codes) == [parse_code(code).key for code in codes]


@given(CODES)
def test_zeros_are_dropped_from_each_as_from_it_alone(codes: list[str]) -> None:
    assert letters_of(codes, ignores_zeros=True) == [parse_code(code).without_leading_zeros().key for code in codes]
