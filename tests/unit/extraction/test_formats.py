"""The list that people see names what the readers take, and nothing else."""

from holescan.adapters.extraction.formats import FORMATS
from holescan.adapters.extraction.kinds import READERS
from holescan.adapters.extraction.sniff import Kind


def test_every_kind_that_is_told_apart_has_a_reader_and_a_row() -> None:
    assert set(READERS) == set(Kind)
    assert {kind for each in FORMATS for kind in each.kinds} == set(Kind)


def test_what_is_not_read_says_what_to_do_instead() -> None:
    assert all(each.note.endswith(".") for each in FORMATS)
    assert len({each.name for each in FORMATS}) == len(FORMATS)


def test_each_reader_is_where_its_format_says() -> None:
    assert {reader.load().__name__ for reader in READERS.values()} == {reader.name for reader in READERS.values()}
