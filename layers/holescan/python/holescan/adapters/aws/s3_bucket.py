"""ResultsBucket as bytes and files under keys."""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from holescan.adapters.aws.errors import code_of, translated
from holescan.domain.errors import DependencyFailed

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

CHUNK_BYTES = 1 << 20

# DeleteObjects takes as many: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
KEYS_PER_DELETE = 1000


class S3Bucket:
    """Objects; those written by `put_gzip` and `put_gzip_once` are compressed and come back as they were."""

    def __init__(self, client: "S3Client", name: str) -> None:
        self._client = client
        self._name = name

    def put(self, key: str, content: bytes) -> None:
        """Store, over what was there."""
        with translated("s3"):
            self._client.put_object(Bucket=self._name, Key=key, Body=content)

    def put_gzip(self, key: str, content: bytes) -> None:
        """Store compressed, over what was there."""
        self.put(key, _compressed(content))

    def put_gzip_once(self, key: str, content: bytes) -> bool:
        """Store compressed unless something is there; False when something was."""
        with translated("s3"):
            try:
                self._client.put_object(Bucket=self._name, Key=key, Body=_compressed(content), IfNoneMatch="*")
            except ClientError as error:
                if code_of(error) == "PreconditionFailed":
                    return False
                raise
        return True

    def put_file(self, key: str, file: Path, content_type: str) -> None:
        """Store a file of any size."""
        with translated("s3"), file.open("rb") as content:
            self._client.upload_fileobj(content, self._name, key, ExtraArgs={"ContentType": content_type})

    def has(self, key: str) -> bool:
        """Whether something is stored."""
        with translated("s3"):
            try:
                self._client.head_object(Bucket=self._name, Key=key)
            except ClientError as error:
                if code_of(error) in {"404", "NoSuchKey", "NotFound"}:
                    return False
                raise
        return True

    def find(self, key: str) -> bytes | None:
        """What is stored; None when nothing is."""
        with translated("s3"):
            try:
                return self._client.get_object(Bucket=self._name, Key=key)["Body"].read()
            except self._client.exceptions.NoSuchKey:
                return None

    def find_range(self, key: str, start: int, size: int) -> bytes | None:
        """At most `size` bytes from `start` on, none behind the end; None when nothing is stored."""
        with translated("s3"):
            try:
                asked = f"bytes={start}-{start + size - 1}"
                return self._client.get_object(Bucket=self._name, Key=key, Range=asked)["Body"].read()
            except self._client.exceptions.NoSuchKey:
                return None
            except ClientError as error:
                if code_of(error) == "InvalidRange":
                    return b""
                raise

    def get(self, key: str) -> bytes:
        """What is stored; DependencyFailed when nothing is."""
        content = self.find(key)
        if content is None:
            raise DependencyFailed("s3", f"{key} is missing")
        return content

    def get_gzip(self, key: str) -> bytes:
        """What was stored compressed."""
        return gzip.decompress(self.get(key))

    def find_gzip(self, key: str) -> bytes | None:
        """What was stored compressed; None when nothing is."""
        content = self.find(key)
        return None if content is None else gzip.decompress(content)

    def keys_under(self, prefix: str) -> Iterator[str]:
        """The keys that begin so."""
        with translated("s3"):
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._name, Prefix=prefix):
                yield from (found["Key"] for found in page.get("Contents", []))

    def delete_many(self, keys: Sequence[str]) -> None:
        """Remove at most KEYS_PER_DELETE objects.

        Raises:
            DependencyFailed: some are still there.
        """
        with translated("s3"):
            asked: Any = {"Objects": [{"Key": key} for key in keys], "Quiet": True}
            refused = self._client.delete_objects(Bucket=self._name, Delete=asked).get("Errors", [])
        if refused:
            raise DependencyFailed("s3", f"{len(refused)} objects were not removed: {refused[0].get('Code')}")

    def copy_to(self, key: str, target: Path) -> bool:
        """Copy an object into a file; False when there is none."""
        with translated("s3"):
            try:
                body = self._client.get_object(Bucket=self._name, Key=key)["Body"]
            except self._client.exceptions.NoSuchKey:
                return False
            with target.open("wb") as file:
                for chunk in body.iter_chunks(CHUNK_BYTES):
                    file.write(chunk)
        return True

    def presigned_put(self, key: str, life_s: int, **signed: Any) -> str:
        """A URL that takes one PUT with exactly these fields."""
        parameters = {"Bucket": self._name, "Key": key, **signed}
        return self._client.generate_presigned_url("put_object", parameters, ExpiresIn=life_s, HttpMethod="PUT")

    def presigned_get(self, key: str, life_s: int, *, file_name: str) -> str:
        """A URL that downloads the object under a name."""
        disposition = f'attachment; filename="{file_name}"'
        parameters = {"Bucket": self._name, "Key": key, "ResponseContentDisposition": disposition}
        return self._client.generate_presigned_url("get_object", parameters, ExpiresIn=life_s)


def _compressed(content: bytes) -> bytes:
    """Without a time stamp: the same content is the same object."""
    return gzip.compress(content, compresslevel=6, mtime=0)
