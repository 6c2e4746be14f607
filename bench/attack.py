"""A scan under attack on the emulator: python -m bench.attack [--files 2000].

While the scan runs, a worker process is killed every few seconds, a fifth of the messages is sent twice, and of two clients
one loses its connection every few seconds. Prints whether the totals are exact and whether both clients know the same in the
end, and writes bench/results/attack.json.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import monotonic
from typing import Any

from bench.scaling.emulator import write_tiny_files
from client.connection import Connection, Dropped, Wire, connected
from client.events import EventLog
from client.follow import ScanView, Standing
from client.follower import Follower, Patience
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.adapters.aws.s3_storage import S3PageLog
from holescan.adapters.aws.sqs_queues import SqsScanQueue
from holescan.domain.ids import SessionId
from holescan.protocol.client import Action, ResumeScan, StartScan
from holescan.protocol.row_models import FailureRow
from holescan.protocol.rows import Row
from holescan.protocol.server import Complete, ServerMessage
from holescan.protocol.tasks import ScanTask
from local.deploy import client
from local.outputs import Outputs
from local.world import Plan, running
from tests.faults.worker_processes import WorkerProcesses

RESULTS = Path(__file__).parent / "results" / "attack.json"

FILE_LIMIT_S, TIMEOUT_S, VISIBILITY_S = 4, 10, 60
KILL_EVERY_S = 4.0
CUT_EVERY_S = 3.0
TWICE = 5
"""Every so manieth message is sent twice."""


def main() -> None:
    """Attack, print, store."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=2000)
    figures = attacked(options.parse_args().files)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n")
    print(json.dumps(figures, indent=2))


def attacked(files: int) -> dict[str, Any]:
    """One scan in a world of its own."""
    with TemporaryDirectory() as home:
        drive = Path(home, "drive")
        hits = write_tiny_files(drive, files)
        plan = Plan(home=Path(home, "run"), outputs=Path(home, "outputs.json"), drive=drive)
        with running(plan, print) as outputs:
            attack = Attack(outputs, WorkerProcesses(plan.home))
            attack.be_impatient()
            begin = monotonic()
            calm, cut = attack.run()
            seconds = monotonic() - begin
    return {"files": files, "seconds": round(seconds), **attack.counts, **verdict(files, hits, calm, cut)}


def verdict(files: int, hits: int, calm: ScanView, cut: ScanView) -> dict[str, Any]:
    """What the two clients know in the end."""
    told = [
        (end.total_files, end.total_processed, end.total_matches, end.failed)
        for end in (calm.ending, cut.ending)
        if isinstance(end, Complete)
    ]
    return {
        "told": told,
        "is_exact": told == [(files, files, hits, 0)] * 2,
        "both_know_the_same": {_key(row) for row in calm.rows.values()} == {_key(row) for row in cut.rows.values()},
        "rows": len(calm.rows),
        "attempts": Counter(row.attempt for row in calm.rows.values()),
        "reasons": Counter(row.reason for row in calm.rows.values() if isinstance(row, FailureRow)),
    }


def _key(row: Row) -> str:
    return row.model_dump_json()


class Silent:
    """A display that nobody looks at."""

    def say(self, line: str) -> None:
        """Nothing."""

    def row(self, row: Row) -> None:
        """Nothing."""

    def standing(self, standing: Standing) -> None:
        """Nothing."""


@dataclass(slots=True)
class Attack:
    """What is done to one scan.

    Attributes:
        counts: how often what was done.
    """

    outputs: Outputs
    workers: WorkerProcesses
    counts: dict[str, int] = field(default_factory=lambda: {"killed": 0, "sent_twice": 0, "connections_cut": 0})
    _over: Event = field(default_factory=Event)

    def be_impatient(self) -> None:
        """Short time-outs, so that what a killed worker held comes again soon."""
        functions = self._aws("lambda")
        for function in functions.list_functions()["Functions"]:
            if "ScanWorker" in function["FunctionName"]:
                variables = function["Environment"]["Variables"] | {"HOLESCAN_FILE_TIME_LIMIT_S": str(FILE_LIMIT_S)}
                functions.update_function_configuration(
                    FunctionName=function["FunctionName"], Timeout=TIMEOUT_S, Environment={"Variables": variables}
                )
        attributes = {"VisibilityTimeout": str(VISIBILITY_S)}
        for name in ("ProcessingQueue", "QuarantineQueue"):
            self._aws("sqs").set_queue_attributes(QueueUrl=self._queue_url(name), Attributes=attributes)

    def run(self) -> tuple[ScanView, ScanView]:
        """Scan to the end; answers what the undisturbed and the disturbed client know."""
        secret = token_urlsafe(32)
        connect = partial(connected, self.outputs["WebSocketUrl"], secret, EventLog(None))
        view, other = ScanView(), ScanView()
        start = StartScan(
            request_id=token_urlsafe(8),
            token=self.outputs["Token"],
            drive_link=self.outputs["DriveFolderId"],
            target_hole_codes=("HOLE-1",),
        )
        threads = [
            Thread(target=self._kill),
            Thread(target=self._repeat_and_watch, args=(view, other, connect)),
        ]
        for thread in threads:
            thread.start()
        try:
            self._follow(view, start, connect)
        finally:
            self._over.set()
            for thread in threads:
                thread.join()
        return view, other

    def _follow(self, view: ScanView, hello: Action, connect: Callable[[], AbstractContextManager[Wire]]) -> None:
        patience = replace(Patience(), first_pause=0.2, longest_pause=1, tries=10**6)
        url = self.outputs["WebSocketUrl"]
        Follower(view, hello, connect, Silent(), monotonic, url, patience).follow()

    def _kill(self) -> None:
        while not self._over.wait(KILL_EVERY_S):
            self.counts["killed"] += self.workers.kill(at_most=1)

    def _repeat_and_watch(self, view: ScanView, other: ScanView, connect: Callable[[], Any]) -> None:
        while not view.session_id and not self._over.wait(0.1):
            pass
        session_id = SessionId(view.session_id)
        repeater = Thread(target=self._repeat, args=(view, session_id))
        repeater.start()
        self._follow(other, ResumeScan(session_id=session_id, request_id="again"), partial(self._unsteady, connect))
        repeater.join()

    def _repeat(self, view: ScanView, session_id: SessionId) -> None:
        log = S3PageLog(S3Bucket(self._aws("s3"), self.outputs["BucketName"]))
        while view.standing.processed == 0 and not self._over.wait(0.1):
            pass
        twice = [file for page in log.pages(session_id) for file in page.files][::TWICE]
        queue = SqsScanQueue(self._aws("sqs"), self._queue_url("ProcessingQueue"))
        queue.put_all(ScanTask(session_id=session_id, epoch=1, file=file) for file in twice)
        self.counts["sent_twice"] += len(twice)

    @contextmanager
    def _unsteady(self, connect: Callable[[], AbstractContextManager[Connection]]) -> Iterator[Wire]:
        with connect() as wire:
            yield Unsteady(wire, monotonic() + CUT_EVERY_S, self.counts)

    def _queue_url(self, name: str) -> str:
        urls = self._aws("sqs").list_queues()["QueueUrls"]
        return next(str(url) for url in urls if name in url and "DLQ" not in url)

    def _aws(self, service: str) -> Any:
        return client(self.outputs["AwsEndpointUrl"], service)


@dataclass(slots=True)
class Unsteady:
    """A connection that does not last."""

    wire: Wire
    until: float
    counts: dict[str, int]

    def send(self, action: Action) -> None:
        """As the connection does."""
        self._last()
        self.wire.send(action)

    def receive(self, timeout_s: float) -> ServerMessage | None:
        """As the connection does."""
        self._last()
        return self.wire.receive(min(timeout_s, max(0.01, self.until - monotonic())))

    def _last(self) -> None:
        if monotonic() > self.until:
            self.counts["connections_cut"] += 1
            raise Dropped("cut")


if __name__ == "__main__":
    main()
