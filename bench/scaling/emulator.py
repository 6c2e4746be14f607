"""The same tiny files through the deployed template on the emulator: whether the totals are exact, and how long it takes."""

import random
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.scaling.scans import MATCHING
from local.world import Plan, running
from tests.integration.gateway_client import viewer_at

LIMIT_S = 3600.0


def scan_on_emulator(files: int) -> dict[str, Any]:
    """Boot a world of its own, scan, and tell what the browser was told."""
    with TemporaryDirectory() as home:
        drive = Path(home, "drive")
        hits = write_tiny_files(drive, files)
        plan = Plan(home=Path(home, "run"), outputs=Path(home, "outputs.json"), drive=drive)
        with running(plan, print) as outputs, viewer_at(outputs["WebSocketUrl"]) as viewer:
            begin = perf_counter()
            viewer.send(
                "start_scan",
                token=outputs["Token"],
                drive_link=outputs["DriveFolderId"],
                target_hole_codes=["HOLE-1"],
            )
            complete = viewer.wait_for("COMPLETE", limit_s=LIMIT_S)
            seconds = perf_counter() - begin
    told = [complete[name] for name in ("total_files", "total_processed", "total_matches", "failed")]
    return {
        "files": files,
        "seconds": round(seconds, 1),
        "files_per_s": round(files / seconds, 1),
        "exact": told == [files, files, hits, 0],
        "messages_to_the_browser": dict(Counter(message["type"] for message in viewer.seen)),
    }


def write_tiny_files(folder: Path, files: int) -> int:
    """Fill the folder, and answer how many of its files carry the code."""
    folder.mkdir(parents=True)
    hits = set(random.Random(5).sample(range(files), round(files * MATCHING)))  # noqa: S311 -- the same in every run
    for number in range(files):
        (folder / f"ISO-{number:06}.txt").write_text("HOLE-1" if number in hits else "nothing")
    return len(hits)
