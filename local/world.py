"""A local world: the emulator with the stack in it, a Drive over a folder, the dashboard. All of it or nothing."""

import fcntl
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from local.assembly import Addresses, addressed, synthesized
from local.dashboard import SAMPLE_CODES_PATH, application, deployed_headers, serving
from local.deploy import Deployed, client, deploy
from local.drive.ids import root_id
from local.emulator.server import start_emulator
from local.locks import locked
from local.outputs import Outputs, published
from local.ports import HOST, accepts, free_ports
from local.processes import Leashed
from local.textract.server import start_textract

ROOT = Path(__file__).parents[1]
LOCAL = ROOT / ".local"
DASHBOARD_FILES = ROOT / "frontend" / "dist"
SERVER_LIMIT_S = 60.0

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a world is made of.

    Attributes:
        home: its own folder; what it writes lies there, and nothing in it outlives the next start.
        outputs: the file in which it publishes its addresses.
        drive: served as a Google Drive.
        codes: a code sheet that the dashboard offers for download.
        drive_quota: units a minute that its Drive gives; 0 gives everything.
        base_port: its ports are the first free ones from here; 0 takes any.
    """

    home: Path
    outputs: Path
    drive: Path
    codes: Path | None = None
    drive_quota: int = 0
    base_port: int = 0


class AlreadyRunning(RuntimeError):
    """Another process runs a world in this folder."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.home = home

    def __str__(self) -> str:
        return f"a local world is already running in {self.home}; stop it first"


@contextmanager
def running(plan: Plan, say: Say) -> Iterator[Outputs]:
    """Boot the world, yield its addresses when all of it answers, and leave no process and no open port behind.

    Raises:
        AlreadyRunning, DidNotStart, CdkFailed, NoFreePort: each says what to look at.
    """
    with ExitStack() as stack:
        stack.enter_context(_alone_in(plan.home))
        plan.outputs.unlink(missing_ok=True)
        site = _Site.choose(plan)
        emulator = start_emulator(site.emulator_port, plan.home)
        stack.callback(emulator.stop)
        say("the AWS emulator answers")
        drive = _start_drive(plan, site)
        stack.callback(drive.stop)
        textract = start_textract(site.textract_port, plan.home)
        stack.callback(textract.stop)
        deployed = _deployed(plan, site, say)
        drive.wait_until(lambda: accepts(site.drive_port), limit_s=SERVER_LIMIT_S)
        textract.wait_until(lambda: accepts(site.textract_port), limit_s=SERVER_LIMIT_S)
        outputs = _outputs(plan, site, deployed)
        stack.enter_context(_dashboard(plan, site, outputs))
        stack.enter_context(published(outputs, plan.outputs))
        yield outputs


@dataclass(frozen=True, slots=True)
class _Site:
    """Where this world's servers stand, chosen before the first of them starts."""

    dashboard_port: int
    emulator_port: int
    drive_port: int
    textract_port: int
    token: str
    addresses: Addresses

    @classmethod
    def choose(cls, plan: Plan) -> Self:
        dashboard, emulator, drive, textract = free_ports(plan.base_port, 4)
        addresses = Addresses(
            gateway_base_url=f"http://{HOST}:{emulator}/_aws/execute-api",
            drive_api_url=f"http://{HOST}:{drive}",
            textract_url=f"http://{HOST}:{textract}",
            dashboard_origin=f"http://{HOST}:{dashboard}",
            drive_folder_id=root_id(plan.drive),
        )
        return cls(dashboard, emulator, drive, textract, secrets.token_hex(24), addresses)

    @property
    def endpoint(self) -> str:
        return f"http://{HOST}:{self.emulator_port}"


@contextmanager
def _alone_in(home: Path) -> Iterator[None]:
    home.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(home / "lock", fcntl.LOCK_EX | fcntl.LOCK_NB))
        except BlockingIOError:
            raise AlreadyRunning(home) from None
        yield


def _deployed(plan: Plan, site: _Site, say: Say) -> Deployed:
    with synthesized(LOCAL / "cdk.out") as kept:
        say("the template is synthesized")
        assembly = addressed(kept, site.addresses, plan.home / "assembly")
        deployed = deploy(assembly, site.endpoint, log_folder=plan.home)
        say("the stack is deployed")
        return deployed


def _start_drive(plan: Plan, site: _Site) -> Leashed:
    command = [sys.executable, "-m", "local.drive", "--folder", str(plan.drive)]
    command += ["--port", str(site.drive_port), "--token", site.token, "--quota", str(plan.drive_quota)]
    return Leashed.start("the local Drive", command, log=plan.home / "drive.log", cwd=ROOT, env=None)


def _outputs(plan: Plan, site: _Site, deployed: Deployed) -> Outputs:
    base = site.addresses.gateway_base_url.replace("http", "ws", 1)
    return {
        **deployed.outputs,
        # API Gateway's own host name in the stack's output leads to AWS.
        "WebSocketUrl": f"{base}/{deployed.api_id}/{deployed.stage}",
        "DashboardUrl": site.addresses.dashboard_origin,
        "DriveUrl": site.addresses.drive_api_url,
        "DriveFolderId": site.addresses.drive_folder_id,
        "Token": site.token,
        "AwsEndpointUrl": site.endpoint,
        "Drive": str(plan.drive.resolve()),
    }


def _dashboard(plan: Plan, site: _Site, outputs: Outputs) -> AbstractContextManager[str]:
    config = {
        "webSocketUrl": outputs["WebSocketUrl"],
        "driveFolderId": outputs["DriveFolderId"],
        "driveUrl": outputs["DriveUrl"],
        "token": outputs["Token"],
        **({"sampleCodesUrl": SAMPLE_CODES_PATH} if plan.codes else {}),
    }
    hosts = f"{site.endpoint.replace('http', 'ws', 1)} {site.endpoint}"
    headers = deployed_headers(partial(client, site.endpoint), connects_to=hosts)
    return serving(application(DASHBOARD_FILES, config, headers, plan.codes), site.dashboard_port)
