"""A local world: the emulator with the stack in it, a Drive over a folder, the dashboard. All of it or nothing."""

import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from local.assembly import Addresses, addressed, synthesized
from local.dashboard import SAMPLE_CODES_PATH, application, deployed_headers, serving
from local.deploy import Deployed, client, deploy
from local.drive.ids import root_id
from local.emulator.server import start_emulator
from local.outputs import Outputs, published
from local.ports import HOST, accepts, free_ports
from local.processes import Leashed

ROOT = Path(__file__).parents[1]
LOCAL = ROOT / ".local"
DASHBOARD_FILES = ROOT / "frontend" / "dist"
DRIVE_LIMIT_S = 60.0
GOOGLE_SIGN_IN = "https://accounts.google.com/gsi/"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a world is made of.

    Attributes:
        home: its own folder; what it writes lies there, and nothing in it outlives the next start.
        outputs: the file in which it publishes its addresses.
        drive: served as a Google Drive.
        codes: a code sheet that the dashboard offers for download.
        base_port: its ports are the first free ones from here; 0 takes any.
    """

    home: Path
    outputs: Path
    drive: Path
    codes: Path | None = None
    base_port: int = 0


@contextmanager
def running(plan: Plan, say: Say) -> Iterator[Outputs]:
    """Boot the world, yield its addresses when all of it answers, and leave no process and no open port behind.

    Raises:
        DidNotStart, CdkFailed, NoFreePort: each says what to look at.
    """
    plan.outputs.unlink(missing_ok=True)
    dashboard_port, emulator_port, drive_port = free_ports(plan.base_port, 3)
    endpoint = f"http://{HOST}:{emulator_port}"
    token = secrets.token_urlsafe(24)
    with ExitStack() as stack:
        emulator = start_emulator(emulator_port, plan.home)
        stack.callback(emulator.stop)
        say("the AWS emulator answers")
        drive = _start_drive(plan, drive_port, token)
        stack.callback(drive.stop)
        addresses = Addresses(
            gateway_base_url=f"{endpoint}/_aws/execute-api",
            drive_api_url=f"http://{HOST}:{drive_port}",
            dashboard_origin=f"http://{HOST}:{dashboard_port}",
            drive_folder_id=root_id(plan.drive),
        )
        assembly = addressed(synthesized(LOCAL / "cdk.out"), addresses, plan.home / "assembly")
        say("the template is synthesized")
        deployed = deploy(assembly, endpoint, log_folder=plan.home)
        say("the stack is deployed")
        drive.wait_until(lambda: accepts(drive_port), limit_s=DRIVE_LIMIT_S)
        outputs = _outputs(plan, addresses, endpoint, token, deployed)
        stack.enter_context(_dashboard(plan, dashboard_port, outputs))
        stack.enter_context(published(outputs, plan.outputs))
        yield outputs


def _start_drive(plan: Plan, port: int, token: str) -> Leashed:
    command = [sys.executable, "-m", "local.drive", "--folder", str(plan.drive), "--port", str(port), "--token", token]
    return Leashed.start("the local Drive", command, log=plan.home / "drive.log", cwd=ROOT, env=None)


def _outputs(plan: Plan, addresses: Addresses, endpoint: str, token: str, deployed: Deployed) -> Outputs:
    path = f"{deployed.api_id}/{deployed.stage}"
    return {
        **deployed.outputs,
        # API Gateway's own host name in the stack's output leads to AWS.
        "WebSocketUrl": f"{addresses.gateway_base_url.replace('http', 'ws', 1)}/{path}",
        "DashboardUrl": addresses.dashboard_origin,
        "DriveUrl": addresses.drive_api_url,
        "DriveFolderId": addresses.drive_folder_id,
        "Token": token,
        "AwsEndpointUrl": endpoint,
        "Drive": str(plan.drive.resolve()),
    }


def _dashboard(plan: Plan, port: int, outputs: Outputs) -> AbstractContextManager[str]:
    endpoint = outputs["AwsEndpointUrl"]
    config = {
        "webSocketUrl": outputs["WebSocketUrl"],
        "driveFolderId": outputs["DriveFolderId"],
        "driveUrl": outputs["DriveUrl"],
        "token": outputs["Token"],
        **({"sampleCodesUrl": SAMPLE_CODES_PATH} if plan.codes else {}),
    }
    hosts = f"{endpoint.replace('http', 'ws', 1)} {endpoint} {GOOGLE_SIGN_IN}"
    headers = deployed_headers(partial(client, endpoint), connects_to=hosts)
    return serving(application(DASHBOARD_FILES, config, headers, plan.codes), port)
