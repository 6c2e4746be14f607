import json
import subprocess
import sys
from pathlib import Path

from local.outputs import published, running_world


def test_outputs_stand_exactly_while_the_world_runs(tmp_path: Path) -> None:
    path = tmp_path / "outputs.json"
    assert running_world(path) is None
    with published({"WebSocketUrl": "ws://x"}, path):
        found = running_world(path)
        assert found is not None
        assert found["WebSocketUrl"] == "ws://x"
    assert list(tmp_path.iterdir()) == []


def test_outputs_of_a_killed_world_count_for_nothing(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    path = tmp_path / "outputs.json"
    path.write_text(json.dumps({"WebSocketUrl": "ws://x", "Pid": str(ended.pid)}))
    assert running_world(path) is None
