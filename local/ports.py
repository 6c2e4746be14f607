"""Ports on 127.0.0.1 that nobody listens on."""

import socket

HOST = "127.0.0.1"
SEARCHED = 200


class NoFreePort(RuntimeError):
    """All ports that were tried are taken."""


def free_ports(base: int, count: int) -> list[int]:
    """The first `count` free ports from `base` on; base 0 takes any.

    Raises:
        NoFreePort: fewer than `count` are free among the 200 from `base`.
    """
    candidates = (0 for _ in range(count)) if base == 0 else iter(range(base, base + SEARCHED))
    held: list[socket.socket] = []
    try:
        for port in candidates:
            _hold(port, held)
            if len(held) == count:
                return [taken.getsockname()[1] for taken in held]
    finally:
        for taken in held:
            taken.close()
    raise NoFreePort(f"no {count} free ports in {base}..{base + SEARCHED - 1}; choose another base with PORT=")


def _hold(port: int, held: list[socket.socket]) -> None:
    candidate = socket.socket()
    # As the servers do it: a port in TIME_WAIT from the last run is free.
    candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        candidate.bind((HOST, port))
    except OSError:
        candidate.close()
    else:
        held.append(candidate)


def accepts(port: int) -> bool:
    """Whether somebody listens on `port`."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0
