"""`.local/outputs.json`: there when, and only when, all of a local world is ready."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

Outputs = Mapping[str, str]


@contextmanager
def published(outputs: Outputs, path: Path) -> Iterator[None]:
    """Have the file stand while the block runs. It comes by rename, so a reader never sees half of it."""
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps({**outputs, "Pid": str(os.getpid())}, indent=2))
    draft.rename(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def running_world(path: Path) -> Outputs | None:
    """What a world that still runs has published at `path`; a file that a killed one left behind is none."""
    try:
        outputs: Outputs = json.loads(path.read_text())
    except FileNotFoundError:
        return None
    return outputs if _is_alive(int(outputs["Pid"])) else None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's by now
        return False
    return True
