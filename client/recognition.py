"""Text recognition for `holescan find`: the local stack's engine, started with the first picture and ended with the command."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from client.errors import CommandFailed
from client.local_files import Recognise
from holescan.domain.recognised import RecognisedPage, RecognisedText
from holescan.domain.recognition import OcrMode
from holescan.ports import PageRenderer, TextRecogniser
from holescan.runtime.system import SystemClock
from holescan.steps.recognise import Leave, Recognition

# `make ocr` and `make run` make it. Only a checkout has it: the engine is no part of the package.
REPOSITORY = Path(__file__).parents[1]
ENGINE_PYTHON = REPOSITORY / ".local" / "textract-venv" / "bin" / "python"
_PACKAGE = REPOSITORY / "layers" / "holescan" / "python"
_LEASH = REPOSITORY / "local" / "leash.py"
# A person waits for the last page, however long the engine takes.
_PATIENCE_S = 600


def is_installed() -> bool:
    """Whether there is an engine on this machine."""
    return ENGINE_PYTHON.exists()


class LocalEngine:
    """The TextRecogniser port over a server of its own."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def read(self, image: bytes) -> RecognisedText:
        """The lines of a picture."""
        return self._recogniser.read(image)

    def close(self) -> None:
        """End the server, if one was started."""
        if self._process is not None:
            self._process.communicate()  # closes the leash

    @cached_property
    def _recogniser(self) -> TextRecogniser:
        # Both take their time to import, and most searches meet no picture.
        from holescan.adapters.aws.clients import local_textract  # noqa: PLC0415
        from holescan.adapters.ocr import TextractRecogniser  # noqa: PLC0415

        return TextractRecogniser(local_textract(self._started()))

    def _started(self) -> str:
        """Its address."""
        serve = [str(ENGINE_PYTHON), "-m", "local.textract", "--patience", str(_PATIENCE_S)]
        self._process = process = subprocess.Popen(  # noqa: S603 - our own server
            [sys.executable, "-I", "-S", str(_LEASH), *serve],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=REPOSITORY,
            env={"PYTHONPATH": str(_PACKAGE)},
            start_new_session=True,
            text=True,
        )
        address = process.stdout.readline().strip() if process.stdout else ""
        if not address:
            raise CommandFailed("The text recognition did not start; `make ocr` installs it.")
        return address


@contextmanager
def recognition(renderer: PageRenderer, mode: OcrMode) -> Iterator[Recognise]:
    """Recognition with an engine that ends with the block."""
    engine = LocalEngine()
    recognise = Recognition(renderer, engine, SystemClock())
    try:
        yield lambda path, text: recognise(path, path.name, text, _leave(mode))
    finally:
        engine.close()


def _leave(mode: OcrMode) -> Leave:
    """No budget, no hurry, nothing kept: the pages of a local file are read in one go."""

    def forget(_page: int, _recognised: RecognisedPage) -> None:
        return None

    return Leave(
        mode=mode if is_installed() else OcrMode.OFF,
        claim=lambda: True,
        give_back=lambda: None,
        kept=lambda _page: None,
        keep=forget,
    )
