"""TextractRecogniser over the wire of the local server, whose engine a test scripts."""

import socket
from collections.abc import Iterator
from threading import Event, Thread

import boto3
import pytest
import uvicorn
from botocore import UNSIGNED
from botocore.config import Config

from holescan.adapters.aws.clients import local_textract
from holescan.adapters.ocr import TextractRecogniser
from holescan.domain.errors import DependencyFailed, FileUnreadable, Throttled
from holescan.domain.recognised import RecognisedLine, RecognisedText, RecognisedWord
from holescan.domain.recognition import Box
from local.ports import HOST, accepts, free_ports
from local.textract.app import create_app
from local.textract.wire import Refused
from local.waiting import until
from tests.fakes.recognition import a_text

UPWARDS = RecognisedLine(
    (RecognisedWord("BH", Box(0.5, 0.6, 0.52, 0.8)), RecognisedWord("07", Box(0.5, 0.2, 0.52, 0.5))),
    97.5,
    Box(0.5, 0.2, 0.52, 0.8),
)


class Engine:
    """Reads what the picture says, word for word.

    Attributes:
        may_go_on: a picture that says "slow" waits for it.
        read: the pictures, in order.
    """

    def __init__(self) -> None:
        self.may_go_on = Event()
        self.read: list[bytes] = []

    def __call__(self, image: bytes) -> RecognisedText:
        self.read.append(image)
        if image == b"upwards":
            return RecognisedText((UPWARDS,))
        if image == b"no picture":
            raise Refused("UnsupportedDocumentException", "No PNG or JPEG.")
        if image == b"slow":
            self.may_go_on.wait(30)
        return a_text(image.decode()) if image else RecognisedText(())


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def url(engine: Engine) -> Iterator[str]:
    application = create_app(engine, patience_s=0.5)
    with socket.create_server((HOST, 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(application, log_config=None, lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://{HOST}:{listening.getsockname()[1]}"
        engine.may_go_on.set()
        server.should_exit = True
        thread.join()


@pytest.fixture
def recogniser(url: str) -> TextractRecogniser:
    return TextractRecogniser(local_textract(url))


def test_lines_come_with_their_place_and_confidence(recogniser: TextractRecogniser) -> None:
    text = recogniser.read(b"see HOLE-1")
    assert text == a_text("see HOLE-1")


def test_a_line_that_runs_upwards_keeps_the_order_of_its_words(recogniser: TextractRecogniser) -> None:
    (line,) = recogniser.read(b"upwards").lines
    assert line.text == "BH 07"
    assert line.confidence == pytest.approx(97.5)
    assert line.words[1].box.top == pytest.approx(0.2)


def test_a_picture_without_text_has_no_lines(recogniser: TextractRecogniser) -> None:
    assert recogniser.read(b" ").lines == ()


def test_a_picture_that_will_never_be_read_is_no_reason_to_try_again(recogniser: TextractRecogniser) -> None:
    with pytest.raises(FileUnreadable):
        recogniser.read(b"no picture")


def test_who_would_wait_too_long_is_throttled_and_finds_the_answer_when_he_comes_again(
    recogniser: TextractRecogniser, engine: Engine
) -> None:
    with pytest.raises(Throttled):
        recogniser.read(b"slow")
    engine.may_go_on.set()
    assert until(lambda: _reads(recogniser, b"slow"), limit_s=20)
    assert engine.read == [b"slow"]


def test_a_queue_before_the_engine_has_an_end(url: str, engine: Engine) -> None:
    recogniser = TextractRecogniser(local_textract(url))
    pictures = [b"slow", *(f"page {number}".encode() for number in range(12))]
    for picture in pictures:
        with pytest.raises(Throttled):
            recogniser.read(picture)
    engine.may_go_on.set()
    assert until(lambda: _reads(recogniser, b"slow"), limit_s=20)
    assert engine.read[0] == b"slow"
    assert until(lambda: len(engine.read) >= 8, limit_s=20)
    assert pictures[-1] not in engine.read


def test_a_server_that_is_gone_is_nobodys_fault() -> None:
    (port,) = free_ports(0, 1)
    assert not accepts(port)
    with pytest.raises(DependencyFailed):
        TextractRecogniser(local_textract(f"http://{HOST}:{port}")).read(b"see HOLE-1")


def test_another_operation_is_refused_by_its_name(url: str) -> None:
    unsigned = Config(signature_version=UNSIGNED, retries={"total_max_attempts": 1})
    client = boto3.client("textract", endpoint_url=url, region_name="us-east-1", config=unsigned)
    with pytest.raises(client.exceptions.ClientError, match="UnknownOperationException"):
        client.analyze_document(Document={"Bytes": b"x"}, FeatureTypes=["TABLES"])


def _reads(recogniser: TextractRecogniser, picture: bytes) -> bool:
    try:
        return bool(recogniser.read(picture).lines)
    except Throttled:
        return False
