"""`holescan find`: looks for codes in local files, with the extraction and matching of the Lambdas and no AWS."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from client.command import Command, check_column
from client.errors import WrongUsage
from client.find_output import Examined, exit_code_of, json_line
from client.local_files import Reader, Recognise, examine_all, files_under
from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.domain.code_sheet import read_code_sheet
from holescan.domain.codes import CodeList, unite
from holescan.domain.errors import FileUnreadable, RequestRejected
from holescan.domain.matching import CompiledCodes, MatchMode, MatchOptions
from holescan.domain.reasons import Reason
from holescan.domain.recognition import OcrMode
from holescan.domain.sheets import SheetTable

_NO_ENGINE = "Text recognition is not installed: pages that are pictures stay unread. `make ocr` installs it."

_NO_FILE = "Nothing was searched: there is no file in what was named."


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder with all below it")
    parser.add_argument("--codes", type=Path, metavar="FILE", help="code list: .xlsx, .xls, .csv or .txt")
    parser.add_argument(
        "--codes-column", default="", metavar="COLUMN", help="its heading or letters; left out: a guess"
    )
    parser.add_argument("--code", action="append", default=[], metavar="C", help="one code; may be repeated")
    parser.add_argument("--mode", type=MatchMode, choices=list(MatchMode), default=MatchMode.NORMALISED)
    parser.add_argument("--leading-zeros", action="store_true", help="ignore leading zeros: HOLE-01 is HOLE-1")
    parser.add_argument("--ocr", type=OcrMode, choices=list(OcrMode), default=OcrMode.AUTO)
    parser.add_argument("--json", action="store_true", help="one JSON object a file instead of a table")


def _run(arguments: Namespace) -> int:
    check_column(arguments)
    files = files_under(arguments.paths)
    with ChildExtractor() as extractor, _recognition(extractor, arguments.ocr) as recognise:
        codes = _codes(arguments, extractor)
        reader = Reader(extractor, recognise, reads_ahead=arguments.ocr is OcrMode.OFF)
        examined = _shown(arguments, codes, _examined(files, reader, _compiled(codes, arguments)), total=len(files))
    if arguments.ocr != OcrMode.OFF and any(map(_has_pictures, examined)) and not _has_engine():
        _warn(_NO_ENGINE)
    if not files:
        _warn(_NO_FILE)
    return exit_code_of(examined)


def _recognition(extractor: ChildExtractor, mode: OcrMode) -> AbstractContextManager[Recognise]:
    if mode is OcrMode.OFF:
        return nullcontext(lambda _path, text: text)
    from client.recognition import recognition  # noqa: PLC0415 - half the start of a search that has no use for it

    return recognition(extractor, mode)


def _has_engine() -> bool:
    from client.recognition import is_installed  # noqa: PLC0415 - loaded already, see above

    return is_installed()


def _codes(arguments: Namespace, extractor: ChildExtractor) -> CodeList:
    """The codes of both sources, cleaned as for a scan.

    Raises:
        WrongUsage: there are none, or the list cannot be read.
    """
    try:
        tables = _tables(arguments.codes, extractor) if arguments.codes else ()
        sheets = [read_code_sheet(tables, arguments.codes_column)]
        codes = unite(*sheets, arguments.code)
    except RequestRejected as rejected:
        raise WrongUsage(f"{rejected.message} {rejected.hint}".strip()) from rejected
    for warning in codes.warnings():
        _warn(warning)
    return codes


def _compiled(codes: CodeList, arguments: Namespace) -> CompiledCodes:
    return CompiledCodes.compile(codes.codes, MatchOptions(arguments.mode, leading_zeros=arguments.leading_zeros))


def _tables(path: Path, extractor: ChildExtractor) -> tuple[SheetTable, ...]:
    try:
        return extractor.read_sheet(path, name=path.name)
    except (FileUnreadable, OSError) as error:
        why = error.reason.message if isinstance(error, FileUnreadable) else error.strerror
        raise WrongUsage(f"The code list {path} cannot be read. {why}") from error


def _examined(files: Sequence[Path], reader: Reader, codes: CompiledCodes) -> Iterator[Examined]:
    return map(Examined, files, examine_all(files, reader, codes))


def _shown(arguments: Namespace, codes: CodeList, results: Iterator[Examined], *, total: int) -> list[Examined]:
    """Print what is found, JSON as it comes and tables at the end; returns all of it."""
    examined = []
    with _progress(total) as advance:
        for each in results:
            examined.append(each)
            if arguments.json:
                print(json_line(each), flush=True)
            advance(each.path)
    if not arguments.json:
        from client.find_display import show  # noqa: PLC0415 - not for a search that a program reads

        show(examined, codes.codes)
    return examined


def _progress(total: int) -> AbstractContextManager[Callable[[Path], None]]:
    if not sys.stderr.isatty():
        return nullcontext(lambda _path: None)
    from client.find_display import bar  # noqa: PLC0415 - not for a search that nobody watches

    return bar(total)


def _has_pictures(examined: Examined) -> bool:
    return any(gap.reason is Reason.NEEDS_OCR for gap in examined.examination.unread)


def _warn(message: str) -> None:
    print(message, file=sys.stderr)


COMMAND = Command("find", "look for codes in local files, without AWS", _add_arguments, _run)
