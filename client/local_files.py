"""Files on this machine: which of them a search goes through, and what is said of one."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from client.errors import WrongUsage
from holescan.domain.errors import FileUnreadable
from holescan.domain.matching import CompiledCodes
from holescan.domain.outcomes import Examination
from holescan.domain.reasons import Reason
from holescan.ports import TextExtractor
from holescan.steps.recognise import Leave, Recognition


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
    """How files are read."""

    extractor: TextExtractor
    recognition: Recognition
    leave: Leave


def examine(path: Path, reader: Reader, codes: CompiledCodes) -> Examination:
    """Read one file and look for the codes; what is wrong with the file becomes part of the answer."""
    try:
        path.open("rb").close()
        read = reader.extractor.extract(path, name=path.name)
        text = reader.recognition(path, path.name, read, reader.leave)
    except FileUnreadable as unreadable:
        return Examination.failed(unreadable.reason)
    except PermissionError:
        return Examination.failed(Reason.FORBIDDEN)
    except FileNotFoundError:
        return Examination.failed(Reason.NOT_FOUND)
    return Examination(codes.find(text), text.unread, text.pages, text.characters)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        yield from (file for name in sorted(names) if (file := Path(folder, name)).is_file() or file.is_symlink())
