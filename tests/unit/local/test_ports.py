import socket

import pytest

from local import ports
from local.ports import HOST, NoFreePort, accepts, free_ports


def test_a_taken_port_is_passed_over() -> None:
    with socket.create_server((HOST, 0)) as taken:
        base = taken.getsockname()[1]
        assert accepts(base)
        found = free_ports(base, 2)
        assert base not in found
        assert all(base < port < base + ports.SEARCHED for port in found)


def test_ports_are_distinct_and_free() -> None:
    found = free_ports(0, 3)
    assert len(set(found)) == 3
    assert not any(accepts(port) for port in found)


def test_what_cannot_be_found_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "SEARCHED", 1)
    with socket.create_server((HOST, 0)) as taken, pytest.raises(NoFreePort, match="PORT="):
        free_ports(taken.getsockname()[1], 1)
