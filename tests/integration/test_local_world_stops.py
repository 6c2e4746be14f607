"""However a local world ends, nothing of it stays: no process, no open port, no file that says it runs."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.outputs import Outputs, running_world
from local.ports import accepts
from local.waiting import until
from tests.integration.gateway_client import viewer_at
from tests.local_world import write_drawings

ROOT = Path(__file__).parents[2]
BOOT_LIMIT_S = 180.0
STOP_LIMIT_S = 120.0


@pytest.fixture
def run(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """What `make run` starts, beside whatever else runs in this checkout."""
    write_drawings(tmp_path / "drive")
    # Tests that run in the background ignore SIGINT, and so would what they start.
    command = ["env", "--default-signal=INT", sys.executable, "-m", "local.main", "run"]
    command += ["--port", "0", "--home", str(tmp_path)]
    process = subprocess.Popen([*command, "--drive", str(tmp_path / "drive")], cwd=ROOT)
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_stays(run: subprocess.Popen[bytes], tmp_path: Path, end: signal.Signals) -> None:
    outputs = booted(run, tmp_path)
    assert processes_of(tmp_path), "or the look-up below proves nothing"
    run.send_signal(end)
    run.wait(STOP_LIMIT_S)
    assert until(lambda: not processes_of(tmp_path), limit_s=STOP_LIMIT_S), processes_of(tmp_path)
    assert running_world(tmp_path / "outputs.json") is None
    assert not [name for name, port in ports_of(outputs).items() if accepts(port)]


def test_a_second_world_in_the_same_home_is_refused(run: subprocess.Popen[bytes], tmp_path: Path) -> None:
    outputs = booted(run, tmp_path)
    second = [sys.executable, "-m", "local.main", "run", "--home", str(tmp_path), "--drive", str(tmp_path / "drive")]
    refused = subprocess.run(second, cwd=ROOT, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "already" in refused.stderr
    assert all(accepts(port) for port in ports_of(outputs).values())


def booted(run: subprocess.Popen[bytes], home: Path) -> Outputs:
    """The world's addresses, once a Lambda of it has run: its process is one more that must not stay."""
    path = home / "outputs.json"
    assert until(lambda: path.exists() or run.poll() is not None, limit_s=BOOT_LIMIT_S)
    outputs = running_world(path)
    assert outputs is not None
    with viewer_at(outputs["WebSocketUrl"]) as viewer:
        viewer.ask("ping")
    return outputs


def ports_of(outputs: Outputs) -> dict[str, int]:
    return {name: int(outputs[name].rpartition(":")[2]) for name in ("AwsEndpointUrl", "DashboardUrl", "DriveUrl")}


def processes_of(home: Path) -> list[str]:
    """Command lines of the processes that name this world's folder in their arguments or environment."""
    return [text_of(process / "cmdline") for process in Path("/proc").glob("[0-9]*") if mentions(process, home)]


def mentions(process: Path, home: Path) -> bool:
    return any(str(home) in text_of(process / part) for part in ("cmdline", "environ"))


def text_of(path: Path) -> str:
    try:
        return path.read_text(errors="replace").replace("\0", " ")
    except OSError:  # ended meanwhile, or not ours to read
        return ""
