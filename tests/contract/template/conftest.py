"""Both variants of the stack, synthesized once: CDK takes ten seconds for each."""

import pytest

from tests.contract.template.reading import Synthesized, read, synthesize

GATEWAY, DRIVE, DASHBOARD = "http://127.0.0.1:1/_aws/execute-api", "http://127.0.0.1:2", "http://127.0.0.1:3"
TEXTRACT = "http://127.0.0.1:4"
LOCAL = (
    "local=true",
    f"gateway_base_url={GATEWAY}",
    f"drive_api_url={DRIVE}",
    f"textract_url={TEXTRACT}",
    f"dashboard_origin={DASHBOARD}",
)
BOTH = ("google_client_id=1234-abc.apps.googleusercontent.com",)


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Synthesized]:
    files = tmp_path_factory.mktemp("dist")
    (files / "index.html").write_text("<!doctype html>")
    folders = {name: tmp_path_factory.mktemp(name) for name in ("deployed", "local")}
    runs = [
        synthesize(folders["deployed"], f"dashboard_files={files}", "alarm_email=operator@example.org", *BOTH),
        synthesize(folders["local"], *LOCAL, *BOTH),
    ]
    for run in runs:
        output, _ = run.communicate(timeout=900)
        assert run.returncode == 0, output
    return {name: read(folder) for name, folder in folders.items()}


@pytest.fixture(scope="session")
def deployed(both: dict[str, Synthesized]) -> Synthesized:
    return both["deployed"]


@pytest.fixture(scope="session", params=["deployed", "local"])
def stack(request: pytest.FixtureRequest, both: dict[str, Synthesized]) -> Synthesized:
    return both[request.param]


@pytest.fixture(scope="session")
def local(both: dict[str, Synthesized]) -> Synthesized:
    return both["local"]


@pytest.fixture
def dashboard_origin() -> str:
    return DASHBOARD
