"""Files on this machine: which of them a search goes through, and what is said of one."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

from client.errors import WrongUsage
from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.domain.errors import FileUnreadable
from holescan.domain.examination import Examination
from holescan.domain.matching import CompiledCodes
from holescan.domain.reasons import Reason
from holescan.domain.text import ExtractedText

Recognise = Callable[[Path, ExtractedText], ExtractedText]
"""Adds to the text of a file what text recognition makes of its pictures."""


def files_under(paths: Sequence[Path]) -> list[Path]:
    """The files named and those in the folders named, each folder in the order of its names.

    Links to folders are not followed, so a search always ends.

    Raises:
        WrongUsage: one of the paths is not there.
    """
    for path in paths:
        if not path.is_file() and not path.is_dir():
            raise WrongUsage(f"There is no file or folder {path}.")
    return list(dict.fromkeys(file for path in paths for file in _files(path)))


@dataclass(frozen=True, slots=True)
class Reader:
    """How files are read.

    Attributes:
        reads_ahead: the next file is begun while codes are looked for in this one. Not where recognition asks the extractor
            for pictures in between.
    """

    extractor: ChildExtractor
    recognise: Recognise
    reads_ahead: bool = False


def examine_all(paths: Sequence[Path], reader: Reader, codes: CompiledCodes) -> Iterator[Examination]:
    """What is said of each file, in turn."""
    following = chain(paths[1:], [None]) if reader.reads_ahead else repeat(None)
    return (examine(path, reader, codes, after) for path, after in zip(paths, following, strict=False))


def examine(path: Path, reader: Reader, codes: CompiledCodes, following: Path | None = None) -> Examination:
    """Read one file and look for the codes; what is wrong with the file becomes part of the answer."""
    try:
        path.open("rb").close()
        text = reader.recognise(path, reader.extractor.extract(path, name=path.name, following=following))
    except FileUnreadable as unreadable:
        return Examination.failed(unreadable.reason)
    except PermissionError:
        return Examination.failed(Reason.FORBIDDEN)
    except FileNotFoundError:
        return Examination.failed(Reason.NOT_FOUND)
    return codes.examine(text)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        yield from (file for name in sorted(names) if (file := Path(folder, name)).is_file() or file.is_symlink())
