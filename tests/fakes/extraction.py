"""ScriptedExtractor and PlainReportWriter: reading, drawing and writing files without their formats."""

from collections import Counter
from pathlib import Path

from holescan.domain.examination import FileStatus
from holescan.domain.recognition import Tile
from holescan.domain.session import ReportTotals
from holescan.domain.sheets import SheetTable
from holescan.domain.text import ExtractedText, TextPart
from holescan.ports import ReportContents, WrittenReport
from holescan.protocol.row_models import CodeRow, NotFoundRow
from tests.fakes.recognition import WHOLE


class ScriptedExtractor:
    """Text or failure by file name; a file without a script is read as UTF-8 text on one page.

    Attributes:
        texts: what `extract` gives or raises.
        drawn: what `render` gives or raises by file name and page; without a script, one tile that says which page it is.
        sheets: what `read_sheet` gives or raises; without a script, no table at all.
    """

    def __init__(self, texts: dict[str, str | ExtractedText | Exception] | None = None) -> None:
        self.texts = texts or {}
        self.drawn: dict[tuple[str, int], tuple[Tile, ...] | Exception] = {}
        self.sheets: dict[str, tuple[SheetTable, ...] | Exception] = {}

    def extract(self, path: Path, *, name: str) -> ExtractedText:
        scripted = self.texts.get(name)
        if isinstance(scripted, Exception):
            raise scripted
        if isinstance(scripted, ExtractedText):
            return scripted
        text = scripted if scripted is not None else path.read_text()
        return ExtractedText((TextPart(text, page=1),), pages=1)

    def render(self, path: Path, *, name: str, page: int) -> tuple[Tile, ...]:  # noqa: ARG002
        scripted = self.drawn.get((name, page), (Tile(f"{name}/{page}".encode(), WHOLE),))
        if isinstance(scripted, Exception):
            raise scripted
        return scripted

    def read_sheet(self, path: Path, *, name: str) -> tuple[SheetTable, ...]:  # noqa: ARG002
        scripted = self.sheets.get(name, ())
        if isinstance(scripted, Exception):
            raise scripted
        return scripted


class PlainReportWriter:
    """Writes one line a file; `written` keeps what it was given."""

    def __init__(self) -> None:
        self.written: list[ReportContents] = []

    def write(self, contents: ReportContents, target: Path) -> WrittenReport:
        self.written.append(contents)
        outcomes = list(contents.outcomes())
        target.write_text("\n".join(f"{outcome.file.name}\t{outcome.status}" for outcome in outcomes))
        statuses = [outcome.status for outcome in outcomes]
        found = [match.code for outcome in outcomes for match in outcome.examination.matches]
        totals = ReportTotals(
            listed=len(outcomes),
            matched=statuses.count(FileStatus.MATCH),
            no_match=statuses.count(FileStatus.NO_MATCH),
            not_examined=statuses.count(FileStatus.NOT_EXAMINED),
            unread_files=sum(
                bool(outcome.examination.unread) and outcome.status is not FileStatus.NOT_EXAMINED
                for outcome in outcomes
            ),
            codes_not_found=len(set(contents.codes) - set(found)),
        )
        files = Counter(found)
        return WrittenReport(
            totals,
            [
                CodeRow(code=code, weak=False, files=files[code], places=files[code], file_names=())
                for code in contents.codes
                if code in files
            ],
            [NotFoundRow(code=code, near=()) for code in contents.codes if code not in files],
        )
