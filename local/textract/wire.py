"""DetectDocumentText as JSON: what a request holds, what an answer and a refusal look like."""

import base64
import binascii
from collections.abc import Iterator
from itertools import count
from typing import Any

from starlette.responses import JSONResponse

from holescan.domain.recognised import RecognisedLine, RecognisedText
from holescan.domain.recognition import Box

TARGET = "Textract.DetectDocumentText"
CONTENT_TYPE = "application/x-amz-json-1.1"
MODEL_VERSION = "local"

Block = dict[str, Any]


class Refused(Exception):
    """The API's own error, by its name there."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


def image_of(request: Any) -> bytes:
    """The picture of a request; pictures in S3 are not served.

    Raises:
        Refused: there is none.
    """
    try:
        return base64.b64decode(request["Document"]["Bytes"], validate=True)
    except (TypeError, KeyError, binascii.Error):
        raise Refused("InvalidParameterException", "Document.Bytes is wanted, in base64") from None


def answer(text: RecognisedText) -> JSONResponse:
    """One page of blocks."""
    document = {
        "DocumentMetadata": {"Pages": 1},
        "Blocks": list(_blocks(text)),
        "DetectDocumentTextModelVersion": MODEL_VERSION,
    }
    return JSONResponse(document, media_type=CONTENT_TYPE)


def refusal(refused: Refused) -> JSONResponse:
    """As every AWS JSON API says no."""
    return JSONResponse({"__type": refused.code, "Message": refused.message}, 400, media_type=CONTENT_TYPE)


def _blocks(text: RecognisedText) -> Iterator[Block]:
    names = (f"b{number}" for number in count())
    page = next(names)
    lines = [list(_line(line, names)) for line in text.lines]
    yield {
        "BlockType": "PAGE",
        "Id": page,
        "Geometry": _geometry(Box(0, 0, 1, 1)),
        **_children([blocks[0]["Id"] for blocks in lines]),
    }
    for blocks in lines:
        yield from blocks


def _line(line: RecognisedLine, names: Iterator[str]) -> Iterator[Block]:
    name = next(names)
    words = [_block("WORD", next(names), word.text, word.box, line.confidence) for word in line.words]
    whole = _block("LINE", name, line.text, line.box, line.confidence)
    yield whole | _children([word["Id"] for word in words])
    yield from (word | {"TextType": "PRINTED"} for word in words)


def _block(kind: str, name: str, text: str, box: Box, confidence: float) -> Block:
    return {"BlockType": kind, "Id": name, "Text": text, "Confidence": confidence, "Geometry": _geometry(box)}


def _children(names: list[str]) -> Block:
    return {"Relationships": [{"Type": "CHILD", "Ids": names}]} if names else {}


def _geometry(box: Box) -> Block:
    corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
    width, height = box.right - box.left, box.bottom - box.top
    return {
        "BoundingBox": {"Left": box.left, "Top": box.top, "Width": width, "Height": height},
        "Polygon": [{"X": x, "Y": y} for x, y in corners],
    }
