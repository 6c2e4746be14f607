"""Downloads one file, reads it and looks for the codes."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from holescan.domain.errors import FileUnreadable, TokenRefused
from holescan.domain.files import FileRef
from holescan.domain.matching import CompiledCodes
from holescan.domain.outcomes import Examination
from holescan.domain.reasons import Reason
from holescan.ports import FileSource, TextExtractor


@dataclass(frozen=True, slots=True)
class Examiner:
    """What is on a drawing, or why nobody knows.

    Raises:
        DependencyFailed: Drive did not hand the file out this time; nothing is said of it yet.
    """

    extractor: TextExtractor

    def __call__(self, source: FileSource, file: FileRef, codes: CompiledCodes, *, max_bytes: int) -> Examination:
        """Examine one file; what is wrong with the file itself becomes part of the answer."""
        try:
            with TemporaryDirectory(prefix="holescan-") as folder:
                path = Path(folder, "file")
                source.download(file, path, max_bytes=max_bytes)
                text = self.extractor.extract(path, name=file.name)
        except FileUnreadable as unreadable:
            return Examination.failed(unreadable.reason)
        except TokenRefused:
            return Examination.failed(Reason.AUTH_EXPIRED)
        return Examination(codes.find(text), text.unread, text.pages, text.characters)
