"""Starts the recognition server in its own environment; `python -m local.textract.server` only makes that."""

from pathlib import Path

from local.environments import interpreter
from local.processes import Leashed

REPOSITORY = Path(__file__).parents[2]
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
FOLDER = REPOSITORY / ".local" / "textract-venv"
PACKAGE = REPOSITORY / "layers" / "holescan" / "python"


def environment() -> Path:
    """The interpreter that has rapidocr."""
    return interpreter(FOLDER, REQUIREMENTS)


def start_textract(port: int, home: Path) -> Leashed:
    """Start serving on `port`. It answers within a second; the engine is loaded with the first picture."""
    command = [str(environment()), "-m", "local.textract", "--port", str(port)]
    return Leashed.start(
        "text recognition", command, log=home / "textract.log", cwd=REPOSITORY, env={"PYTHONPATH": str(PACKAGE)}
    )


if __name__ == "__main__":
    environment()
