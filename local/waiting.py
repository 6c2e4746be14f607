"""Waiting for a condition with a deadline, instead of sleeping for a guess."""

import threading
import time
from collections.abc import Callable

PAUSE_S = 0.03


def until(condition: Callable[[], bool], *, limit_s: float) -> bool:
    """Whether `condition` became true within `limit_s`."""
    deadline = time.monotonic() + limit_s
    pause = threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            return False
        pause.wait(PAUSE_S)
    return True
