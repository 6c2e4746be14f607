"""S3ResultIndex: a report's rows of codes, `sessions/<id>/results/<epoch>-<lease>/<section>.ndjson`, read by byte range."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter

from holescan.adapters.aws.cursors import bytes_before, foreign_cursor
from holescan.adapters.aws.keys import result_rows_key
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.domain.ids import SessionId
from holescan.ports import CodeSection, Page
from holescan.protocol.row_models import CodeRow, NotFoundRow

CHUNK_BYTES = 1 << 18
"""Of one read. A row takes 25 KB at most, so there are some in it, and usually as many as a message holds."""

NDJSON_TYPE = "application/x-ndjson"

_ROW: TypeAdapter[CodeRow | NotFoundRow] = TypeAdapter(CodeRow | NotFoundRow)


class S3ResultIndex:
    """One JSON object a line; a cursor is the number of bytes before the next line."""

    def __init__(self, bucket: S3Bucket) -> None:
        self._bucket = bucket

    def put(
        self, session_id: SessionId, section: CodeSection, report_key: str, rows: Iterable[CodeRow | NotFoundRow]
    ) -> None:
        with TemporaryDirectory(prefix="holescan-") as folder:
            lines = Path(folder, "rows")
            with lines.open("wb") as file:
                file.writelines(row.model_dump_json().encode() + b"\n" for row in rows)
            self._bucket.put_file(result_rows_key(session_id, section, report_key), lines, NDJSON_TYPE)

    def page(
        self, session_id: SessionId, section: CodeSection, report_key: str, cursor: str, limit: int
    ) -> Page[CodeRow | NotFoundRow] | None:
        start = bytes_before(cursor)
        # With the end of the line before, which tells our cursors from any other number.
        margin = 1 if start else 0
        chunk = self._bucket.find_range(result_rows_key(session_id, section, report_key), start - margin, CHUNK_BYTES)
        if chunk is None:
            return None
        if chunk[:margin] != b"\n"[:margin]:
            raise foreign_cursor()
        lines = chunk[margin:].split(b"\n")[:-1]
        taken = lines[:limit]
        is_last = len(chunk) < CHUNK_BYTES and len(taken) == len(lines)
        end = start + sum(len(line) + 1 for line in taken)
        return Page(tuple(map(_ROW.validate_json, taken)), "" if is_last else str(end))
