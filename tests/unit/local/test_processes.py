import sys
from pathlib import Path

import pytest

from local.ports import accepts, free_ports
from local.processes import DidNotStart, Leashed

SERVER = "import socket, sys; s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); s.accept()"
STUBBORN = "import signal, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SERVER
PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[2], sys.argv[1]])"


def started(tmp_path: Path, *command: str) -> Leashed:
    return Leashed.start("it", [sys.executable, "-c", *command], log=tmp_path / "log", cwd=tmp_path, env=None)


@pytest.mark.parametrize("source", [SERVER, STUBBORN])
def test_stopping_ends_it_even_if_it_will_not(tmp_path: Path, source: str) -> None:
    [port] = free_ports(0, 1)
    process = started(tmp_path, source, str(port))
    process.wait_until(lambda: accepts(port), limit_s=20)
    process.stop()
    assert not process.is_running
    assert not accepts(port)


def test_what_it_started_ends_with_it(tmp_path: Path) -> None:
    [port] = free_ports(0, 1)
    process = started(tmp_path, PARENT, str(port), SERVER)
    process.wait_until(lambda: accepts(port), limit_s=20)
    process.stop()
    assert not accepts(port)


def test_one_that_ends_at_once_is_reported_with_what_it_said(tmp_path: Path) -> None:
    process = started(tmp_path, "raise SystemExit('no disk left')")
    with pytest.raises(DidNotStart, match="no disk left"):
        process.wait_until(lambda: False, limit_s=20)
    process.stop()
