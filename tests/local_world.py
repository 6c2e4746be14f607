"""One local world a session: the real template in the emulator, with a Drive over files that the tests wrote."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from local.outputs import Outputs
from local.world import Plan, running

DRAWINGS = {
    "isometrics/BH-07 line.txt": "Line 10-CWS-1042 ends at HOLE-123. See BH-07.",
    "isometrics/second sheet.csv": "tag,remark\nHOLE-124,spare\n",
    "logs/empty of codes.txt": "Nothing to be found here.",
    "logs/broken.pdf": "%PDF-1.7\nthis is no drawing",
}


@dataclass(frozen=True)
class World:
    """A running world.

    Attributes:
        drive: the folder behind its Drive.
        home: where its emulator and what that runs live.
    """

    outputs: Outputs
    drive: Path
    home: Path

    @property
    def url(self) -> str:
        return self.outputs["WebSocketUrl"]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = tmp_path_factory.mktemp("world")
    drive = home / "drive"
    write_drawings(drive)
    plan = Plan(home=home / "run", outputs=home / "outputs.json", drive=drive)
    with running(plan, print) as outputs:
        yield World(outputs, drive, plan.home)


def write_drawings(folder: Path) -> None:
    for name, text in DRAWINGS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
