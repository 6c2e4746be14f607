"""Memory that PDFium writes numbers to: rows come back in order, however many, and nothing of the page before."""

import tracemalloc
from collections.abc import Iterable, Iterator
from ctypes import byref, c_float, memmove, sizeof

import pytest

from holescan.adapters.extraction.pdf_numbers import Handle, Memory


def write(value: float, place: Handle) -> None:
    memmove(place, byref(c_float(value)), sizeof(c_float))


def counted(places: Iterable[Handle]) -> Iterator[None]:
    for number, place in enumerate(places):
        write(number, place)
        yield


def nothing(places: Iterable[Handle]) -> Iterator[None]:
    return (None for _ in places)


@pytest.mark.parametrize("rows", [0, 1, 1_000, 40_000])
def test_rows_come_in_the_order_of_the_questions(rows: int) -> None:
    numbers = Memory("f").written(2, rows, counted)

    assert list(numbers[0::2]) == list(range(rows))
    assert list(numbers[1::2]) == [0.0] * rows


def test_each_number_of_a_row_has_a_place_of_its_own() -> None:
    def ask(lefts: Iterable[Handle], rights: Iterable[Handle]) -> Iterator[None]:
        for number, (left, right) in enumerate(zip(lefts, rights, strict=True)):
            write(number, left)
            write(-number, right)
            yield

    assert list(Memory("f").written_apart(2, 3, ask)) == [0, 0, 1, -1, 2, -2]


def test_what_is_left_out_is_zero_and_nothing_of_the_page_before() -> None:
    memory = Memory("f")
    before = memory.written(1, 5, counted)

    assert list(memory.written(1, 5, nothing)) == [0.0] * 5
    assert list(before) == [0, 1, 2, 3, 4]


def test_a_page_of_very_many_texts_takes_the_room_of_its_numbers_only() -> None:
    memory, numbers_bytes = Memory("f"), 4 * 6 * 100_000
    tracemalloc.start()

    memory.written(6, 100_000, nothing)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak_bytes < 4 * numbers_bytes
