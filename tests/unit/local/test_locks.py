import fcntl
from pathlib import Path

import pytest

from local.locks import locked


def test_one_holder_keeps_others_out_until_it_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locked(path, fcntl.LOCK_EX), pytest.raises(BlockingIOError), locked(path, fcntl.LOCK_EX | fcntl.LOCK_NB):
        pass
    with locked(path, fcntl.LOCK_EX | fcntl.LOCK_NB):
        pass


def test_readers_share(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locked(path, fcntl.LOCK_SH), locked(path, fcntl.LOCK_SH | fcntl.LOCK_NB):
        pass
