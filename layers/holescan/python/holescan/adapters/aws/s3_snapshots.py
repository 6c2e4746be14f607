"""S3Snapshots: `snapshots/<id>/<name>.ndjson.gz`, one JSON row a line, kept for a day."""

import gzip
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from holescan.adapters.aws.keys import snapshot_key
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.domain.ids import SessionId
from holescan.ports import LINK_LIFE_S
from holescan.protocol.rows import Row

GZIP_TYPE = "application/gzip"
"""A type, not a Content-Encoding: then every client unpacks it itself, whichever HTTP library it has."""

FASTEST = 1
"""Of gzip's levels: the rows are alike enough to shrink to a tenth at this one, and time is short."""


class S3Snapshots:
    """The Snapshots port over ResultsBucket."""

    def __init__(self, bucket: S3Bucket) -> None:
        self._bucket = bucket

    def put(self, session_id: SessionId, name: str, rows: Iterable[Row]) -> None:
        with TemporaryDirectory(prefix="holescan-") as folder:
            packed = Path(folder, "rows")
            with gzip.open(packed, "wb", compresslevel=FASTEST) as lines:
                for row in rows:
                    lines.write(row.model_dump_json().encode() + b"\n")
            self._bucket.put_file(snapshot_key(session_id, name), packed, GZIP_TYPE)

    def link(self, session_id: SessionId, name: str) -> str | None:
        key = snapshot_key(session_id, name)
        if not self._bucket.has(key):
            return None
        return self._bucket.presigned_get(key, LINK_LIFE_S, file_name=f"{name}.ndjson.gz")
