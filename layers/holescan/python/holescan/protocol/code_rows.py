"""From what a whole scan showed of a code to the row a client sees of it, never too large for one message.

Bytes as in `protocol.rows`: a row of either kind stays under 25 KB.
"""

from collections.abc import Iterable

from holescan.domain.examination import NearMiss
from holescan.domain.files import FileRef
from holescan.protocol import row_models
from holescan.protocol.row_models import MAX_NAMES_IN_ROW, MAX_NEAR_IN_ROW, CodeRow, NotFoundRow
from holescan.protocol.rows import CODE_BYTES, NAME_BYTES, PATH_BYTES, cut, fitting, whole_link

NEAR_BYTES = 20 * 1024


def code_row(code: str, *, weak: bool, files: int, places: int, names: Iterable[str]) -> CodeRow:
    """The row of a code that was found; of the names of its files as many as a row takes."""
    shown = tuple(cut(name, NAME_BYTES) for name in names)[:MAX_NAMES_IN_ROW]
    return CodeRow(code=cut(code, CODE_BYTES), weak=weak, files=files, places=places, file_names=shown)


def not_found_row(code: str, near: Iterable[tuple[NearMiss, FileRef]]) -> NotFoundRow:
    """The row of a code that no file carries, with the first places that are like it."""
    places = (_near_miss(miss, file) for miss, file in near)
    return NotFoundRow(code=cut(code, CODE_BYTES), near=fitting(places, MAX_NEAR_IN_ROW, NEAR_BYTES))


def _near_miss(miss: NearMiss, file: FileRef) -> row_models.NearMiss:
    return row_models.NearMiss(
        found_as=cut(miss.found_as, CODE_BYTES),
        why=miss.why,
        file_id=file.file_id,
        file_name=cut(file.name, NAME_BYTES),
        path=cut(file.path, PATH_BYTES),
        pdf_link=whole_link(file.link),
        page=miss.page,
        place=cut(miss.place, CODE_BYTES) or None,
    )
