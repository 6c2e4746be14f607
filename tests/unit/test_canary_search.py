"""The search for a leaked secret sees through what would hide one."""

import base64
import gzip
import subprocess
import sys

import pytest

from tests.integration.canary import holds, processes

SECRET = "ya29.a-secret_of-some-length"


@pytest.mark.parametrize("before", ["", "x", "xx", "xxx"])
def test_a_secret_in_base64_is_found_wherever_it_begins(before: str) -> None:
    hidden = base64.b64encode(f"{before}{SECRET} and more".encode())
    assert SECRET.encode() not in hidden
    assert holds(hidden, SECRET)


def test_a_secret_that_is_compressed_is_found() -> None:
    assert holds(gzip.compress(SECRET.encode()), SECRET)


def test_another_secret_is_not_found() -> None:
    content = SECRET.replace("secret", "Secret").encode()
    assert not holds(content + base64.b64encode(content) + gzip.compress(content), SECRET)


def test_a_secret_in_the_environment_of_a_process_is_found() -> None:
    command = [sys.executable, "-c", "print('ready', flush=True); input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"TOKEN": SECRET}) as process:
        assert process.stdout is not None
        process.stdout.readline()
        guilty = [name for name, content in processes() if holds(content, SECRET)]
        process.communicate(b"\n")
    assert [name.split()[1] for name in guilty] == [str(process.pid)]
