"""Numbers that PDFium writes to memory when it is asked for a place or a direction, thousands of times a page."""

from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from ctypes import c_void_p
from typing import Any, TypeAlias

# As PDFium writes them. A step takes one column out (`[0::6]`), and no number is made that nobody looks at.
Numbers: TypeAlias = "array[float]"
Column = Sequence[float]
# An address in the form that ctypes hands on without looking at it.
Handle = Any
handle: Callable[[int | None], Handle] = c_void_p.from_param

# A page of ten thousand letters; for larger ones room is made each time.
_KEPT = 1 << 16


class Memory:
    """Room for numbers of one kind, with its addresses: each is made when it is first needed, and kept for other pages."""

    def __init__(self, code: str) -> None:
        """Take the room; `code` is that of `array`, "f" for floats of 32 bits and "d" for those of 64."""
        self._code = code
        self._numbers = self._zeros(_KEPT)
        self._addresses: list[Handle] = []

    def written(self, width: int, count: int, ask: Callable[..., Iterable[object]]) -> Numbers:
        """What PDFium writes when it is told where each of `count` rows of `width` numbers begins.

        What it leaves out is zero.
        """
        return self._filled(width, count, ask, columns=1)

    def written_apart(self, width: int, count: int, ask: Callable[..., Iterable[object]]) -> Numbers:
        """The same where PDFium wants to be told the place of each number of a row."""
        return self._filled(width, count, ask, columns=width)

    def _filled(self, width: int, count: int, ask: Callable[..., Iterable[object]], *, columns: int) -> Numbers:
        size = width * count
        numbers = self._numbers if size <= _KEPT else self._zeros(size)
        numbers[:size] = self._zeros(size)
        deque(ask(*(self._places(numbers, column, size, width) for column in range(columns))), maxlen=0)
        return numbers[:size]

    def _places(self, numbers: Numbers, column: int, size: int, width: int) -> Iterable[Handle]:
        begin, step = numbers.buffer_info()[0], numbers.itemsize
        if numbers is not self._numbers:
            # One at a time: a page of 10^6 texts would take half a gigabyte of addresses.
            return map(handle, range(begin + column * step, begin + size * step, width * step))
        known = self._addresses
        known += map(handle, range(begin + len(known) * step, begin + size * step, step))
        return known[column:size:width]

    def _zeros(self, size: int) -> Numbers:
        return array(self._code, [0.0]) * size
