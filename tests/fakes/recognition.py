"""ScriptedRecogniser and MemoryRecognitionRecord: pictures as keys to what stands on them."""

from holescan.domain.ids import FileId, SessionId
from holescan.domain.recognition import Box, RecognisedLine, RecognisedPage, RecognisedText, RecognisedWord
from holescan.domain.session import LiveScan, Session

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
    """Pages counted by session, kept by session, epoch, file and page."""

    def __init__(self) -> None:
        self.claimed: dict[SessionId, int] = {}
        self.pages: dict[tuple[SessionId, int, FileId, int], RecognisedPage] = {}

    def claim(self, session: Session, limit: int) -> bool:
        claimed = self.claimed.get(session.session_id, 0)
        if claimed >= limit:
            return False
        self.claimed[session.session_id] = claimed + 1
        return True

    def give_back(self, session: Session) -> None:
        self.claimed[session.session_id] = max(0, self.claimed.get(session.session_id, 0) - 1)

    def page(self, live: LiveScan, file_id: FileId, page: int) -> RecognisedPage | None:
        return self.pages.get((live.session_id, live.epoch, file_id, page))

    def keep(self, live: LiveScan, file_id: FileId, page: int, recognised: RecognisedPage) -> None:
        self.pages[live.session_id, live.epoch, file_id, page] = recognised
