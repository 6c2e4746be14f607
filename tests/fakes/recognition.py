"""ScriptedRecogniser and MemoryRecognitionRecord: pictures as keys to what stands on them."""

from holescan.domain.ids import FileId, SessionId
from holescan.domain.recognised import RecognisedLine, RecognisedPage, RecognisedText, RecognisedWord
from holescan.domain.recognition import Box
from holescan.domain.session import LiveScan, Session
from tests.fakes.table import MemoryTable

WHOLE = Box(0, 0, 1, 1)
MIDDLE = Box(0.4, 0.4, 0.6, 0.5)


def a_line(text: str, confidence: float = 99, box: Box = MIDDLE) -> RecognisedLine:
    """A line whose words all stand where it does."""
    return RecognisedLine(tuple(RecognisedWord(word, box) for word in text.split()), confidence, box)


def a_text(*lines: str, confidence: float = 99) -> RecognisedText:
    return RecognisedText(tuple(a_line(line, confidence) for line in lines))


class ScriptedRecogniser:
    """Lines or failures by picture; nothing is seen on a picture without a script.

    Attributes:
        asked: the pictures, in order.
    """

    def __init__(self) -> None:
        self.texts: dict[bytes, RecognisedText | Exception] = {}
        self.asked: list[bytes] = []

    def read(self, image: bytes) -> RecognisedText:
        self.asked.append(image)
        scripted = self.texts.get(image, RecognisedText(()))
        if isinstance(scripted, Exception):
            raise scripted
        return scripted


class MemoryRecognitionRecord:
    """Pages counted in the session's partition, kept by session, epoch, file and page."""

    def __init__(self, table: MemoryTable) -> None:
        self._table = table
        self.pages: dict[tuple[SessionId, int, FileId, int], RecognisedPage] = {}

    def claim(self, session: Session, limit: int) -> bool:
        partition = self._table.partitions[session.session_id]
        if partition.pages_recognised >= limit:
            return False
        partition.pages_recognised += 1
        return True

    def give_back(self, session: Session) -> None:
        partition = self._table.partitions[session.session_id]
        partition.pages_recognised = max(0, partition.pages_recognised - 1)

    def page(self, live: LiveScan, file_id: FileId, page: int) -> RecognisedPage | None:
        return self.pages.get((live.session_id, live.epoch, file_id, page))

    def keep(self, live: LiveScan, file_id: FileId, page: int, recognised: RecognisedPage) -> None:
        self.pages[live.session_id, live.epoch, file_id, page] = recognised
