"""Runs a command that must not outlive whoever started it: the command and all it started end when stdin closes.

The starter holds the other end of stdin. However it ends, a SIGKILL included, the kernel closes that end, and the
whole process group goes: the emulator's Lambda processes as well as the emulator.
"""

import os
import signal
import subprocess
import sys
import threading

GRACE_S = 2.0
"""A server that has not stopped by then holds nothing worth waiting for: the local world keeps no state."""


def main(command: list[str]) -> int:
    """Run `command` until it ends or stdin closes; does not return when it had to kill the group it is in."""
    # A handler, not SIG_IGN: the command would inherit that.
    signal.signal(signal.SIGTERM, lambda *_: None)
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - the starter's own command line
    threading.Thread(target=_end_with_stdin, args=[child], daemon=True).start()
    code = child.wait()
    _kill_group(code)
    return code


def _end_with_stdin(child: subprocess.Popen[bytes]) -> None:
    sys.stdin.buffer.read()
    os.killpg(0, signal.SIGTERM)
    try:
        child.wait(GRACE_S)
    except subprocess.TimeoutExpired:
        child.kill()


def _kill_group(code: int) -> None:
    """End what the command left behind. The leash stands in that group, so it notes the exit code first."""
    print(f"ended with {code}", file=sys.stderr, flush=True)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
