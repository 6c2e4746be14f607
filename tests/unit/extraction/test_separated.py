import pytest

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.separated import delimiter_of, is_well_quoted, records
from holescan.domain.matching import CompiledCodes, MatchOptions
from tests.unit.extraction.readers import Read

LINE = '10"-CWS-1042-A1B-N'
QUOTED = '"10""-CWS-1042-A1B-N"'


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_cells_of_a_csv_are_its_parts_with_their_quotes_undone(read_bytes: Read, delimiter: str) -> None:
    content = f'tag{delimiter}remark\r\n\r\n{QUOTED}{delimiter}"said ""as built"""\r\n'
    parts = [(part.place, part.text) for part in read_bytes(content.encode(), "lines.CSV").parts]
    assert parts == [("A1", "tag"), ("B1", "remark"), ("A3", LINE), ("B3", 'said "as built"')]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("quoted.csv", f"{QUOTED},spare\n"),
        ("one odd row.csv", f'{QUOTED},spare\n"never closed,\n'),
        ("quoted without doubling.csv", f'"{LINE}","spare"\n'),
        ("not quoted.csv", f"{LINE},spare\n"),
        ("under another name.txt", f"{QUOTED};spare\n"),
    ],
)
def test_a_line_number_with_its_inch_mark_is_found_however_it_is_quoted(
    read_bytes: Read, name: str, content: str
) -> None:
    matches = CompiledCodes.compile([LINE], MatchOptions()).find(read_bytes(content.encode(), name))
    assert [(match.code, match.count) for match in matches] == [(LINE, 1)]


def test_beyond_the_limit_a_row_is_one_part(read_bytes: Read) -> None:
    parts = read_bytes(b"a,b\nc,d\n", "a.csv", limits=ExtractionLimits(cell_parts=2)).parts
    assert [(part.place, part.text) for part in parts] == [("A1", "a"), ("B1", "b"), ("A2", "c\td")]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Hole;Depth\nHOLE-1;1,5\nHOLE-2;2,25\n", ";"),
        ("Lines, as built, in the north rack\nHOLE-1;3\nHOLE-2;4\n", ";"),
        ('"a, b";"c"\n"d, e";"f"\n', ";"),
        (f"{QUOTED}|x\n{QUOTED}|y\n", "|"),
        ("Hole\nHOLE-1;x\nHOLE-2;y\n\n\n\n", ";"),
        ("Hole\nHOLE-1,1\nHOLE-2,2,2\nHOLE-3,3,3,3\n", ","),
    ],
)
def test_the_delimiter_is_the_one_that_rows_agree_on(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize(
    "text", ["HOLE-1\nHOLE-2\n", "Tag\nP-101A,B\n", "P-101A,B\nP-102\nP-103;4\n", '"P-1"\n"P-2,A"\n']
)
def test_a_list_in_one_column_has_no_delimiter(text: str) -> None:
    assert [row for _, row in records(text)] == [[line.strip('"')] for line in text.split()]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_rows_are_numbered_as_a_spreadsheet_counts_them(line_end: str) -> None:
    text = line_end.join(["a,b", "", '"two', 'lines",c', "d,e"])
    assert [(number, row[-1]) for number, row in records(text)] == [(1, "b"), (3, "c"), (4, "e")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", ",", "^"])
def test_a_first_line_that_tells_the_delimiter_is_no_row(delimiter: str, line_end: str) -> None:
    text = line_end.join([f"sep={delimiter}", f"a;b,c^d{delimiter}e", f"f{delimiter}g"])
    assert [(number, row[-1]) for number, row in records(text)] == [(1, "e"), (2, "g")]


STRAY = ['a,"b', "c,d", '"e ""f""",g']


@pytest.mark.parametrize("text", ["\n".join(STRAY), "\n".join([*STRAY, 'h,"i', "j,k"])])
def test_a_stray_quote_joins_no_lines(text: str) -> None:
    rows = [row for _, row in records(text)]
    assert rows[:3] == [["a", '"b'], ["c", "d"], ['e "f"', "g"]]


def test_a_quote_that_hides_more_than_a_cell_may_hold_joins_no_lines() -> None:
    rows = [row for _, row in records('"a\n' + "b,c\n" * 50_000)]
    assert (len(rows), rows[0], rows[-1]) == (50_001, ['"a'], ["b", "c"])


def test_an_odd_quote_within_a_line_changes_nothing_else() -> None:
    assert [row for _, row in records('"10"-CWS",x\n"a",b\n')] == [['10-CWS"', "x"], ["a", "b"]]


def test_quotes_that_do_not_fit_are_told() -> None:
    assert is_well_quoted(f"{QUOTED},{LINE}\n")
    assert not is_well_quoted('"10"-CWS",x\n')
    assert not is_well_quoted('x,"never closed\n')
