"""Ten times Drive's quota offered on the emulator: python -m bench.quota [--units 24000] [--files 400].

The local Drive gives so many units a minute and tells whoever wants more to slow down. All files are queued at once, and the
workers could read ten times as many as the quota lets through. Prints what the Drive gave, whether it had to refuse, whether
anything was downloaded for nothing (a download is 200 units), and whether any file used up a receive, and writes bench/results/quota.json.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any
from urllib.request import urlopen

from holescan.domain.quota import DOWNLOAD_UNITS
from local.deploy import client
from local.outputs import Outputs
from local.world import Plan, running
from tests.integration.gateway_client import Viewer, viewer_at

RESULTS = Path(__file__).parent / "results" / "quota.json"
LIMIT_S = 3600.0
FROM, TO = 0.2, 0.8
"""Of the files: between these the rate is measured, past the burst of the beginning and before the last stragglers."""


def main() -> None:
    """Measure, print, store."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--units", type=int, default=24_000)
    options.add_argument("--files", type=int, default=400)
    asked = options.parse_args()
    figures = measured(asked.units, asked.files)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n")
    print(json.dumps(figures, indent=2))


def measured(units: int, files: int) -> dict[str, Any]:
    """One scan in a world of its own, every file with a code, so that each says at which attempt it was read."""
    with TemporaryDirectory() as home:
        drive = Path(home, "drive")
        drive.mkdir()
        for number in range(files):
            (drive / f"ISO-{number:05}.txt").write_text("HOLE-1")
        plan = Plan(home=Path(home, "run"), outputs=Path(home, "outputs.json"), drive=drive, drive_quota=units)
        with running(plan, print) as outputs, viewer_at(outputs["WebSocketUrl"]) as viewer:
            tell_quota(outputs, units)
            return figures_of(units, files, *scanned(viewer, outputs), drive_figures(outputs))


def tell_quota(outputs: Outputs, units: int) -> None:
    """What `cdk deploy -c drive_user_units=` does."""
    functions = client(outputs["AwsEndpointUrl"], "lambda")
    for function in functions.list_functions()["Functions"]:
        variables = function.get("Environment", {}).get("Variables", {})
        if "HOLESCAN_DRIVE_USER_UNITS" in variables:
            variables |= {"HOLESCAN_DRIVE_USER_UNITS": str(units)}
            functions.update_function_configuration(
                FunctionName=function["FunctionName"], Environment={"Variables": variables}
            )


def scanned(viewer: Viewer, outputs: Outputs) -> tuple[dict[str, Any], list[tuple[float, int]]]:
    """COMPLETE, and how many files were done when, in seconds."""
    done: list[tuple[float, int]] = []

    def is_complete(message: dict[str, Any]) -> bool:
        if message["type"] == "PROGRESS":
            done.append((monotonic(), message["processed"]))
        return bool(message["type"] == "COMPLETE")

    folder, token = outputs["DriveFolderId"], outputs["Token"]
    viewer.send("start_scan", token=token, drive_link=folder, target_hole_codes=["HOLE-1"])
    complete = viewer.wait_for(is_complete, limit_s=LIMIT_S)
    attempts = Counter(seen["data"]["attempt"] for seen in viewer.seen if seen["type"] == "MATCH_FOUND")
    return complete | {"attempts": dict(attempts)}, done


def drive_figures(outputs: Outputs) -> dict[str, int]:
    """What the local Drive gave."""
    with urlopen(f"{outputs['DriveUrl']}/quota") as answer:  # noqa: S310 -- our own server
        figures: dict[str, int] = json.load(answer)
    return figures


def figures_of(
    units: int, files: int, complete: dict[str, Any], done: list[tuple[float, int]], drive: dict[str, int]
) -> dict[str, Any]:
    """The rate in units a minute while there was more to do than the quota let through."""
    steady = [(at, count) for at, count in done if FROM * files <= count <= TO * files]
    (begin, first), (end, last) = steady[0], steady[-1]
    rate = (last - first) * DOWNLOAD_UNITS * 60 / (end - begin)
    return {
        "quota": units,
        "files": files,
        "is_exact": [complete["total_files"], complete["total_matches"], complete["failed"]] == [files, files, 0],
        "steady_units_a_minute": round(rate),
        "share_of_quota": round(rate / units, 3),
        "units_given_a_file": round(drive["given"] / files, 1),
        "busiest_minute": drive["busiest"],
        "refused_by_drive": drive["refused"],
        "attempts": complete["attempts"],
    }


if __name__ == "__main__":
    main()
