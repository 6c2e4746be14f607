"""TextractRecogniser: the TextRecogniser port over DetectDocumentText."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnection
from textractor.entities.bbox import BoundingBox
from textractor.entities.line import Line
from textractor.parsers.response_parser import parse

from holescan.domain.errors import DependencyFailed, FileUnreadable, HolescanError, Throttled
from holescan.domain.reasons import Reason
from holescan.domain.recognised import RecognisedLine, RecognisedText, RecognisedWord
from holescan.domain.recognition import Box

if TYPE_CHECKING:
    from mypy_boto3_textract import TextractClient

# https://docs.aws.amazon.com/textract/latest/APIReference/API_DetectDocumentText.html
_THROTTLES = frozenset({"LimitExceededException", "ProvisionedThroughputExceededException", "ThrottlingException"})
_BAD_PICTURES = frozenset(
    {"BadDocumentException", "DocumentTooLargeException", "InvalidParameterException", "UnsupportedDocumentException"}
)


class TextractRecogniser:
    """Reads pictures with Amazon Textract, or with whatever speaks its wire at the client's endpoint."""

    def __init__(self, client: "TextractClient") -> None:
        self._client = client

    def read(self, image: bytes) -> RecognisedText:
        """The lines of text in a PNG or JPEG of at most 10 MB and 10,000 pixels a side."""
        try:
            response = self._client.detect_document_text(Document={"Bytes": image})
        except ClientError as error:
            raise _translation(error) from error
        except (NoConnection, HTTPClientError) as error:
            raise DependencyFailed("textract", str(error)) from error
        return RecognisedText(tuple(_line(line) for page in parse(response).pages for line in page.lines))


def _line(line: Line) -> RecognisedLine:
    # textractor sorts the words of a line from left to right, which turns a line round that runs upwards or stands on
    # its head: the block has them in reading order.
    words = {word.id: word for word in line.words}
    in_order = [words[each] for link in line.raw_object["Relationships"] for each in link["Ids"] if each in words]
    read = tuple(RecognisedWord(word.text, _box(word.bbox)) for word in in_order)
    # It also turns the API's 0 to 100 into 0 to 1.
    return RecognisedLine(read, line.confidence * 100, _box(line.bbox))


def _box(box: BoundingBox) -> Box:
    return Box(box.x, box.y, box.x + box.width, box.y + box.height)


def _translation(error: ClientError) -> HolescanError:
    code = error.response["Error"]["Code"]
    if code in _THROTTLES:
        return Throttled("textract", str(error))
    if code in _BAD_PICTURES:
        return FileUnreadable(Reason.NEEDS_OCR, code)
    return DependencyFailed("textract", str(error))
