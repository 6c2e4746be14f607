"""Downloads one file, reads it and looks for the codes."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from holescan.domain.errors import FileUnreadable
from holescan.domain.examination import Examination
from holescan.domain.files import FileRef
from holescan.domain.matching import CompiledCodes
from holescan.ports import FileFetcher, TextExtractor
from holescan.steps.recognise import Leave, Recognition


@dataclass(frozen=True, slots=True)
class Examiner:
    """What is on a drawing, or why nobody knows.

    Raises:
        DependencyFailed: Drive did not hand the file out this time, or text recognition did not answer; nothing is said
            of it yet. TokenRefused and QuotaSpent among them: those are said of the whole scan.
        Unfinished: its pages are not all recognised yet.
    """

    extractor: TextExtractor
    recognition: Recognition

    def __call__(
        self, source: FileFetcher, file: FileRef, codes: CompiledCodes, leave: Leave, *, max_bytes: int
    ) -> Examination:
        """Examine one file; what is wrong with the file itself becomes part of the answer."""
        try:
            with TemporaryDirectory(prefix="holescan-") as folder:
                path = Path(folder, "file")
                source.download(file, path, max_bytes=max_bytes)
                read = self.extractor.extract(path, name=file.name)
                text = self.recognition(path, file.name, read, leave)
        except FileUnreadable as unreadable:
            return Examination.failed(unreadable.reason)
        return codes.examine(text)
