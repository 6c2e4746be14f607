import subprocess
import tomllib
from pathlib import Path

import pytest

from cdk.dependencies import ROOT, uv

EXPORT = ["export", "--quiet", "--frozen", "--no-hashes", "--no-emit-project", "--no-annotate", "--no-header"]
EXPORTED = {
    ROOT / "requirements.txt": "--all-groups",
    ROOT / "layers" / "dependencies" / "requirements.txt": "--no-default-groups",
}


@pytest.mark.parametrize(("file", "groups"), EXPORTED.items(), ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_the_exported_requirements_are_those_of_the_lock(file: Path, groups: str) -> None:
    exported = subprocess.run([uv(), *EXPORT, groups], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert file.read_text() == exported, "run `make lock`"


def test_the_layer_is_asked_for_everything_that_runs_in_a_lambda() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    pinned = (ROOT / "layers" / "dependencies" / "requirements.txt").read_text().splitlines()
    names = {line.partition("==")[0] for line in pinned}
    assert {_name(each) for each in wanted} <= names


def _name(requirement: str) -> str:
    name = requirement
    for end in ("[", "=", ">", "<"):
        name = name.partition(end)[0]
    return name.replace(".", "-")
