"""Zip archives of anything: each member is handed out as a file of its own."""

import re
from collections.abc import Iterator
from functools import partial

from holescan.adapters.extraction.archive import Archive, open_zip
from holescan.adapters.extraction.reading import Found, Member, Reading, Source
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread

# What macOS and Windows put into every folder that somebody looked at.
_LEFT_BY_SYSTEMS = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


def read_zip(source: Source) -> Reading:
    """An archive has as many pages as members.

    Raises:
        FileUnreadable: damaged, or with too many members.
    """
    with open_zip(source) as archive:
        count = len(_names(archive))
    return Reading(pages=count, found=zip_members(source))


def zip_members(source: Source) -> Iterator[Found]:
    """All files in it; one that is protected or blown up raises when it is unpacked. Then a gap for those it does not list."""
    with open_zip(source) as archive:
        for position, name in _names(archive):
            yield Member(name, partial(archive.unpacked, position))
        if archive.has_more:
            yield Unread("members that are not listed", Reason.CORRUPT)


def _names(archive: Archive) -> list[tuple[int, str]]:
    """Position and name, since two members may have one name."""
    named = enumerate(archive.names)
    return [(at, name) for at, name in named if not name.endswith("/") and not _LEFT_BY_SYSTEMS.search(name)]
