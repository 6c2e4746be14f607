"""A scan of 1,000 files on the emulator whose tokens die again and again, each time followed by `refresh_token`.

`python -m bench.tokens` prints and keeps: whether the totals are exact, how often the scan waited, and for how long.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.scaling.emulator import LIMIT_S, write_tiny_files
from local.outputs import Outputs
from local.world import Plan, running
from tests.integration.gateway_client import Message, viewer_at
from tests.sign_in import new_token

FILES = 1000
LIVES: tuple[dict[str, float], ...] = ({"lives_s": 30}, {"requests": 60})
"""Half a minute each, and sixty requests each: the second is as often on any machine."""
RESULTS = Path(__file__).parent / "results" / "tokens.json"


def scan(outputs: Outputs, hits: int, life: dict[str, float]) -> dict[str, Any]:
    """One scan, its token renewed whenever the server says PAUSED."""
    begin, waits = perf_counter(), 0
    with viewer_at(outputs["WebSocketUrl"]) as viewer:

        def send(action: str, **fields: Any) -> None:
            token = new_token(outputs["DriveUrl"], outputs["Token"], **life)
            viewer.send(action, token=token, **fields)

        send("start_scan", drive_link=outputs["DriveFolderId"], target_hole_codes=["HOLE-1"])
        message = viewer.wait_for(_matters, limit_s=LIMIT_S)
        session_id = message["session_id"]
        while message["type"] != "COMPLETE":
            # An ERROR: the token died before it was looked at. Another one is needed all the same.
            waits += message["type"] == "PAUSED"
            send("refresh_token", session_id=session_id)
            message = viewer.wait_for(_matters, limit_s=LIMIT_S)
    told = [message[name] for name in ("state", "total_files", "total_processed", "total_matches", "failed")]
    return {
        "token": life,
        "files": FILES,
        "seconds": round(perf_counter() - begin, 1),
        "waits": waits,
        "exact": told == ["COMPLETE", FILES, FILES, hits, 0],
        "files_said_to_have_failed": sum(each["type"] == "FILE_FAILED" for each in viewer.seen),
    }


def _matters(message: Message) -> bool:
    return message["type"] in {"PAUSED", "COMPLETE", "ERROR"}


def main() -> None:
    """Scan once with each life."""
    with TemporaryDirectory() as home:
        drive = Path(home, "drive")
        hits = write_tiny_files(drive, FILES)
        plan = Plan(home=Path(home, "run"), outputs=Path(home, "outputs.json"), drive=drive)
        with running(plan, print) as outputs:
            figures = [scan(outputs, hits, life) for life in LIVES]
    text = json.dumps(figures, indent=2)
    RESULTS.write_text(f"{text}\n")
    print(text)


if __name__ == "__main__":
    main()
