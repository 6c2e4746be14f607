"""Whose fault it is when a parser fails: that of the bytes it was given."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason

logger = logging.getLogger(__name__)


@contextmanager
def blamed_on_the_file() -> Iterator[None]:
    """Turn whatever is raised inside into FileUnreadable."""
    try:
        yield
    except FileUnreadable:
        raise
    except MemoryError as error:
        raise FileUnreadable(Reason.TOO_LARGE, "MemoryError") from error
    except Exception as error:  # the one place where a parser's own bug is an outcome: it is that file's fault alone
        logger.exception("reader failed")
        raise FileUnreadable(Reason.CRASHED, type(error).__name__) from error
