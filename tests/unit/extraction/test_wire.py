import os
import threading
import time
from collections.abc import Iterator

import pytest

from holescan.adapters.extraction import wire


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            continue


def test_a_frame_larger_than_the_pipe_arrives_whole_with_broken_surrogates(pipe: tuple[int, int]) -> None:
    message = {"text": "HOLE-1 \ud800\ufffe\x02 " + "x" * 300_000}
    writer = threading.Thread(target=wire.send, args=(pipe[1], message))
    writer.start()
    assert wire.receive(pipe[0]) == message
    writer.join()


def test_half_a_frame_does_not_outlast_the_deadline(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"\x00\x00\x00\x10{")
    with pytest.raises(wire.DeadlinePassed):
        wire.receive(pipe[0], time.monotonic() + 0.05)


def test_an_end_inside_a_frame_is_an_end(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"\x00\x00\x00\x10{")
    os.close(pipe[1])
    with pytest.raises(wire.Ended):
        wire.receive(pipe[0])
