"""What a scan asks of AWS, and what it costs: python -m bench.scale [--files 100000] [--emulator 5000].

A scan of tiny files, 5 % of them with a code, one viewer, goes through the use cases in memory, and every call of a port
is counted. What a call costs is measured on the real adapters over moto's AWS, so nothing here is guessed but the poller:
Lambda asks SQS once to receive and once to delete each batch. Drive, logs and traces are left out. The same scan is
priced for a design that puts, updates and pushes once for each file. Prints the figures and writes
bench/results/scale.json.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from bench.scaling.scans import BATCH, MATCHING, SECONDS_OF_A_TINY_FILE, Costs, Scanned, measured_costs, scan
from bench.scaling.taps import Taps
from holescan.domain import prices

RESULTS = Path(__file__).parent / "results" / "scale.json"

SAMPLE = 300
"""Files of the scan on moto, which copies its whole table for each transaction."""

SECONDS_OF_A_DRAWING = 1.5
DRAWINGS = 6_600
MILLION = 1_000_000
TARGETS = {"requests_per_file": 1.0, "write_units_per_file": 2.6, "progress_messages": 1_100, "report_peak_mb": 512}

WORKER_GB = 2
"""cdk/pipeline.py. Its time is the same in both designs, so it is told apart."""

Usage = Counter[str]


def main() -> None:
    """Measure, print, store."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=100_000)
    options.add_argument("--emulator", type=int, default=0, help="files to scan on the emulator; 0: none")
    asked = options.parse_args()
    costs = measured_costs(SAMPLE, seconds_per_file=SECONDS_OF_A_TINY_FILE)
    costs_of_drawings = measured_costs(SAMPLE, seconds_per_file=SECONDS_OF_A_DRAWING)
    tiny = counted(asked.files, SECONDS_OF_A_TINY_FILE)
    figures: dict[str, Any] = {
        "tiny_files": figures_of(tiny, costs),
        "drawings_of_1.5_s": figures_of(counted(DRAWINGS, SECONDS_OF_A_DRAWING), costs_of_drawings),
        "memory": {role: memory_of(role, asked.files) for role in ("lister", "report")},
        "dollars": dollars(costs, tiny),
        "targets": TARGETS,
        "prices": f"{prices.REGION}, as of {prices.AS_OF}",
    }
    if asked.emulator:
        from bench.scaling.emulator import scan_on_emulator  # noqa: PLC0415 -- it brings a whole local world

        figures["emulator"] = scan_on_emulator(asked.emulator)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n")
    print(json.dumps(figures, indent=2))


def counted(files: int, seconds_per_file: float) -> Scanned:
    """The scan in memory."""
    return scan(files, Taps(), seconds_per_file=seconds_per_file)


def naive_usage(files: int) -> Usage:
    """One put, one update and one push for each file, one push more for each hit; queues and batches as ours."""
    per_file = {
        "sqs SendMessageBatch": 1 / BATCH,
        "sqs ReceiveMessage": 1 / BATCH,
        "sqs DeleteMessageBatch": 1 / BATCH,
        "lambda Invoke": 1 / BATCH,
        "dynamodb PutItem": 1,
        "dynamodb UpdateItem": 1,
        prices.WRITE_UNITS: 2,
        "apigatewaymanagementapi PostToConnection": 1 + MATCHING,
    }
    return Counter({name: each * files for name, each in per_file.items()})


def figures_of(scanned: Scanned, costs: Costs) -> dict[str, Any]:
    """A scan of ours beside the naive one."""
    return {
        "files": scanned.files,
        "messages_to_the_browser": dict(scanned.messages),
        "ours": per_file(costs.of(scanned), scanned.files),
        "naive": per_file(naive_usage(scanned.files), scanned.files),
    }


def per_file(usage: Usage, files: int) -> dict[str, Any]:
    """Per file, the rarest left out of the list but not of the sum."""
    requests = {name: count / files for name, count in usage.items() if name not in prices.UNITS}
    shown = sorted(((round(each, 4), name) for name, each in requests.items()), reverse=True)
    return {
        "requests_per_file": round(sum(requests.values()), 3),
        "write_units_per_file": round(usage[prices.WRITE_UNITS] / files, 3),
        "read_units_per_file": round(usage[prices.READ_UNITS] / files, 3),
        "by_operation": {name: each for each, name in shown if each},
    }


def dollars(costs: Costs, large: Scanned) -> dict[str, Any]:
    """For 6,600 and for a million tiny files; a million is the large scan as often as it fits."""
    small = counted(DRAWINGS, SECONDS_OF_A_TINY_FILE)
    ours = {
        DRAWINGS: prices.dollars(costs.of(small)),
        MILLION: prices.dollars(costs.of(large)) * MILLION / large.files,
    }
    return {
        f"{size:,} files": {
            "ours": round(price, 4),
            "naive": round(prices.dollars(naive_usage(size)), 4),
            "lambda_time_of_either_at_0.1_s": round(lambda_dollars(size, SECONDS_OF_A_TINY_FILE), 3),
            "lambda_time_of_either_at_1.5_s": round(lambda_dollars(size, SECONDS_OF_A_DRAWING), 3),
        }
        for size, price in ours.items()
    }


def lambda_dollars(files: int, seconds_per_file: float) -> float:
    """The workers' time."""
    return files * seconds_per_file * WORKER_GB * prices.LAMBDA_GB_S


def memory_of(role: str, files: int) -> dict[str, Any]:
    """In a fresh process without lxml, as in the Lambda."""
    command = [sys.executable, "-m", "bench.scaling.memory", role, str(files)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, env={"OPENPYXL_LXML": "False"})  # noqa: S603 -- our own
    measured: dict[str, Any] = json.loads(run.stdout)
    return measured


if __name__ == "__main__":
    main()
